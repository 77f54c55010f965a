"""The clashes of a mission's plan: the only place that decides what clashes.

Pure functions over values already read; no queries and no words for a reader. Each kind either
blocks publishing until somebody writes why it is all right, or only warns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from agenda.intervals import following, overlapping
from agenda.plan.planned import Busy, Key, Plan, Planned, PlannedMeeting, PlannedTransfer, Presence
from agenda.plan.transfer_fit import SAME_OUTING, Misfit, misfit_of


class ClashKind(StrEnum):
    """What clashes, the gravest first."""

    PERSON_TWICE = "person_twice"
    INTERPRETER_TWICE = "interpreter_twice"
    TRAVEL_TOO_SHORT = "travel_too_short"
    TRANSFER_MISFIT = "transfer_misfit"
    BEFORE_ARRIVAL = "before_arrival"
    AFTER_DEPARTURE = "after_departure"
    UNAVAILABLE = "unavailable"
    SEATS = "seats"
    VEHICLE_TWICE = "vehicle_twice"
    ROOM_TWICE = "room_twice"
    HEAD_ABSENT = "head_absent"
    TRAVEL_UNKNOWN = "travel_unknown"
    OUTSIDE_MISSION = "outside_mission"
    TITLE_UNCONFIRMED = "title_unconfirmed"
    UNTRANSLATED = "untranslated"
    NOBODY = "nobody"


GRAVITY = {kind: rank for rank, kind in enumerate(ClashKind)}
BLOCKING = frozenset(kind for kind in ClashKind if GRAVITY[kind] < GRAVITY[ClashKind.HEAD_ABSENT])


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash of one or two items.

    ``items`` stand in order of time, a meeting before the ride that serves it.
    ``needed`` and ``available`` are minutes where time is too short to travel (what is needed
    includes the buffer), and passengers and seats where there are too few of these.
    """

    kind: ClashKind
    items: tuple[Key, ...]
    blocks: bool
    person: int | None = None
    misfit: Misfit = Misfit.NONE
    needed: int | None = None
    available: int | None = None
    is_estimate: bool = False
    details: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[ClashKind, tuple[Key, ...], int | None]:
        """What stays the same while the clash lasts, whichever item comes first."""
        return self.kind, tuple(sorted(self.items)), self.person


def find_clashes(plan: Plan) -> list[Clash]:
    """Return every clash of the plan, the gravest first, then in order of time."""
    starts = {item.key: item.starts_at for item in plan.items}
    found = [
        *clashes_of_people(plan),
        *clashes_of_rooms(plan),
        *clashes_of_transfers(plan),
        *remarks_on_meetings(plan),
    ]
    return sorted(
        found,
        key=lambda clash: (
            not clash.blocks,
            GRAVITY[clash.kind],
            starts[clash.items[0]],
            clash.items,
            clash.person or 0,
        ),
    )


def clash(kind: ClashKind, *items: Planned, **told: object) -> Clash:
    """Return a clash of items, which blocks if its kind does and all of them are agreed on."""
    blocks = kind in BLOCKING and all(item.is_agreed for item in items)
    return Clash(kind, tuple(item.key for item in items), blocks, **told)


def concerns(first: Planned, second: Planned) -> bool:
    """Tell whether one of two items at least belongs to the mission."""
    return not (first.is_elsewhere and second.is_elsewhere)


def clashes_of_people(plan: Plan) -> Iterator[Clash]:
    """Yield what each person can't do: be twice, get there in time, be there at all."""
    engagements: defaultdict[int, list[Planned]] = defaultdict(list)
    interprets: set[tuple[int, Key]] = set()
    for item in plan.items:
        for person in item.people:
            engagements[person].append(item)
    for meeting in plan.meetings:
        interprets.update(
            (row.person, meeting.key) for row in meeting.attendances if row.is_interpreter
        )
    busy: defaultdict[int, list[Busy]] = defaultdict(list)
    for span in plan.busy:
        busy[span.person].append(span)
    for person, items in engagements.items():
        timed = [item for item in items if item.has_hours]
        yield from twice(person, timed, interprets)
        yield from hurried(person, timed, plan)
        own = [item for item in items if not item.is_elsewhere]
        if presence := plan.presences.get(person):
            yield from absences(presence, own)
        if person in busy:
            yield from unavailabilities(person, own, busy[person])


def twice(person: int, items: list[Planned], interprets: set[tuple[int, Key]]) -> Iterator[Clash]:
    """Yield where a person would be at two places at once."""
    for first, second in overlapping(items):
        if concerns(first, second):
            interpreting = {(person, first.key), (person, second.key)} & interprets
            kind = ClashKind.INTERPRETER_TWICE if interpreting else ClashKind.PERSON_TWICE
            yield clash(kind, first, second, person=person)


