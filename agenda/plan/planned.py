"""What clashes are sought among: meetings, rides and people as plain values, without queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from agenda.plan.travel import TravelTimes


class Key(NamedTuple):
    """Which row an item is: ``meeting`` or ``transfer``, and its primary key."""

    kind: str
    pk: int


class Names(NamedTuple):
    """What a room or a vehicle is called, in lower case and with single spaces; may be empty."""

    italian: str = ""
    english: str = ""

    def mean(self, others: "Names") -> bool:
        """Tell whether two mean one thing: Italian decides where both have it, else any name."""
        if self.italian and others.italian:
            return self.italian == others.italian
        return not {*self}.isdisjoint({*others} - {""})


UNNAMED = Names()


class Attendance(NamedTuple):
    """One person at one meeting; those who declined have none."""

    person: int
    is_interpreter: bool = False
    shown_post: int | None = None  # the post shown to readers, where its titles aren't confirmed
    stands_in_for: int | None = None
    role: str = ""
    told: tuple[object, ...] = ()  # what else readers are told of how they take part
    is_ours: bool = True  # of the delegation, not of those who receive it


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An item with its span in UTC, its day by the clocks of the place, and its two ends.

    Where no hours are known, ``has_hours`` is false and the span is the part of the day by the
    clocks of the place: somewhere within it the item lies. ``is_agreed`` is false while the
    other side has not agreed, and ``is_elsewhere`` true for what belongs to another mission.
    ``told`` is what else readers are told of it: whoever changes that has changed the item.
    """

    key: Key
    starts_at: datetime
    ends_at: datetime
    date: date
    origin: int | None
    destination: int | None
    has_hours: bool = True
    is_agreed: bool = True
    is_elsewhere: bool = False
    is_at_home: bool = False
    untranslated: tuple[str, ...] = ()
    told: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMeeting(Planned):
    """A meeting that is not cancelled; ``room`` is empty where none is named."""

    attendances: tuple[Attendance, ...] = ()
    room: Names = UNNAMED
    needs_head: bool = False
    is_free_time: bool = False

    @property
    def people(self) -> tuple[int, ...]:
        """Those who have to be there: in free time, nobody has to be anywhere."""
        return () if self.is_free_time else tuple(row.person for row in self.attendances)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTransfer(Planned):
    """A ride; ``serves`` is the meeting it is for, cancelled or not.

    ``from_other_clocks`` and ``to_other_clocks`` tell that it begins or ends outside the zone
    of the mission's place, as the journey does.
    """

    passengers: tuple[int, ...] = ()
    driver: int | None = None
    vehicle: Names = UNNAMED
    seats: int = 1
    serves: int | None = None
    serves_cancelled: bool = False
    from_other_clocks: bool = False
    to_other_clocks: bool = False

    @property
    def people(self) -> tuple[int, ...]:
        """The passengers, and who drives them, each once."""
        drives_only = self.driver is not None and self.driver not in self.passengers
        return (*self.passengers, self.driver) if drives_only else self.passengers


@dataclass(frozen=True, slots=True)
class Presence:
    """A delegate in the mission: between these two moments, where they are known."""

    person: int
    is_head: bool
    arrives_at: datetime | None
    leaves_at: datetime | None


@dataclass(frozen=True, slots=True)
class Busy:
    """A span in which a person can't be booked."""

    person: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides on the clashes of one mission; both dates belong to it.

    ``places`` is what readers are told of venues, by primary key.
    """

    start_date: date
    end_date: date
    buffer_minutes: int
    meetings: tuple[PlannedMeeting, ...]
    transfers: tuple[PlannedTransfer, ...]
    presences: Mapping[int, Presence]
    busy: tuple[Busy, ...]
    travel: TravelTimes
    places: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def items(self) -> tuple[Planned, ...]:
        """Meetings, then rides."""
        return (*self.meetings, *self.transfers)
