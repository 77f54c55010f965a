"""A meeting or a ride of a version as one person reads it: whole, but never another's contacts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from agenda.models import Meeting, Participation
from agenda.personal.private_entries import PrivateEntry
from agenda.plan.leaving import Leaving
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

AT_WORK = {Participation.Role.STAFF, Participation.Role.INTERPRETER}


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
    """A meeting as those who take part in it read it.

    Role, side and whom they stand in for are empty for others. Who has declined reads it
    too, as ``is_declined``, and can change their mind.
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
    my_side: str
    standing_in_for: Text
    assumed: bool
    assumed_status: bool
    sequence: int
    changed_at: datetime
    leaving: Leaving | None = None
    is_declined: bool = False
    is_transfer: ClassVar[bool] = False  # it is a meeting
    is_private: ClassVar[bool] = False  # it is the programme's

    @property
    def is_invitation(self) -> bool:
        """Whether this person is asked to come: who works there is booked, not invited."""
        return bool(self.my_role) and self.my_role not in AT_WORK

    @property
    def is_interpreted_by_me(self) -> bool:
        """Whether this person is its interpreter."""
        return self.my_role == Participation.Role.INTERPRETER

    @property
    def is_hosted_by_me(self) -> bool:
        """Whether this person receives the delegation."""
        return self.my_side == Participation.Side.HOST

    @property
    def delegation(self) -> tuple[Somebody, ...]:
        """Those of the delegation who take part, in its order."""
        return self.of_side(Participation.Side.DELEGATION)

    @property
    def hosts(self) -> tuple[Somebody, ...]:
        """Those who receive it, beside this person."""
        return self.of_side(Participation.Side.HOST)

    def of_side(self, side: str) -> tuple[Somebody, ...]:
        """Return those of one side, in the order in which they stand."""
        return tuple(row for row in self.participants if row.side == side)

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not happen."""
        return self.status == Meeting.Status.CANCELLED

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
    toward: PersonalItem | None = None  # what its reader rides to, where that is known
    is_declined: ClassVar[bool] = False  # nobody is asked whether they ride
    is_cancelled: ClassVar[bool] = False  # a ride that will not happen is taken out
    is_transfer: ClassVar[bool] = True  # it is a ride
    is_private: ClassVar[bool] = False  # it is the programme's

    @property
    def anchor(self) -> str:
        """Its name on the page."""
        return f"ride-{self.id}"


Entry = PersonalItem | PersonalTransfer


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
    absent = mine.get("standing_in_for") if mine else None
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
        my_side=mine["side"] if mine else "",
        standing_in_for=text_in(language, absent) if absent else Text(),
        assumed=meeting["assumed"],
        assumed_status=meeting["assumed_status"],
        sequence=revision["sequence"],
        changed_at=datetime.fromisoformat(revision["changed_at"]),
        is_declined=declined is not None,
    )


def personal_transfer(
    transfer: dict[str, Any],
    language: str,
    home_zone: ZoneInfo,
    *,
    with_names: bool,
    reader: int | None = None,
) -> PersonalTransfer:
    """Return a ride; its end is on the clocks of the destination.

    ``reader`` is who reads it, by primary key: who drives has nobody to call in it.
    """
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
        driver=driver_contact(transfer["driver"], language, reader),
        passengers=tuple(names) if with_names else (),
        assumed=transfer["assumed"],
        sequence=transfer["revision"]["sequence"],
        changed_at=datetime.fromisoformat(transfer["revision"]["changed_at"]),
    )


def driver_contact(
    driver: dict[str, Any] | None, language: str, reader: int | None
) -> Contact | None:
    """Return the driver, without a number for the driver; None where nobody drives yet."""
    if driver is None:
        return None
    return Contact(
        name=text_in(language, driver["name"]),
        role=Delegate.Role.DRIVER.value,
        phone="" if driver["person"] == reader else driver["phone"],
        assumed=driver["assumed"],
    )
