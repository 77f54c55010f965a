"""The changes that moving an item on the board makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from agenda.board.positions import Position, key_of, position_of, seen_of
from agenda.editing.moves import Move, carry_rides, move_of, rides_around
from agenda.editing.trial import Change
from agenda.models import Meeting, Transfer
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
class Shift:
    """An item that stands elsewhere now; ``after`` is None where it was dropped."""

    key: Key
    before: Position
    after: Position | None

    @property
    def is_in_place(self) -> bool:
        """Whether it stands at the venue, or in the vehicle, in which it stood."""
        places = ("venue_id", "vehicle_it")
        return self.after is None or all(
            self.before.get(name) == self.after.get(name) for name in places
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
    """Return the change that a wish asks for; rides not decided on go their usual way.

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
        is_meeting = isinstance(old, Meeting)
        around = rides_around(old) if is_meeting else ()
        row.clean()
        row.validate_constraints()
        row.save()
        shift = Shift(wish.key, before, position_of(row))
        move = move_of(before=old, after=row, rides=around) if is_meeting else None
        return (shift, *(carried(move, rides) if move else ())), move

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
