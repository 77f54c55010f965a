"""What the demonstration assumes: hours, rides, placeholder people, a changed version."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agenda.models import Meeting, Participation, Passenger, Transfer, Venue
from agenda.publishing import publish
from companies.models import Affiliation, Person
from delegation.models import Delegate, Mission

ROME, DETROIT = ZoneInfo("Europe/Rome"), ZoneInfo("America/Detroit")
FIRST_VERSION_AT = datetime(2025, 4, 17, 10, tzinfo=ROME).astimezone(UTC)
SECOND_VERSION_AT = datetime(2025, 4, 22, 18, tzinfo=DETROIT).astimezone(UTC)
SEATS = 16
HOTEL = {"name_it": "Albergo della dimostrazione", "name_en": "Demonstration hotel"}


def assume(mission: Mission, data: dict[str, Any]) -> None:
    """Write the assumptions, publish twice, and leave one change unpublished."""
    meetings = assume_hours(mission, data)
    staff = [assume_staff(mission, row) for row in data["people"]]
    firms = [assume_representative(mission, firm) for firm in mission.firms.in_order()]
    assume_participations(meetings, staff, firms)
    rides = assume_rides(mission, data["transfers"], meetings, staff)
    mission.contact_name = "Ufficio missioni (demo)"
    mission.contact_phone = "+12485550102"
    mission.contact_assumed = True
    mission.save()
    publish(mission=mission, now=FIRST_VERSION_AT, note="Prima versione")
    to_general_motors = rides["t2"]
    to_general_motors.departs_at -= timedelta(minutes=10)
    to_general_motors.pickup_point_it = "Ingresso principale"
    to_general_motors.pickup_point_en = "Main entrance"
    to_general_motors.save()
    publish(mission=mission, now=SECOND_VERSION_AT, note="Partenza anticipata")
    moved = meetings["s4"]
    moved.starts_at += timedelta(minutes=30)
    moved.ends_at += timedelta(minutes=30)
    moved.save()


def assume_hours(mission: Mission, data: dict[str, Any]) -> dict[str, Meeting]:
    """Give every meeting assumed hours and status; return them by their id in the data."""
    hours = {row["meeting"]: row for row in data["hours"]}
    meetings = {}
    for number, meeting in enumerate(mission.meetings.order_by("pk"), start=1):
        row = hours[f"s{number}"]
        meeting.part_of_day = ""
        meeting.starts_at = datetime.fromisoformat(row["starts_at"])
        meeting.ends_at = datetime.fromisoformat(row["ends_at"])
        meeting.status = data["status"][f"s{number}"]
        meeting.assumed_hours = meeting.assumed_status = True
        meeting.save()
        meetings[f"s{number}"] = meeting
    return meetings


def assume_staff(mission: Mission, row: dict[str, Any]) -> Delegate:
    """Write a placeholder for an escort, interpreter or driver."""
    label = row["placeholder"]
    person = Person.objects.create(
        placeholder_it=label["it"], placeholder_en=label["en"], phone=row["phone"], assumed=True
    )
    return Delegate.objects.create(
        mission=mission, person=person, group=Delegate.Group.STAFF, role=row["role"]
    )


def assume_representative(mission: Mission, firm: object) -> Delegate:
    """Write a placeholder for a firm's representative, whom no source names."""
    person = Person.objects.create(
        placeholder_it=f"Rappresentante {firm.name} (demo)",
        placeholder_en=f"Representative of {firm.name} (demo)",
        assumed=True,
    )
    affiliation = Affiliation.objects.create(person=person, organisation=firm, main=True)
    return Delegate.objects.create(
        mission=mission, person=person, affiliation=affiliation, group=Delegate.Group.FIRMS
    )


def assume_participations(
    meetings: dict[str, Meeting], staff: list[Delegate], firms: list[Delegate]
) -> None:
    """Put the institutional delegation everywhere, firms at the presentation, staff beside."""
    mission = meetings["s1"].mission
    institutional = mission.delegates.filter(group=Delegate.Group.INSTITUTIONAL)
    working = [row for row in staff if row.role != Delegate.Role.DRIVER]
    for name, meeting in meetings.items():
        people = [*institutional, *(firms if name == "s1" else []), *working]
        for delegate in people:
            Participation.objects.get_or_create(
                meeting=meeting,
                person=delegate.person,
                defaults={
                    "affiliation": delegate.affiliation,
                    "role": participation_role(delegate),
                    "assumed": True,
                },
            )


def participation_role(delegate: Delegate) -> str:
    """Return what somebody does in a meeting, from what they do on the mission."""
    roles = {
        Delegate.Role.INTERPRETER: Participation.Role.INTERPRETER,
        Delegate.Role.ESCORT: Participation.Role.STAFF,
    }
    return roles.get(delegate.role, Participation.Role.GUEST)


def assume_rides(
    mission: Mission,
    rows: list[dict[str, Any]],
    meetings: dict[str, Meeting],
    staff: list[Delegate],
) -> dict[str, Transfer]:
    """Write the rides with their passengers; return them by their id in the data."""
    driver = next(row.person for row in staff if row.role == Delegate.Role.DRIVER)
    riding = [
        *mission.delegates.filter(group=Delegate.Group.INSTITUTIONAL),
        *(row for row in staff if row.person != driver),
    ]
    rides = {}
    for row in rows:
        departs_at = datetime.fromisoformat(row["departs_at"])
        rides[row["id"]] = ride = Transfer.objects.create(
            mission=mission,
            vehicle_it="minibus A",
            vehicle_en="minibus A",
            seats=SEATS,
            origin=place(row["from"]),
            destination=place(row["to"]),
            departs_at=departs_at + timedelta(minutes=10 if row["id"] == "t2" else 0),
            arrives_at=departs_at + timedelta(minutes=row["minutes"]),
            driver=driver,
            serves=meetings.get(row["serves"]),
            strict=row["id"] in {"t2", "t6"},
            assumed=True,
        )
        Passenger.objects.bulk_create(
            Passenger(transfer=ride, person=delegate.person) for delegate in riding
        )
    return rides


def place(name: str) -> Venue:
    """Return the place of that name, an assumed one where no source gives any."""
    known = {"General Motors": "General Motors seat", "Ford": "Ford seat"}
    known["Toyota North America"] = "Toyota North America seat"
    if name == "Demo hotel":
        names = HOTEL
    else:
        english = known.get(name, name)
        found = Venue.objects.filter(name_en=english).first()
        if found:
            return found
        names = {"name_it": name, "name_en": name}
    return Venue.objects.get_or_create(**names, defaults={"country": "US", "assumed": True})[0]
