"""Words and times as a reader sees them: one language, the clocks of the place first."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agenda.models import Meeting
from delegation.local_time import day_begins

PART_BOUNDS = {
    Meeting.PartOfDay.MORNING: (time(0), time(12)),
    Meeting.PartOfDay.AFTERNOON: (time(12), time(18)),
    Meeting.PartOfDay.EVENING: (time(18), None),
    Meeting.PartOfDay.DAY: (time(0), None),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text for a reader; ``language`` is the one it is really in, empty for names."""

    value: str = ""
    language: str = ""
    is_fallback: bool = False

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return self.value


def text_in(language: str, pair: dict[str, str]) -> Text:
    """Return the text in the reader's language, else in the other one, marked as such."""
    other = "en" if language == "it" else "it"
    if pair["it"] == pair["en"]:
        return Text(pair["it"])
    if pair[language]:
        return Text(pair[language], language)
    return Text(pair[other], other, is_fallback=True)


@dataclass(frozen=True, slots=True)
class When:
    """When an item is: moments on the clocks of the place, or only a part of its day.

    ``starts_at`` and ``ends_at`` are aware, in ``zone``, and None where only ``part`` is
    known or told; then nothing here lets an hour be guessed.
    """

    date: date
    part: str
    starts_at: datetime | None
    ends_at: datetime | None
    zone: ZoneInfo
    home_zone: ZoneInfo
    assumed: bool = False
    end_zone: ZoneInfo | None = None

    @property
    def home_starts_at(self) -> datetime | None:
        """The start on the home clocks; None where there is no hour or the clocks agree."""
        return self.at_home(self.starts_at)

    @property
    def home_ends_at(self) -> datetime | None:
        """The end on the home clocks, as for the start."""
        return self.at_home(self.ends_at)

    @property
    def ends_on(self) -> date | None:
        """The day it ends on, on the clocks of its end; None where it begins on that day.

        What ends at midnight lasts until the end of the day before.
        """
        if self.ends_at is None:
            return None
        last = (self.ends_at - timedelta.resolution).date()
        return None if last == self.date else last

    def at_home(self, moment: datetime | None) -> datetime | None:
        """Return a moment on the home clocks, None where these show what the place's show."""
        if moment is None:
            return None
        home = moment.astimezone(self.home_zone)
        return None if home.utcoffset() == moment.utcoffset() else home

    @property
    def day_begins(self) -> datetime:
        """The first moment of its day, in UTC."""
        return day_begins(self.date, self.zone)

    @property
    def has_hours(self) -> bool:
        """Whether its hours are known, and told."""
        return bool(self.starts_at and self.ends_at)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The span, in UTC, within which it lies: its hours, else its part of the day."""
        if self.starts_at and self.ends_at:
            return self.starts_at.astimezone(UTC), self.ends_at.astimezone(UTC)
        return part_bounds(self.date, self.part, self.zone)


def part_bounds(day: date, part: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the span, in UTC, of a part of the day on the clocks of a zone."""
    begins, ends = PART_BOUNDS[part]
    start = datetime.combine(day, begins, tzinfo=zone)
    end = (
        datetime.combine(day, ends, tzinfo=zone)
        if ends
        else datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone)
    )
    return start.astimezone(UTC), end.astimezone(UTC)


def part_of(moment: datetime) -> str:
    """Return the part of the day of a moment on the clocks it is given on."""
    for part in (Meeting.PartOfDay.MORNING, Meeting.PartOfDay.AFTERNOON):
        if moment.time() < PART_BOUNDS[part][1]:
            return part
    return Meeting.PartOfDay.EVENING


def meeting_when(meeting: dict[str, Any], home_zone: ZoneInfo) -> When:
    """Return when a meeting of a version is, with its hours where they are known."""
    zone = ZoneInfo(meeting["zone"])
    return When(
        date=date.fromisoformat(meeting["date"]),
        part=meeting["part_of_day"],
        starts_at=moment_in(meeting["starts_at"], zone),
        ends_at=moment_in(meeting["ends_at"], zone),
        zone=zone,
        home_zone=home_zone,
        assumed=meeting["assumed_hours"],
    )


def moment_in(written: str | None, zone: ZoneInfo) -> datetime | None:
    """Return a moment of a version on the clocks of a zone; None stays None."""
    return datetime.fromisoformat(written).astimezone(zone) if written else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item is; fields that its reader may not see are empty."""

    name: Text
    address: str
    city: str
    country: str
    assumed: bool
    entrance: Text = Text()
    room: Text = Text()
    latitude: float | None = None
    longitude: float | None = None


def public_place(venue: dict[str, Any] | None, language: str) -> Place | None:
    """Return a venue without its door, room and coordinates."""
    if venue is None:
        return None
    return Place(
        name=text_in(language, venue["name"]),
        address=venue["address"],
        city=venue["city"],
        country=venue["country"],
        assumed=venue["assumed"],
    )


def full_place(
    venue: dict[str, Any] | None, language: str, room: dict[str, str] | None = None
) -> Place | None:
    """Return a venue with all that helps to find it; a room alone makes a place too."""
    room_text = text_in(language, room) if room else Text()
    if venue is None:
        return Place(Text(), "", "", "", assumed=False, room=room_text) if room_text else None
    return Place(
        name=text_in(language, venue["name"]),
        address=venue["address"],
        city=venue["city"],
        country=venue["country"],
        assumed=venue["assumed"],
        entrance=text_in(language, venue["entrance"]),
        room=room_text,
        latitude=venue["latitude"],
        longitude=venue["longitude"],
    )


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person in a list: name, title and organisation, never how to reach them."""

    name: Text
    title: Text
    organisation: Text
    role: str
    side: str
    standing_in_for: Text
    assumed: bool


def somebody(participant: dict[str, Any], language: str) -> Somebody:
    """Return a participant as readers see them."""
    return Somebody(
        name=text_in(language, participant["name"]),
        title=text_in(language, participant["title"]),
        organisation=text_in(language, participant["organisation"]),
        role=participant["role"],
        side=participant["side"],
        standing_in_for=text_in(language, participant["standing_in_for"]),
        assumed=participant["assumed"],
    )