def hurried(person: int, items: list[Planned], plan: Plan) -> Iterator[Clash]:
    """Yield where a person has too little time to get to the next place, or nobody knows."""
    for first, second in ways_of(items):
        if first.destination == second.origin or not concerns(first, second):
            continue
        free = second.starts_at - first.ends_at
        travel = plan.travel.between(first.destination, second.origin)
        if travel is None:
            if free < SAME_OUTING:
                yield clash(ClashKind.TRAVEL_UNKNOWN, first, second, person=person)
            continue
        needed = travel.minutes + plan.buffer_minutes
        if free < timedelta(minutes=needed):
            yield clash(
                ClashKind.TRAVEL_TOO_SHORT,
                first,
                second,
                person=person,
                needed=needed,
                available=int(free.total_seconds() // 60),
                is_estimate=travel.is_estimate,
            )


def ways_of(items: Iterable[Planned]) -> Iterable[tuple[Planned, Planned]]:
    """Return each two items between which somebody goes from one known place to another.

    What is only proposed doesn't part two items that are agreed on: they have a way as well.
    """
    placed = [item for item in items if item.origin is not None]
    agreed = [item for item in placed if item.is_agreed]
    found = {(first.key, second.key): (first, second) for first, second in following(placed)}
    if len(agreed) < len(placed):
        found |= {(first.key, second.key): (first, second) for first, second in following(agreed)}
    return found.values()


def absences(presence: Presence, items: Iterable[Planned]) -> Iterator[Clash]:
    """Yield what a delegate would attend before arriving or after leaving.

    A ride that is over when the delegate arrives is the journey itself, and so is one that
    begins when the delegate leaves; what happens on the home clocks needs no arrival.
    """
    for item in items:
        if item.is_at_home:
            continue
        if presence.arrives_at and is_before(item, presence.arrives_at):
            yield clash(ClashKind.BEFORE_ARRIVAL, item, person=presence.person)
        if presence.leaves_at and is_after(item, presence.leaves_at):
            yield clash(ClashKind.AFTER_DEPARTURE, item, person=presence.person)


def is_before(item: Planned, arrival: datetime) -> bool:
    """Tell whether an item certainly begins before the delegate is there."""
    if isinstance(item, PlannedTransfer) and item.ends_at <= arrival:
        return False
    return item.starts_at < arrival if item.has_hours else item.ends_at <= arrival


def is_after(item: Planned, departure: datetime) -> bool:
    """Tell whether an item certainly ends after the delegate has left."""
    if isinstance(item, PlannedTransfer) and item.starts_at >= departure:
        return False
    return item.ends_at > departure if item.has_hours else item.starts_at >= departure


def unavailabilities(person: int, items: Iterable[Planned], busy: list[Busy]) -> Iterator[Clash]:
    """Yield what a person would attend while unavailable; once an item, however many spans."""
    for item in items:
        for span in busy:
            meets = span.starts_at < item.ends_at and span.ends_at > item.starts_at
            covers = span.starts_at <= item.starts_at and span.ends_at >= item.ends_at
            if meets if item.has_hours else covers:
                yield clash(ClashKind.UNAVAILABLE, item, person=person)
                break


def clashes_of_rooms(plan: Plan) -> Iterator[Clash]:
    """Yield rooms with two meetings at once; a venue without a room named can hold many."""
    rooms: defaultdict[tuple[int, str], list[Planned]] = defaultdict(list)
    for meeting in plan.meetings:
        if meeting.has_hours and meeting.room and meeting.origin is not None:
            rooms[meeting.origin, meeting.room].append(meeting)
    for meetings in rooms.values():
        for first, second in overlapping(meetings):
            if concerns(first, second):
                yield clash(ClashKind.ROOM_TWICE, first, second)


def clashes_of_transfers(plan: Plan) -> Iterator[Clash]:
    """Yield vehicles on two rides at once, full ones, and rides that don't fit their meeting."""
    meetings = {meeting.key.pk: meeting for meeting in plan.meetings}
    vehicles: defaultdict[str, list[Planned]] = defaultdict(list)
    for ride in plan.transfers:
        if ride.is_elsewhere:
            continue
        vehicles[ride.vehicle].append(ride)
        if len(ride.passengers) > ride.seats:
            yield clash(ClashKind.SEATS, ride, needed=len(ride.passengers), available=ride.seats)
        if misfit := misfit_of(ride, meetings.get(ride.serves)):
            served = meetings.get(ride.serves)
            yield clash(
                ClashKind.TRANSFER_MISFIT, *((served, ride) if served else (ride,)), misfit=misfit
            )
    for name, rides in vehicles.items():
        for first, second in overlapping(rides) if name else ():
            yield clash(ClashKind.VEHICLE_TWICE, first, second)


def remarks_on_meetings(plan: Plan) -> Iterator[Clash]:
    """Yield what is worth a look in the mission's own meetings, but blocks nothing."""
    heads = {row.person for row in plan.presences.values() if row.is_head}
    own = [meeting for meeting in plan.meetings if not meeting.is_elsewhere]
    for meeting in own:
        if not plan.start_date <= meeting.date <= plan.end_date:
            yield clash(ClashKind.OUTSIDE_MISSION, meeting)
        if meeting.untranslated:
            yield clash(ClashKind.UNTRANSLATED, meeting, details=meeting.untranslated)
        if not meeting.is_free_time:
            yield from missing_people(meeting, heads)
    yield from unconfirmed_titles(own)


def missing_people(meeting: PlannedMeeting, heads: set[int]) -> Iterator[Clash]:
    """Yield that nobody takes part, or no head of delegation where one belongs.

    Who stands in for a head counts as that head.
    """
    present = {row.person for row in meeting.attendances}
    present |= {row.stands_in_for for row in meeting.attendances if row.stands_in_for}
    if not present:
        yield clash(ClashKind.NOBODY, meeting)
    elif meeting.needs_head and heads and not heads & present:
        yield clash(ClashKind.HEAD_ABSENT, meeting)


def unconfirmed_titles(meetings: Iterable[PlannedMeeting]) -> Iterator[Clash]:
    """Yield each post shown somewhere whose titles its office has not confirmed, once."""
    told: set[int] = set()
    for meeting in meetings:
        for row in meeting.attendances:
            if row.shown_post is not None and row.shown_post not in told:
                told.add(row.shown_post)
                yield clash(ClashKind.TITLE_UNCONFIRMED, meeting, person=row.person)
