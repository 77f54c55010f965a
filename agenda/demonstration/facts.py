"""What sources say of the mission: days and parts of days, and never anybody's contact data.

Organisations, people and places are found by what they are called before they are made, and
those found are left as they stand: an organiser may have edited them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Manager, Model

from agenda.models import Meeting, Participation, Venue
from companies.models import Affiliation, Firm, Institution, Organisation, Person
from delegation.models import Delegate, Mission

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LoadedRows:
    """The mission's rows; meetings and venues by the ids that the data file gives them."""

    mission: Mission
    meetings: dict[str, Meeting]
    venues: dict[str, Venue]


def columns(field: str, pair: dict[str, str]) -> dict[str, str]:
    """Return both columns of a translated field."""
    return {f"{field}_{language}": pair[language] for language in ("it", "en")}


def found_or_made[Row: Model](rows: Manager[Row], key: Data, **rest: object) -> Row:
    """Return the first row with this natural key as it stands, else a new one."""
    return rows.filter(**key).order_by("pk").first() or rows.create(**key, **rest)


def load_facts(slug: str, facts: Data, other_sources: Data) -> LoadedRows:
    """Write what the article says, and what other texts say of its firms and places."""
    organisations = load_organisations(facts)
    mission = load_mission(slug, facts["mission"], organisations)
    load_firms(mission, facts["firms"], other_sources["profiles"])
    for row in facts["delegates"]:
        load_delegate(mission, row, organisations)
    venues = {
        row["id"]: load_venue(row, organisations)
        for row in [*facts["venues"], *other_sources["venues"]]
    }
    places = {row["meeting"]: row for row in other_sources["meeting_places"]}
    meetings = {
        row["id"]: load_meeting(
            mission, {**row, **places.get(row["id"], {})}, organisations, venues
        )
        for row in facts["meetings"]
    }
    return LoadedRows(mission, meetings, venues)


def load_organisations(facts: Data) -> dict[str, Organisation]:
    """Return institutions and host companies by their id in the data."""
    institutions = {
        row["id"]: found_or_made(
            Institution.objects,
            {"name": row["name"]},
            english_name=row["english_name"],
            level=row["level"],
            country=row["country"],
        )
        for row in facts["institutions"]
    }
    companies = {
        row["id"]: found_or_made(Firm.objects, {"name": row["name"]}) for row in facts["companies"]
    }
    return institutions | companies


def load_mission(slug: str, row: Data, organisations: dict[str, Organisation]) -> Mission:
    """Write the mission itself, public and marked as a demonstration."""
    texts = {}
    for field, pair in row["texts"].items():
        texts |= columns(field, pair)
    mission = Mission.objects.create(
        slug=slug,
        kind=Mission.Kind.SYSTEM,
        direction=Mission.Direction.OUTWARD,
        country=row["country"],
        start_date=date.fromisoformat(row["start_date"]),
        end_date=date.fromisoformat(row["end_date"]),
        time_zone=row["time_zone"],
        emergency_number=row["emergency_number"],
        funding_statement=row["funding_statement"],
        coordinator=organisations[row["coordinator"]],
        is_public=True,
        is_demonstration=True,
        **texts,
    )
    mission.refresh_from_db()
    return mission


def load_firms(mission: Mission, firms: list[Data], profiles: list[Data]) -> None:
    """Put the participating firms on the mission, with a profile where a source gives one."""
    told = {row["firm"]: row for row in profiles}
    for row in firms:
        known = told.get(row["id"])
        profile = columns("profile", known["profile"]) if known else {}
        source = known["source"] if known else ""
        firm = found_or_made(
            Firm.objects, {"name": row["name"]}, country="IT", source=source, **profile
        )
        mission.firms.add(firm)


def load_delegate(mission: Mission, row: Data, organisations: dict[str, Organisation]) -> None:
    """Write one delegate; a representative whom nobody names keeps what stands in for the name."""
    organisation = organisations[row["organisation"]]
    if row["family_name"]:
        called = {"given_name": row["given_name"], "family_name": row["family_name"]}
        titles = columns("title", row["title"])
    else:
        called = {"family_name": "", **columns("placeholder", row["title"])}
        titles = {}
    person = Person.objects.filter(affiliations__organisation=organisation, **called).first()
    if person is None:
        person = Person.objects.create(**called)
        Affiliation.objects.create(person=person, organisation=organisation, main=True, **titles)
    Delegate.objects.create(
        mission=mission,
        person=person,
        affiliation=person.affiliations.get(organisation=organisation),
        role=Delegate.Role.HEAD if row["head"] else Delegate.Role.MEMBER,
        precedence=row["order"],
        shown_publicly=True,
    )


def load_venue(row: Data, organisations: dict[str, Organisation]) -> Venue:
    """Write a place; one without an address is a seat that its source does not locate."""
    return found_or_made(
        Venue.objects,
        {**columns("name", row["name"]), "assumed": False},
        address=row.get("address", ""),
        country=row.get("country", ""),
        organisation=organisations.get(row.get("organisation")),
    )


def load_meeting(
    mission: Mission,
    row: Data,
    organisations: dict[str, Organisation],
    venues: dict[str, Venue],
) -> Meeting:
    """Write one meeting: a day and a part of it, agreed on and with its hour still open."""
    whole_day = row["part_of_day"] == Meeting.PartOfDay.DAY
    meeting = Meeting.objects.create(
        mission=mission,
        kind=row["kind"],
        date=date.fromisoformat(row["date"]),
        part_of_day=row["part_of_day"],
        venue=venues.get(row["venue"]),
        host=organisations.get(row["host"]),
        status=Meeting.Status.TENTATIVE,
        visibility=Meeting.Visibility.PUBLIC,
        public_time=Meeting.PublicTime.DAY if whole_day else Meeting.PublicTime.PART_OF_DAY,
        notes=row["notes"],
        **columns("title", row["title"]),
        **columns("room", row["room"]),
    )
    Participation.objects.bulk_create(
        Participation(meeting=meeting, person_id=person, affiliation_id=affiliation)
        for person, affiliation in mission.delegates.in_order()
        .filter(group__in=row["participants"])
        .values_list("person", "affiliation")
    )
    return meeting
