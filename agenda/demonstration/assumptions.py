"""What the demonstration assumes: hours, rides, stand-ins for people, a changed version.

Every row written here says that it is assumed, and readers see it. Two things keep to the
sources all the same. The Ford meeting stays tentative, though the data first proposed
“requested”: what is only asked for is never published, and the article made it public. The
meeting at the stand shows its day alone to the public, since no source gives a part of it.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from agenda.demonstration.facts import Data, LoadedRows, columns, found_or_made
from agenda.models import Meeting, Participation, Passenger, Transfer, Venue
from agenda.publishing import publish
from companies.models import Affiliation, Firm, Person
from delegation.models import Delegate, Mission

FIRST_VERSION_AT = datetime(2025, 4, 17, 10, tzinfo=ZoneInfo("Europe/Rome")).astimezone(UTC)
SECOND_VERSION_AT = datetime(2025, 4, 22, 18, tzinfo=ZoneInfo("America/Detroit")).astimezone(UTC)
ROLES = {
    Delegate.Role.ESCORT: Participation.Role.STAFF,
    Delegate.Role.INTERPRETER: Participation.Role.INTERPRETER,
}


def assume(rows: LoadedRows, data: Data) -> None:
    """Write the assumptions, publish twice, and leave one change unpublished."""
    mission = rows.mission
    assume_contact(mission, data["contact"])
    for row in data["hours"]:
        assume_hours(rows.meetings[row["meeting"]], row)
    for row in data["people"]:
        assume_staff(mission, row)
    for firm in mission.firms.in_order():
        assume_representative(mission, firm, data["representatives"])
    for row in data["participants"]:
        assume_participants(rows.meetings[row["meeting"]], row)
    places = rows.venues | {row["id"]: assume_venue(row) for row in data["venues"]}
    rides = {
        row["id"]: assume_ride(rows, row, places, data["vehicle"]) for row in data["transfers"]
    }
    publish_twice(rides[data["first_version"]["transfer"]], data["first_version"])
    moved = data["unpublished"]
    assume_hours(rows.meetings[moved["meeting"]], moved)


def publish_twice(ride: Transfer, before: Data) -> None:
    """Publish with the ride as it first was, ``before``, then as the data has it now."""
    now = {
        name: getattr(ride, name) for name in ("departs_at", "pickup_point_it", "pickup_point_en")
    }
    first = {
        "departs_at": datetime.fromisoformat(before["departs_at"]),
        **columns("pickup_point", before["pickup_point"]),
    }
    lasts = ride.arrives_at - ride.departs_at
    versions = (
        (first, FIRST_VERSION_AT, "Prima versione"),
        (now, SECOND_VERSION_AT, "Partenza anticipata di dieci minuti, da un altro ingresso"),
    )
    for state, published_at, note in versions:
        for name, value in state.items():
            setattr(ride, name, value)
        ride.arrives_at = ride.departs_at + lasts
        ride.save()
        publish(mission=ride.mission, now=published_at, note=note)


def assume_contact(mission: Mission, row: Data) -> None:
    """Write a duty phone out of the numbers kept for fiction, and a hotel."""
    mission.contact_name = row["name"]
    mission.contact_phone = row["phone"]
    mission.contact_assumed = row["assumed"]
    mission.hotel_it, mission.hotel_en = row["hotel"]["it"], row["hotel"]["en"]
    mission.save()


def assume_hours(meeting: Meeting, row: Data) -> None:
    """Write hours and, where the row has one, a status."""
    meeting.part_of_day = ""
    meeting.starts_at = datetime.fromisoformat(row["starts_at"])
    meeting.ends_at = datetime.fromisoformat(row["ends_at"])
    meeting.assumed_hours = row["assumed"]
    if "status" in row:
        meeting.status = row["status"]
        meeting.assumed_status = row["assumed"]
    meeting.save()


def assume_staff(mission: Mission, row: Data) -> None:
    """Write a stand-in for an escort, interpreter or driver."""
    person = found_or_made(
        Person.objects,
        {**columns("placeholder", row["placeholder"]), "assumed": row["assumed"]},
        phone=row["phone"],
    )
    Delegate.objects.create(
        mission=mission, person=person, group=Delegate.Group.STAFF, role=row["role"]
    )


def assume_representative(mission: Mission, firm: Firm, row: Data) -> None:
    """Write a stand-in for a firm's representative, whom no source names."""
    label = {language: text.format(firm=firm.name) for language, text in row["placeholder"].items()}
    person = found_or_made(
        Person.objects, {**columns("placeholder", label), "assumed": row["assumed"]}
    )
    post = found_or_made(Affiliation.objects, {"person": person, "organisation": firm}, main=True)
    Delegate.objects.create(
        mission=mission, person=person, affiliation=post, group=Delegate.Group.FIRMS
    )


def assume_participants(meeting: Meeting, row: Data) -> None:
    """Put people into a meeting; those whom a source puts there stay as they are."""
    taking_part = Q(group__in=row["groups"]) | Q(role__in=row["staff"])
    there = meeting.participations.values_list("person", flat=True)
    coming = meeting.mission.delegates.in_order().filter(taking_part).exclude(person__in=there)
    Participation.objects.bulk_create(
        Participation(
            meeting=meeting,
            person_id=delegate.person_id,
            affiliation_id=delegate.affiliation_id,
            role=ROLES.get(delegate.role, Participation.Role.GUEST),
            assumed=row["assumed"],
        )
        for delegate in coming
    )


def assume_venue(row: Data) -> Venue:
    """Write a place that no source names."""
    return found_or_made(Venue.objects, {**columns("name", row["name"]), "assumed": row["assumed"]})


def assume_ride(rows: LoadedRows, row: Data, places: dict[str, Venue], vehicle: Data) -> Transfer:
    """Write one ride with its passengers."""
    departs_at = datetime.fromisoformat(row["departs_at"])
    ride = Transfer.objects.create(
        mission=rows.mission,
        seats=vehicle["seats"],
        origin=places[row["from"]],
        destination=places[row["to"]],
        departs_at=departs_at,
        arrives_at=departs_at + timedelta(minutes=row["minutes"]),
        strict=row["strict"],
        driver=rows.mission.delegates.get(role=Delegate.Role.DRIVER).person,
        serves=rows.meetings.get(row["serves"]),
        assumed=row["assumed"],
        **columns("vehicle", vehicle["name"]),
        **columns("pickup_point", row["pickup_point"]),
    )
    Passenger.objects.bulk_create(
        Passenger(transfer=ride, person_id=delegate.person_id)
        for delegate in riding(rows.mission, row["groups"])
    )
    return ride


def riding(mission: Mission, groups: list[str]) -> QuerySet[Delegate]:
    """Return who rides: these groups with their escort and interpreter, beside the driver."""
    return mission.delegates.in_order().filter(Q(group__in=groups) | Q(role__in=list(ROLES)))
