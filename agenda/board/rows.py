"""The board: a day of a mission in rows along one axis of time.

Pure: items, shades and warnings come in already read and in words; what goes out is placed in
minutes from the left edge, so that a day on which the clocks change is as long as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from agenda.board.axis import Axis
from agenda.intervals import following
from agenda.plan.planned import Key
from agenda.plan.travel import TravelTimes


class RowKind(StrEnum):
    """What the rows of the board stand for."""

    DELEGATES = "delegates"
    VENUES = "venues"
    VEHICLES = "vehicles"


class State(StrEnum):
    """How grave a warning is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A meeting or a ride in words, with its span in UTC.

    ``when`` is its start or its part of the day, ``until`` a dash and its end.
    ``row`` is what moving to another row changes: the venue of a meeting, the vehicle of a ride.
    ``seen`` tells later whether somebody else has moved it since it was read.
    ``zone`` is the city of its clocks and ``zones`` the zones it starts and ends in, by a space
    between; both are empty where its clocks are those of the board.
    """

    key: Key
    title: str
    when: str
    until: str
    where: str
    zone: str
    zones: str
    starts_at: datetime
    ends_at: datetime
    origin: int | None
    destination: int | None
    row: str
    seen: str
    url: str
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Warned:
    """A clash in words, with its items; without people it concerns every row that they stand in.

    ``name`` is no other's on the page, and stays the same while the clash lasts.
    """

    name: str
    words: str
    state: State
    items: tuple[Item, ...]
    people: frozenset[int] = frozenset()

    def concerns(self, people: frozenset[int]) -> bool:
        """Tell whether it belongs in the row of these people, or of none."""
        return not people or not self.people or not people.isdisjoint(self.people)


@dataclass(frozen=True, slots=True)
class Shade:
    """A span in which the person of a row can't be booked, and why in a word."""

    starts_at: datetime
    ends_at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Lead:
    """What a row is made of; ``people`` is empty where it is no person's.

    ``others`` are the names of those whose day is the same, where they share the row.
    """

    key: str
    name: str
    note: str
    items: tuple[Item, ...]
    shades: tuple[Shade, ...] = ()
    people: frozenset[int] = frozenset()
    others: tuple[str, ...] = ()
    travels: bool = False
    takes: str = ""  # the kind of item that may be moved here from another row


@dataclass(frozen=True, slots=True)
class Block:
    """An item in a row: from which minute to which, in which lane, and what is wrong with it."""

    sort: ClassVar[str] = "item"
    item: Item
    start: int
    end: int
    lane: int
    warnings: tuple[Warned, ...]

    @property
    def state(self) -> str:
        """The gravest of its warnings, empty where it has none."""
        states = {warning.state for warning in self.warnings}
        return next((state for state in State if state in states), "")

    @property
    def names(self) -> str:
        """The names of its warnings, by a space between."""
        return " ".join(warning.name for warning in self.warnings)


@dataclass(frozen=True, slots=True)
class Gap:
    """The way between two items; ``needed`` minutes include the buffer, None where unknown."""

    sort: ClassVar[str] = "gap"
    start: int
    end: int
    needed: int | None
    is_estimate: bool
    is_short: bool


@dataclass(frozen=True, slots=True)
class Shaded:
    """A shade on the axis."""

    sort: ClassVar[str] = "shade"
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the board; overlapping blocks stand in lanes of their own."""

    lead: Lead
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...]
    shades: tuple[Shaded, ...]
    lanes: int

    @property
    def parts(self) -> tuple[Block | Gap | Shaded, ...]:
        """All that stands in it, in order of time, a way of no length before where it leads."""
        return tuple(sorted((*self.shades, *self.gaps, *self.blocks), key=lambda part: part.start))


def row_of(
    lead: Lead,
    axis: Axis,
    warnings: Mapping[Key, Iterable[Warned]],
    travel: TravelTimes,
    buffer_minutes: int,
) -> Row:
    """Place the items of a row on the axis."""
    shown = [item for item in lead.items if axis.shows(item.starts_at, item.ends_at)]
    blocks = tuple(placed(lead, shown, axis, warnings))
    return Row(
        lead=lead,
        blocks=blocks,
        gaps=tuple(ways(shown, axis, travel, buffer_minutes)) if lead.travels else (),
        shades=tuple(
            Shaded(axis.minute(shade.starts_at), axis.minute(shade.ends_at), shade.words)
            for shade in lead.shades
            if axis.shows(shade.starts_at, shade.ends_at)
        ),
        lanes=1 + max((block.lane for block in blocks), default=0),
    )


def placed(
    lead: Lead, items: Iterable[Item], axis: Axis, warnings: Mapping[Key, Iterable[Warned]]
) -> Iterator[Block]:
    """Yield the blocks of a row in order of time, each in the first lane that is free."""
    free_from: list[datetime] = []
    for item in sorted(items, key=lambda item: (item.starts_at, item.ends_at, item.key)):
        lane = next((n for n, at in enumerate(free_from) if at <= item.starts_at), len(free_from))
        free_from[lane : lane + 1] = [item.ends_at]
        own = tuple(row for row in warnings.get(item.key, ()) if row.concerns(lead.people))
        yield Block(item, axis.minute(item.starts_at), axis.minute(item.ends_at), lane, own)


def ways(
    items: Iterable[Item], axis: Axis, travel: TravelTimes, buffer_minutes: int
) -> Iterator[Gap]:
    """Yield the ways between items that follow one another at different places."""
    for first, second in following(items):
        if None in {first.destination, second.origin} or first.destination == second.origin:
            continue
        way = travel.between(first.destination, second.origin)
        needed = None if way is None else way.minutes + buffer_minutes
        yield Gap(
            start=axis.minute(first.ends_at),
            end=axis.minute(second.starts_at),
            needed=needed,
            is_estimate=way is not None and way.is_estimate,
            is_short=needed is not None
            and second.starts_at - first.ends_at < timedelta(minutes=needed),
        )
