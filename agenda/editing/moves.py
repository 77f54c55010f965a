"""Moving a meeting: what it drags along, and what becomes of the rides to it and from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.models import Meeting, Participation, Transfer
from agenda.reading import part_of

NEAR = timedelta(hours=4)
USUAL_START = {
    Meeting.PartOfDay.MORNING: time(9),
    Meeting.PartOfDay.AFTERNOON: time(14),
    Meeting.PartOfDay.EVENING: time(19),
    Meeting.PartOfDay.DAY: time(12),
}
PLACE_AND_TIME = ("date", "part_of_day", "starts_at", "ends_at", "venue_id")


class RideChoice(models.TextChoices):
    """What becomes of a ride when its meeting moves."""

    MOVE = "move", _("move with it")
    KEEP = "keep", _("keep as it is")
    DROP = "drop", _("drop")


@dataclass(frozen=True, slots=True)
class Drag:
    """A ride that brings to a meeting or takes away from it, as it was before the move.

    ``usual`` is what becomes of it where nobody says otherwise.
    """

    ride: Transfer
    brings: bool
    usual: RideChoice


@dataclass(frozen=True, slots=True)
class Move:
    """A meeting that has moved: by how much its start and end, and where from.

    Both shifts are zero where only the venue changed. Interpreters are not among the people.
    """

    start_shift: timedelta
    end_shift: timedelta
    old_venue: int | None
    new_venue: int | None
    rides: tuple[Drag, ...]
    people: tuple[str, ...]
    interpreters: tuple[str, ...]
    room: str


def rides_around(meeting: Meeting) -> tuple[Drag, ...]:
    """Return the rides before and after a meeting, in order of time.

    They are those that serve it, and those of its people, whatever they serve, that end at its
    venue in the four hours before it starts or begin there in the four hours after it ends.
    """
    if meeting.starts_at is None:
        near = Q()
    else:
        people = Q(seats_taken__person__in=meeting.participations.values("person"))
        arrive = Q(
            destination=meeting.venue_id,
            arrives_at__range=(meeting.starts_at - NEAR, meeting.starts_at),
        )
        leave = Q(
            origin=meeting.venue_id,
            departs_at__range=(meeting.ends_at, meeting.ends_at + NEAR),
        )
        near = people & (arrive | leave)
    serving = Q(serves=meeting)
    rides = Transfer.objects.filter(mission=meeting.mission_id).filter(
        serving | near if near else serving
    )
    rides = rides.select_related("origin", "destination", "mission").distinct().in_order()
    return tuple(
        Drag(ride, is_bringing(ride, meeting), usual_choice(ride, meeting)) for ride in rides
    )


def usual_choice(ride: Transfer, meeting: Meeting) -> RideChoice:
    """Return what becomes of a ride if nobody says otherwise: what serves another meeting stays."""
    return RideChoice.MOVE if ride.serves_id in {None, meeting.pk} else RideChoice.KEEP


def is_bringing(ride: Transfer, meeting: Meeting) -> bool:
    """Tell whether a ride goes to the meeting rather than away from it."""
    if meeting.venue_id and ride.destination_id != ride.origin_id:
        if ride.destination_id == meeting.venue_id:
            return True
        if ride.origin_id == meeting.venue_id:
            return False
    return meeting.starts_at is None or ride.departs_at < meeting.starts_at


def move_of(*, before: Meeting, after: Meeting, rides: Iterable[Drag]) -> Move | None:
    """Return how a meeting has moved, None where it has not.

    ``rides`` are those around it before; those edited meanwhile are left to whoever did that.
    """
    if all(getattr(before, name) == getattr(after, name) for name in PLACE_AND_TIME):
        return None
    untouched = tuple(drag for drag in rides if is_untouched(drag.ride))
    start_shift, end_shift = shifts(before, after)
    taking_part = after.participations.select_related("person").order_by("pk")
    people: dict[bool, list[str]] = {True: [], False: []}
    for row in taking_part:
        people[row.role == Participation.Role.INTERPRETER].append(str(row.person))
    return Move(
        start_shift=start_shift,
        end_shift=end_shift,
        old_venue=before.venue_id,
        new_venue=after.venue_id,
        rides=untouched,
        people=tuple(people[False]),
        interpreters=tuple(people[True]),
        room=after.room or "",
    )


def shifts(before: Meeting, after: Meeting) -> tuple[timedelta, timedelta]:
    """Return by how much the start and the end of a meeting have moved.

    Where it has no hours, before or after, both move from day to day and from one part of the
    day to the other.
    """
    if before.starts_at and after.starts_at:
        return after.starts_at - before.starts_at, after.ends_at - before.ends_at
    parts = [part_known(before), part_known(after)]
    if Meeting.PartOfDay.DAY in parts:
        parts = [Meeting.PartOfDay.DAY] * 2
    then, now = (
        datetime.combine(meeting.date, USUAL_START[part], tzinfo=meeting.zone).astimezone(UTC)
        for meeting, part in zip((before, after), parts, strict=True)
    )
    return now - then, now - then


def part_known(meeting: Meeting) -> str:
    """Return the part of the day that a meeting has, or in which its hours begin."""
    if meeting.starts_at is None:
        return meeting.part_of_day
    return part_of(meeting.starts_at.astimezone(meeting.zone))


def is_untouched(ride: Transfer) -> bool:
    """Tell whether the row of a ride is still what was read of it."""
    names = ("departs_at", "arrives_at", "origin_id", "destination_id", "serves_id")
    now = Transfer.objects.filter(pk=ride.pk).values_list(*names).first()
    return now == tuple(getattr(ride, name) for name in names)


def carry_rides(move: Move, choices: Mapping[int, str]) -> None:
    """Move, keep or drop each ride as chosen, else as usual; the caller holds the mission's lock."""
    for drag in move.rides:
        choice = choices.get(drag.ride.pk, drag.usual)
        ride = Transfer.objects.get(pk=drag.ride.pk)  # what else was edited with it stays
        if choice == RideChoice.DROP:
            ride.delete()
        elif choice == RideChoice.MOVE:
            carry(ride, drag, move)
            ride.save()


def drop_rides(meeting: Meeting, rides: Iterable[int]) -> None:
    """Delete those of the rides, given by primary keys, that serve a meeting."""
    meeting.transfers.filter(pk__in=rides).delete()


def carry(ride: Transfer, drag: Drag, move: Move) -> None:
    """Move one ride with its meeting, in memory.

    A ride that brings people moves with the start, one that takes them away with the end, and
    both go to the new venue where it was the old one they went to.
    """
    by = move.start_shift if drag.brings else move.end_shift
    ride.departs_at += by
    ride.arrives_at += by
    if move.new_venue and drag.brings and ride.destination_id == move.old_venue:
        ride.destination_id = move.new_venue
    if move.new_venue and not drag.brings and ride.origin_id == move.old_venue:
        ride.origin_id = move.new_venue
