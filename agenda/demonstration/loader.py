"""Loads VTM Michigan 2025: what its source says, and on demand what a demonstration assumes.

The data file keeps both apart. Whatever comes from its block ``assumptions`` carries a
mark in its row, which every reader sees. The Ford meeting stays tentative: a meeting only
asked for is never published, and the source made this one public.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from agenda.demonstration.assumptions import assume
from agenda.models import Meeting, Participation, PersonalLink, Venue
from agenda.publishing import publish
from companies.models import Affiliation, Firm, Institution, Organisation, Person
from delegation.models import Delegate, Mission

SLUG = "vtm-michigan-2025"
DATA = Path(__file__).with_name("vtm_michigan_2025.json")
LINKS_LAST = timedelta(days=365)
ROME = ZoneInfo("Europe/Rome")


def columns(field: str, pair: dict[str, str]) -> dict[str, str]:
    """Return both columns of a translated field."""
    return {f"{field}_{language}": pair[language] for language in ("it", "en")}


@transaction.atomic
def load(*, with_assumptions: bool, now: datetime) -> tuple[Mission, bool]:
    """Return the demonstration mission, and whether it was loaded now.

    A mission loaded with the same switch is left as it is; one loaded with the other is
    taken out first.
    """
    loaded = Mission.objects.filter(slug=SLUG).first()
    if loaded:
        if loaded.contact_assumed == with_assumptions:
            return loaded, False
        unload(loaded)
    data = json.loads(DATA.read_text(encoding="utf-8"))
    mission = load_facts(data)
    if with_assumptions:
        assume(mission, data["assumptions"])
    else:
        publish(
            mission=mission,
            now=datetime(2025, 4, 22, 10, tzinfo=ROME).astimezone(UTC),
            note="Programma come annunciato",
        )
    for delegate in mission.delegates.in_order():
        PersonalLink.objects.get_or_create(
            mission=mission, person=delegate.person, defaults={"expires_at": now + LINKS_LAST}
        )
    return mission, True


def unload(mission: Mission) -> None:
    """Take the mission's rows out, and the people and places that were only assumed."""
    people = Person.objects.filter(delegates__mission=mission, assumed=True)
    assumed = list(people.values_list("pk", flat=True))
    mission.versions.all().delete()
    mission.delete()
    Affiliation.objects.filter(person__in=assumed).delete()
    Person.objects.filter(pk__in=assumed).delete()
    Venue.objects.filter(assumed=True, meetings=None, departing_transfers=None).delete()


def load_facts(data: dict[str, Any]) -> Mission:
    """Write what the sources say; rows that are there already are left as they are."""
    facts = data["facts"]
    organisations = load_organisations(facts)
    mission = Mission.objects.create(
        slug=SLUG,
        country="US",
        city_it="Pontiac",
        city_en="Pontiac",
        start_date="2025-04-23",
        end_date="2025-04-24",
        time_zone="America/Detroit",
        coordinator=organisations["ceipiemonte"],
        is_public=True,
        is_demonstration=True,
        **{
            name: text
            for field, pair in facts["mission"].items()
            for name, text in columns(field, pair).items()
        },
    )
    mission.refresh_from_db()
    load_firms(mission, facts["firms"], data["other_sources"]["profiles"])
    delegates = [load_delegate(mission, row, organisations) for row in facts["delegates"]]
    for row in facts["meetings"]:
        meeting = load_meeting(mission, row, organisations)
        if row["participants"]:
            for delegate in delegates:
                Participation.objects.create(
                    meeting=meeting, person=delegate.person, affiliation=delegate.affiliation
                )
    return mission


def load_organisations(facts: dict[str, Any]) -> dict[str, Organisation]:
    """Return institutions and host companies by their id in the data."""
    found = {}
    for row in facts["institutions"]:
        found[row["id"]] = Institution.objects.get_or_create(
            name=row["name"],
            defaults={"english_name": row["english_name"], "level": row["level"]},
        )[0]
    for row in facts["companies"]:
        found[row["id"]] = Firm.objects.get_or_create(name=row["name"])[0]
    return found


def load_firms(
    mission: Mission, firms: list[dict[str, Any]], profiles: list[dict[str, Any]]
) -> None:
    """Put the participating firms on the mission, with a profile where a source gives one."""
    known = {row["firm"]: row for row in profiles}
    for row in firms:
        told = known.get(row["id"])
        profile = {**columns("profile", told["profile"]), "source": told["source"]} if told else {}
        mission.firms.add(Firm.objects.get_or_create(name=row["name"], defaults=profile)[0])


def load_delegate(
    mission: Mission, row: dict[str, Any], organisations: dict[str, Organisation]
) -> Delegate:
    """Write one delegate; a body's representative without a name keeps what stands in for it."""
    organisation = organisations[row["organisation"]]
    if row["family_name"]:
        named = {"given_name": row["given_name"], "family_name": row["family_name"]}
    else:
        named = columns("placeholder", row["title"])
    person = Person.objects.get_or_create(**named, affiliations__organisation=organisation)[0]
    affiliation = Affiliation.objects.get_or_create(
        person=person,
        organisation=organisation,
        defaults={
            "main": True,
            **columns("title", row["title"] if row["family_name"] else {"it": "", "en": ""}),
        },
    )[0]
    return Delegate.objects.create(
        mission=mission,
        person=person,
        affiliation=affiliation,
        role=Delegate.Role.HEAD if row["head"] else Delegate.Role.MEMBER,
        precedence=row["order"],
        shown_publicly=True,
    )


def load_meeting(
    mission: Mission, row: dict[str, Any], organisations: dict[str, Organisation]
) -> Meeting:
    """Write one meeting: a day and a part of it, as the source says."""
    venue = None
    if row["place"]:
        venue = Venue.objects.get_or_create(
            **columns("name", row["place"]),
            defaults={"country": "US", "organisation": organisations.get(row["host"])},
        )[0]
    whole_day = row["part_of_day"] == Meeting.PartOfDay.DAY
    return Meeting.objects.create(
        mission=mission,
        kind=row["kind"],
        date=row["date"],
        part_of_day=row["part_of_day"],
        venue=venue,
        host=organisations.get(row["host"]),
        status=Meeting.Status.TENTATIVE,
        visibility=Meeting.Visibility.PUBLIC,
        public_time=Meeting.PublicTime.DAY if whole_day else Meeting.PublicTime.PART_OF_DAY,
        **columns("title", row["title"]),
    )
