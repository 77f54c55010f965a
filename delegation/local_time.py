"""Local time of a place: the day of a moment, the moment of a clock time, the zone in words."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)  # of the days that may be typed


def within_years(day: date) -> None:
    """Refuse a day, or a moment, far from any mission: clocks have no hours beyond the calendar.

    Raises:
        ValidationError: with a sentence that names the years.
    """
    if not FIRST_DAY.year <= day.year <= LAST_DAY.year:
        raise ValidationError(
            _("Choose a day of the years %(first)d to %(last)d.")
            % {"first": FIRST_DAY.year, "last": LAST_DAY.year},
            code="far_off",
        )


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the calendar day of an aware moment on the clocks of the zone."""
    return moment.astimezone(zone).date()


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, at which a day of the place begins."""
    return datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)


def zone_city(zone: ZoneInfo, language: str | None = None) -> str:
    """Return the city that names the zone, in the language given or else the active one.

    The names are those of Unicode's CLDR, as Babel carries them.
    """
    return city_in(zone, language or get_language() or "en")


@lru_cache(maxsize=256)
def city_in(zone: ZoneInfo, language: str) -> str:
    """Return the city that names the zone in a language: looked up once."""
    name = get_timezone_location(zone, locale=language, return_city=True)
    return name.rsplit("/", maxsplit=1)[-1]


def zone_in_words(zone: ZoneInfo) -> str:
    """Return the zone as people say it: “Detroit time”."""
    return _("%(city)s time") % {"city": zone_city(zone)}


def date_in_words(day: date) -> str:
    """Return a day as people write it: “23 April 2025”."""
    return format_date(day, "d MMMM y", locale=get_language() or "en")


def moment_in_words(moment: datetime) -> str:
    """Return a day and a time, on the clocks that the moment is given on."""
    return f"{date_in_words(moment.date())}, {moment:%H:%M}"


def moment_on_clocks(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment on the clocks of a zone, and which zone that is."""
    return f"{moment_in_words(moment.astimezone(zone))} ({zone_in_words(zone)})"


def moment_at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, at which clocks of the zone show this time on this day.

    Raises:
        ValidationError: clocks of the zone skip that time on that day, or show it twice, or no
            mission is on such a day.
    """
    within_years(day)
    first = datetime.combine(day, clock.replace(fold=0), tzinfo=zone)
    second = first.replace(fold=1)
    if first.utcoffset() != second.utcoffset():
        told = {
            "day": day.strftime("%d/%m/%Y"),
            "time": clock.strftime("%H:%M"),
            "zone": zone_in_words(zone),
        }
        if first.astimezone(UTC).astimezone(zone).time() != clock.replace(fold=0):
            raise ValidationError(
                _(
                    "On %(day)s %(time)s does not exist (%(zone)s): the clocks go forward. "
                    "Type a time an hour later or earlier."
                )
                % told,
                code="time_does_not_exist",
            )
        raise ValidationError(
            _(
                "On %(day)s %(time)s comes twice (%(zone)s): the clocks go back. "
                "Type a time before or after the repeated hour."
            )
            % told,
            code="time_comes_twice",
        )
    return first.astimezone(UTC)
