"""The personal cut of a version: one person's items and rides, and whom to call.

Nobody else's contact data is in it but that of the escorts and of the drivers of that
person's own rides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from agenda.itinerary import PublicMission, public_mission
from agenda.leaving import Leaving, leavings
from agenda.models import Meeting
from agenda.private_entries import PrivateEntry
from agenda.programme import Programme
from agenda.reading import (
    Place,
    Somebody,
    Text,
    When,
    full_place,
    meeting_when,
    moment_in,
    somebody,
    text_in,
)
from delegation.models import Delegate


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call."""

    name: Text
    role: str
    phone: str
    assumed: bool
    email: str = ""


@dataclass(frozen=True, slots=True)
class PersonalItem:
    """A meeting as those who take part in it read it; ``my_role`` is empty for others.

    Who has declined reads it too, as ``is_declined``, and can change their mind.
    """

    id: int
    uid: str
    kind: str
    title: Text
    description: Text
    when: When
    place: Place | None
    host: Text
    participants: tuple[Somebody, ...]
    status: str
    cancellation_reason: Text
    dress_code: Text
    languages: tuple[str, ...]
    my_role: str
    assumed: bool
    assumed_status: bool
    sequence: int
    changed_at: datetime
    leaving: Leaving | None = None
    is_declined: bool = False

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not happen."""
        return self.status == Meeting.Status.CANCELLED

    @property
    def is_transfer(self) -> bool:
        """Never: it is a meeting."""
        return False

    @property
    def is_private(self) -> bool:
        """Never: it is the programme's."""
        return False

    @property
    def anchor(self) -> str:
        """Its name on the page."""
        return f"item-{self.id}"


@dataclass(frozen=True, slots=True)
class PersonalTransfer:
    """A ride as its passengers read it; the passengers' names are for escort and driver."""

    id: int
    uid: str
    vehicle: Text
    when: When
    origin: Place
    destination: Place
    pickup_point: Text
    strict: bool
    driver: Contact | None
    passengers: tuple[Text, ...]
    assumed: bool
    sequence: int
    changed_at: datetime
    leaving: Leaving | None = None

    @property
    def is_declined(self) -> bool:
        """Never: nobody is asked whether they ride."""
        return False

    @property
    def is_cancelled(self) -> bool:
        """Never: a ride that will not happen is taken out."""
        return False

    @property
    def is_transfer(self) -> bool:
        """Always: it is a ride."""
        return True

    @property
    def is_private(self) -> bool:
        """Never: it is the programme's."""
        return False

    @property
    def anchor(self) -> str:
        """Its name on the page."""
        return f"ride-{self.id}"


Entry = PersonalItem | PersonalTransfer


@dataclass(frozen=True, slots=True)
class PersonalDay:
    """A day of the place with a person's entries in order."""

    date: date
    entries: tuple[Entry | PrivateEntry, ...]


@dataclass(frozen=True, slots=True)
class PersonalSchedule:
    """All that one person reads of a mission; ``others`` are items they don't take part in."""

    mission: PublicMission
    name: Text
    entries: tuple[Entry, ...]
    others: tuple[PersonalItem, ...]
    contacts: tuple[Contact, ...]

    @property
    def attended(self) -> tuple[Entry, ...]:
        """The entries that the person has not declined."""
        return tuple(entry for entry in self.entries if not entry.is_declined)

    @property
    def days(self) -> tuple[PersonalDay, ...]:
        """The entries gathered into days of the place."""
        return days_of(self.entries)


def personal_schedule(programme: Programme, person: int, language: str) -> PersonalSchedule:
    """Return one person's schedule; ``person`` is the primary key."""
    me = next((row for row in programme["delegates"] if row["person"] == person), None)
    serves = bool(me) and me["role"] in {Delegate.Role.ESCORT, Delegate.Role.DRIVER}
    home_zone = ZoneInfo(programme["mission"]["home_zone"])
    meetings = programme["meetings"]
    mine = [row for row in meetings if my_part(row, person) or declined_part(row, person)]
    rides = [row for row in programme["transfers"] if rides_in(row, person)]
    entries: list[Entry] = [
        *(personal_item(row, person, language, home_zone) for row in mine),
        *(
            personal_transfer(row, language, home_zone, with_names=serves or drives(row, person))
            for row in rides
        ),
    ]
    travels = bool(me) and me["role"] != Delegate.Role.DRIVER
    open_to_me = {Meeting.Visibility.PUBLIC, Meeting.Visibility.DELEGATION} if travels else set()
    others = [
        personal_item(row, person, language, home_zone)
        for row in meetings
        if row["visibility"] in open_to_me and row not in mine
    ]
    return PersonalSchedule(
        mission=public_mission(programme, language),
        name=text_in(language, me["name"]) if me else Text(),
        entries=with_leavings(sorted(entries, key=entry_order), programme, person),
        others=tuple(sorted(others, key=entry_order)),
        contacts=contacts_of(programme, person, language),
    )


def days_of(entries: Iterable[Entry | PrivateEntry]) -> tuple[PersonalDay, ...]:
    """Return entries in their order, gathered into days of the place."""
    return tuple(
        PersonalDay(day, tuple(found))
        for day, found in groupby(entries, key=lambda entry: entry.when.date)
    )


