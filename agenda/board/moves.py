"""Moving items on the board: tried first, then kept with an answer to all that it causes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from agenda.board.positions import Position, key_of, position_of, seen_of
from agenda.editing.moves import Move, carry_rides, move_of, rides_around
from agenda.editing.trial import name_of, open_by_name
from agenda.models import Meeting, Transfer
from agenda.plan.accepted_clashes import Standing, accept
from agenda.plan.clash_words import ToldClash, told
from agenda.plan.planned import Key
from delegation.local_time import local_day
from delegation.models import Mission

MODELS = {"meeting": Meeting, "transfer": Transfer}


class MovedMeanwhile(Exception):  # noqa: N818 - news for the organiser, no error
    """Somebody else has moved the item since the organiser saw it; ``row`` is how it is now."""

    def __init__(self, row: Meeting | Transfer) -> None:
        super().__init__()
        self.row = row


class Gone(Exception):  # noqa: N818 - as above
    """The item is not there any more."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where an organiser wants an item; ``target`` is another venue or vehicle, None to stay.

    ``seen`` is where it stood on the organiser's screen.
    """

    key: Key
    seen: str
    starts_at: datetime
    ends_at: datetime
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the organiser said to what a move causes: per ride, and to the clashes they saw."""

    rides: Mapping[int, str]
    clashes: frozenset[str] = frozenset()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """An item that stands elsewhere now; ``after`` is None where it was dropped."""

    key: Key
    before: Position
    after: Position | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change causes: clashes that were not open before, and how many it settles.

    The clashes are in words, with the times that the change would bring.
    ``move`` is there where rides have to be decided on.
    """

    shifts: tuple[Shift, ...]
    clashes: tuple[ToldClash, ...]
    settled: int
    move: Move | None = None
    is_kept: bool = False

    @property
    def tokens(self) -> frozenset[str]:
        """The names of the clashes, by which an answer counts for these and no others."""
        return frozenset(name_of(standing) for standing in self.standings)

    @property
    def standings(self) -> list[Standing]:
        """The clashes, each of one person."""
        return [standing for clash in self.clashes for standing in clash.standings]

    def is_answered(self, answers: Answers) -> bool:
        """Tell whether there is nothing left to ask."""
        rides = {drag.ride.pk for drag in self.move.rides} if self.move else set()
        return rides <= answers.rides.keys() and self.tokens <= answers.clashes


Change = Callable[[], tuple[tuple[Shift, ...], Move | None]]


@transaction.atomic
def attempt(*, mission: Mission, change: Change) -> Outcome:
    """Return what a change would cause, and leave everything as it was."""
    outcome = carried_out(mission, change)
    transaction.set_rollback(True)
    return outcome


@transaction.atomic
def keep(
    *,
    mission: Mission,
    change: Change,
    answers: Answers,
    by: AbstractBaseUser,
    now: datetime,
) -> Outcome:
    """Make a change and keep it, unless something it causes is not answered yet."""
    outcome = carried_out(mission, change)
    if not outcome.is_answered(answers):
        transaction.set_rollback(True)
        return outcome
    if answers.reason:
        accept(standings=outcome.standings, reason=answers.reason, by=by, now=now)
    return replace(outcome, is_kept=True)


def carried_out(mission: Mission, change: Change) -> Outcome:
    """Make a change under the mission's lock and return what it causes."""
    Mission.objects.select_for_update().get(pk=mission.pk)
    before = open_by_name(mission)
    shifts, move = change()
    after = open_by_name(mission)
    return Outcome(
        shifts=shifts,
        clashes=tuple(told(found for name, found in after.items() if name not in before)),
        settled=len(before.keys() - after.keys()),
        move=move,
    )


def found(mission: Mission, key: Key) -> Meeting | Transfer:
    """Return the row of an item.

    Raises:
        Gone: there is none, or it belongs to another mission.
    """
    model = MODELS[key.kind]
    places = ("venue",) if model is Meeting else ("origin", "destination")
    row = model.objects.select_related("mission", *places).filter(mission=mission, pk=key.pk)
    if first := row.first():
        return first
    raise Gone


def move_to(mission: Mission, wish: Wish, rides: Mapping[int, str]) -> Change:
    """Return the change that a wish asks for; rides not decided on move with their meeting.

    The change raises MovedMeanwhile or Gone where the item is not what the organiser saw, and
    ValidationError where it can't be so. What stands there already, asked for twice, stays.
    """

    def change() -> tuple[tuple[Shift, ...], Move | None]:
        row = found(mission, wish.key)
        before, old = position_of(row), found(mission, wish.key)
        place(row, wish)
        if position_of(row) == before:
            return (Shift(wish.key, before, before),), None
        if seen_of(old) != wish.seen:
            raise MovedMeanwhile(old)
        around = rides_around(old) if isinstance(old, Meeting) else ()
        row.clean()
        row.validate_constraints()
        row.save()
        shift = Shift(wish.key, before, position_of(row))
        move = move_of(before=old, after=row, rides=around) if around else None
        if not move or not move.rides:
            return (shift,), None
        return (shift, *carried(move, rides)), move

    return change


def place(row: Meeting | Transfer, wish: Wish) -> None:
    """Set in memory the time that was wished for, and the venue or the vehicle."""
    if isinstance(row, Transfer):
        row.departs_at, row.arrives_at = wish.starts_at, wish.ends_at
        like = row.mission.transfers.filter(vehicle_it=wish.target).order_by("pk").first()
        if like and wish.target != row.vehicle_it:
            row.vehicle_it, row.vehicle_en = like.vehicle_it, like.vehicle_en
            row.seats = like.seats
        return
    if wish.target is not None:
        row.venue_id = int(wish.target) if wish.target else None
    row.starts_at, row.ends_at, row.part_of_day = wish.starts_at, wish.ends_at, ""
    row.date = local_day(wish.starts_at, row.zone)


def carried(move: Move, rides: Mapping[int, str]) -> list[Shift]:
    """Move, keep or drop the rides around a meeting, and return those that changed."""
    before = {key_of(drag.ride): position_of(drag.ride) for drag in move.rides}
    carry_rides(move, rides)
    kept = Transfer.objects.filter(pk__in=[key.pk for key in before])
    now = {key_of(ride): position_of(ride) for ride in kept}
    return [Shift(key, was, now.get(key)) for key, was in before.items() if now.get(key) != was]
