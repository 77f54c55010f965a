"""The board: a day of a mission in rows along one axis of time.

Pure: items, shades and warnings come in already read and in words; what goes out is placed in
minutes from the left edge, so that a day on which the clocks change is as long as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from agenda.intervals import following
from agenda.plan.planned import Key
from agenda.plan.travel import TravelTimes

FIRST_HOUR, LAST_HOUR = time(8), time(20)
HOUR = timedelta(hours=1)


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
    between; both are empty where its clocks are those of the mission's place.
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
class Mark:
    """An hour on the axis, as the clocks of the place show it."""

    minute: int
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours of a day that the board shows, in UTC: the start belongs to it, the end does not."""

    starts_at: datetime
    ends_at: datetime
    marks: tuple[Mark, ...]

    @property
    def length(self) -> int:
        """How many minutes it has."""
        return minutes(self.ends_at - self.starts_at)

    def minute(self, moment: datetime) -> int:
        """Return where a moment stands, counted from the left edge; it may lie beyond either."""
        return minutes(moment - self.starts_at)

    def shows(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Tell whether any of a span is on it."""
        return starts_at < self.ends_at and ends_at > self.starts_at


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
        """All that stands in it, in order of time."""
        return tuple(sorted((*self.shades, *self.blocks, *self.gaps), key=lambda part: part.start))


def minutes(span: timedelta) -> int:
    """Return whole minutes."""
    return int(span.total_seconds() // 60)


def axis_of(day: date, zone: ZoneInfo, items: Iterable[Item]) -> Axis:
    """Return the working hours of a day, wider where items of the day stand outside them."""
    midnight, next_midnight = (
        datetime.combine(day + timedelta(days=more), time(0), tzinfo=zone).timestamp()
        for more in (0, 1)
    )
    first = datetime.combine(day, FIRST_HOUR, tzinfo=zone).timestamp()
    last = datetime.combine(day, LAST_HOUR, tzinfo=zone).timestamp()
    for item in items:
        first = min(first, item.starts_at.timestamp() // 3600 * 3600)
        last = max(last, -(-item.ends_at.timestamp() // 3600) * 3600)
    first, last = max(first, midnight), min(last, next_midnight)
    starts_at, ends_at = (datetime.fromtimestamp(at, tz=UTC) for at in (first, last))
    return Axis(starts_at, ends_at, tuple(marks(first, last, zone)))


def marks(first: float, last: float, zone: ZoneInfo) -> Iterator[Mark]:
    """Yield a mark for every hour between two moments, given in seconds."""
    for number in range(int((last - first) // 3600)):
        at = datetime.fromtimestamp(first + 3600 * number, tz=zone)
        again = {hour.utcoffset() for hour in (at.replace(fold=0), at.replace(fold=1))}
        yield Mark(60 * number, f"{at:%H %Z}" if len(again) > 1 else f"{at:%H:%M}")


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