def with_leavings(entries: Iterable[Entry], programme: Programme, person: int) -> tuple[Entry, ...]:
    """Return the entries, each with when this person has to leave for it."""
    known = leavings(programme, person)
    return tuple(
        replace(
            entry, leaving=known.get(("transfer" if entry.is_transfer else "meeting", entry.id))
        )
        for entry in entries
    )


def entry_order(entry: Entry | PrivateEntry) -> tuple[Any, ...]:
    """Return the place of an entry among others: as time passes, meetings before rides."""
    return entry.when.bounds, entry.is_transfer, entry.id


def my_part(meeting: dict[str, Any], person: int) -> dict[str, Any] | None:
    """Return a person's participation in a meeting, None where there is none."""
    return next((row for row in meeting["participants"] if row["person"] == person), None)


def declined_part(meeting: dict[str, Any], person: int) -> dict[str, Any] | None:
    """Return what a person declined to be in a meeting, None where they did not."""
    return next((row for row in meeting["declined"] if row["person"] == person), None)


def drives(transfer: dict[str, Any], person: int) -> bool:
    """Tell whether the person drives."""
    return bool(transfer["driver"]) and transfer["driver"]["person"] == person


def rides_in(transfer: dict[str, Any], person: int) -> bool:
    """Tell whether the person is in the vehicle, as passenger or driver."""
    return drives(transfer, person) or any(
        row["person"] == person for row in transfer["passengers"]
    )


def personal_item(
    meeting: dict[str, Any], person: int, language: str, home_zone: ZoneInfo
) -> PersonalItem:
    """Return a meeting as one of the delegation reads it."""
    declined = declined_part(meeting, person)
    mine = my_part(meeting, person) or declined
    revision = meeting["revision"]
    return PersonalItem(
        id=meeting["id"],
        uid=meeting["uid"],
        kind=meeting["kind"],
        title=text_in(language, meeting["title"]),
        description=text_in(language, meeting["description"]),
        when=meeting_when(meeting, home_zone),
        place=full_place(meeting["venue"], language, meeting["room"]),
        host=text_in(language, meeting["host"]),
        participants=tuple(
            somebody(row, language)
            for row in meeting["participants"]
            if row["shown"] and row["person"] != person
        ),
        status=meeting["status"],
        cancellation_reason=text_in(language, meeting["cancellation_reason"]),
        dress_code=text_in(language, meeting["dress_code"]),
        languages=tuple(meeting["languages"]),
        my_role=mine["role"] if mine else "",
        assumed=meeting["assumed"],
        assumed_status=meeting["assumed_status"],
        sequence=revision["sequence"],
        changed_at=datetime.fromisoformat(revision["changed_at"]),
        is_declined=declined is not None,
    )


def personal_transfer(
    transfer: dict[str, Any], language: str, home_zone: ZoneInfo, *, with_names: bool
) -> PersonalTransfer:
    """Return a ride; its end is on the clocks of the destination."""
    zone = ZoneInfo(transfer["departure_zone"])
    arrival_zone = ZoneInfo(transfer["arrival_zone"])
    departs_at = moment_in(transfer["departs_at"], zone)
    names = [text_in(language, row["name"]) for row in transfer["passengers"]]
    return PersonalTransfer(
        id=transfer["id"],
        uid=transfer["uid"],
        vehicle=text_in(language, transfer["vehicle"]),
        when=When(
            date=departs_at.date(),
            part="",
            starts_at=departs_at,
            ends_at=moment_in(transfer["arrives_at"], arrival_zone),
            zone=zone,
            home_zone=home_zone,
            assumed=transfer["assumed"],
            end_zone=None if arrival_zone == zone else arrival_zone,
        ),
        origin=full_place(transfer["origin"], language),
        destination=full_place(transfer["destination"], language),
        pickup_point=text_in(language, transfer["pickup_point"]),
        strict=transfer["strict"],
        driver=driver_contact(transfer["driver"], language),
        passengers=tuple(names) if with_names else (),
        assumed=transfer["assumed"],
        sequence=transfer["revision"]["sequence"],
        changed_at=datetime.fromisoformat(transfer["revision"]["changed_at"]),
    )


def driver_contact(driver: dict[str, Any] | None, language: str) -> Contact | None:
    """Return the driver, None where nobody drives yet."""
    if driver is None:
        return None
    return Contact(
        name=text_in(language, driver["name"]),
        role=Delegate.Role.DRIVER.value,
        phone=driver["phone"],
        assumed=driver["assumed"],
    )


def contacts_of(programme: Programme, person: int, language: str) -> tuple[Contact, ...]:
    """Return the escorts, then the organiser's duty phone."""
    escorts = [
        Contact(
            name=text_in(language, row["name"]),
            role=row["role"],
            phone=row["phone"],
            assumed=row["assumed"],
        )
        for row in programme["delegates"]
        if row["role"] == Delegate.Role.ESCORT and row["person"] != person
    ]
    duty = programme["mission"]["contact"]
    if duty["phone"] or duty["email"]:
        escorts.append(
            Contact(Text(duty["name"]), "duty", duty["phone"], duty["assumed"], duty["email"])
        )
    return tuple(escorts)
