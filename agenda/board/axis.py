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


def axis_of(
    day: date,
    zone: ZoneInfo,
    items: Iterable[Timed],
    reach: tuple[datetime, datetime] | None = None,
) -> Axis:
    """Return the working hours of a day, wider where items of the day stand outside them.

    It can grow from midnight to midnight, and as far beyond as it has to reach.
    """
    midnight, next_midnight = (
        datetime.combine(day + timedelta(days=more), time(0), tzinfo=zone).astimezone(UTC)
        for more in (0, 1)
    )
    begins, ends = reach or (midnight, next_midnight)
    earliest = min(midnight, midnight + (begins - midnight) // HOUR * HOUR)
    latest = max(next_midnight, midnight - (midnight - ends) // HOUR * HOUR)
    first = datetime.combine(day, FIRST_HOUR, tzinfo=zone).astimezone(UTC)
    last = datetime.combine(day, LAST_HOUR, tzinfo=zone).astimezone(UTC)
    for item in items:
        first = min(first, midnight + (item.starts_at - midnight) // HOUR * HOUR)
        last = max(last, midnight - (midnight - item.ends_at) // HOUR * HOUR)
    first, last = max(first, earliest), min(last, latest)
    return Axis(
        starts_at=first,
        ends_at=last,
        earliest=minutes(earliest - first),
        latest=minutes(latest - first),
        marks=tuple(marks(day, first, earliest, latest, zone)),
    )


def marks(
    day: date, first: datetime, earliest: datetime, latest: datetime, zone: ZoneInfo
) -> Iterator[Mark]:
    """Yield a mark for every hour between two moments, counted from the first that is shown.

    Hours of another day say how many days it is away: 01:00 +1.
    """
    for number in range(minutes(latest - earliest) // 60):
        at = (earliest + number * HOUR).astimezone(zone)
        again = {hour.utcoffset() for hour in (at.replace(fold=0), at.replace(fold=1))}
        label = f"{at:%H %Z}" if len(again) > 1 else f"{at:%H:%M}"
        away = (at.date() - day).days
        yield Mark(minutes(earliest - first) + 60 * number, f"{label} {away:+d}" if away else label)
