"""What a clash is, and which kinds there are."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from agenda.plan.planned import Key, Planned
from agenda.plan.transfer_fit import Misfit


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

ABOUT_TEXTS = frozenset({ClashKind.UNTRANSLATED, ClashKind.TITLE_UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash of one or two items.

    ``items`` stand in order of time, a meeting before the ride that serves it.
    ``needed`` and ``available`` are minutes where time is too short to travel (what is needed
    includes the buffer), and passengers and seats where there are too few of these. With
    ``is_unknown``, nobody knows how long the way takes, and the buffer alone is what is needed.
    """

    kind: ClashKind
    items: tuple[Key, ...]
    blocks: bool
    person: int | None = None
    misfit: Misfit = Misfit.NONE
    needed: int | None = None
    available: int | None = None
    is_estimate: bool = False
    is_unknown: bool = False
    details: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[ClashKind, tuple[Key, ...], int | None]:
        """What stays the same while the clash lasts, whichever item comes first."""
        return self.kind, tuple(sorted(self.items)), self.person


def clash(kind: ClashKind, *items: Planned, **told: object) -> Clash:
    """Return a clash of items, which blocks if its kind does and all of them are agreed on."""
    blocks = kind in BLOCKING and all(item.is_agreed for item in items)
    return Clash(kind, tuple(item.key for item in items), blocks, **told)


def concerns(first: Planned, second: Planned) -> bool:
    """Tell whether one of two items at least belongs to the mission."""
    return not (first.is_elsewhere and second.is_elsewhere)


def whole_minutes(span: timedelta) -> int:
    """Return how many whole minutes a span has."""
    return int(span.total_seconds() // 60)
