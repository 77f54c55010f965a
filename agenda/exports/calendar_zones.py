"""Time zones inside a calendar, written so that every client reads the same hours.

icalendar writes all changes of clocks from 1970 to 2038 as lists of dates (RDATE), which some
clients don't read: theirs would be an hour off in summer. Here each change around the items
stands by itself (RFC 5545, section 3.6.5).
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta

from icalendar import Calendar, Timezone
from icalendar.cal.timezone import TimezoneDaylight, TimezoneStandard

Observance = TimezoneStandard | TimezoneDaylight
AROUND = timedelta(days=400)  # a year and more, so that the rule in force is always there
EARLIEST, LATEST = date(2, 1, 1), date(9998, 12, 31)


def add_zones(calendar: Calendar) -> None:
    """Describe the zones that a calendar's events are in, for the time around them."""
    days = [day_of(event["DTSTART"].dt) for event in calendar.walk("VEVENT")]
    if not days:
        return
    first, last = min(days), max(days)
    calendar.add_missing_timezones(
        first_date=within_calendar(first, -AROUND), last_date=within_calendar(last, AROUND)
    )
    for zone in calendar.walk("VTIMEZONE"):
        spell_out(zone)


def day_of(start: date | datetime) -> date:
    """Return the day on which an event starts, with or without an hour."""
    return start.date() if isinstance(start, datetime) else start


def within_calendar(day: date, by: timedelta) -> date:
    """Return a day moved by a span, as far as icalendar can look around it."""
    moved = day.toordinal() + by.days
    return date.fromordinal(min(max(moved, EARLIEST.toordinal()), LATEST.toordinal()))


def spell_out(zone: Timezone) -> None:
    """Replace lists of changes by one component for each change, in order of time."""
    single = [one for listed in zone.subcomponents for one in changes_of(listed)]
    zone.subcomponents = sorted(single, key=lambda one: one["DTSTART"].dt)


def changes_of(listed: Observance) -> Iterator[Observance]:
    """Yield an observance without its list of dates, then a copy for each of these."""
    dates = listed.pop("RDATE", [])
    yield listed
    for group in dates if isinstance(dates, list) else [dates]:
        for moment in group.dts:
            copy = deepcopy(listed)
            copy["DTSTART"].dt = moment.dt
            yield copy
