"""The hours of a day along which the board places its items. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agenda.intervals import Timed

FIRST_HOUR, LAST_HOUR = time(8), time(20)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """An hour on the axis, as the clocks of the place show it."""

    minute: int
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours of a day that the board shows, in UTC: the start belongs to it, the end does not.

    It can grow as far as from the minute ``earliest`` to ``latest``, and has marks for all of that.
    """

    starts_at: datetime
    ends_at: datetime
    earliest: int
    latest: int
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


def minutes(span: timedelta) -> int:
    """Return whole minutes."""
    return int(span.total_seconds() // 60)


def axis_of(day: date, zone: ZoneInfo, items: Iterable[Timed]) -> Axis:
    """Return the working hours of a day, wider where items of the day stand outside them.

    It can grow from midnight to midnight.
    """
    midnight, next_midnight = (
        datetime.combine(day + timedelta(days=more), time(0), tzinfo=zone).astimezone(UTC)
        for more in (0, 1)
    )
    first = datetime.combine(day, FIRST_HOUR, tzinfo=zone).astimezone(UTC)
    last = datetime.combine(day, LAST_HOUR, tzinfo=zone).astimezone(UTC)
    for item in items:
        first = min(first, midnight + (item.starts_at - midnight) // HOUR * HOUR)
        last = max(last, midnight - (midnight - item.ends_at) // HOUR * HOUR)
    first, last = max(first, midnight), min(last, next_midnight)
    return Axis(
        starts_at=first,
        ends_at=last,
        earliest=minutes(midnight - first),
        latest=minutes(next_midnight - first),
        marks=tuple(marks(first, midnight, next_midnight, zone)),
    )


def marks(first: datetime, earliest: datetime, latest: datetime, zone: ZoneInfo) -> Iterator[Mark]:
    """Yield a mark for every hour between two moments, counted from the first that is shown."""
    for number in range(minutes(latest - earliest) // 60):
        at = (earliest + number * HOUR).astimezone(zone)
        again = {hour.utcoffset() for hour in (at.replace(fold=0), at.replace(fold=1))}
        label = f"{at:%H %Z}" if len(again) > 1 else f"{at:%H:%M}"
        yield Mark(minutes(earliest - first) + 60 * number, label)
