"""Loads VTM Michigan 2025: what sources say and, on demand, what a demonstration assumes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from agenda.demonstration.assumptions import assume
from agenda.demonstration.facts import load_facts
from agenda.models import Acknowledgement, PersonalLink, Venue
from agenda.publishing import publish
from companies.models import Person
from delegation.models import Mission

SLUG = "vtm-michigan-2025"
DATA = Path(__file__).with_name("vtm_michigan_2025.json")
LINKS_LAST = timedelta(days=365)
ANNOUNCED_AT = datetime(2025, 4, 22, 10, tzinfo=ZoneInfo("Europe/Rome")).astimezone(UTC)


@transaction.atomic
def load(*, with_assumptions: bool, now: datetime) -> Mission:
    """Return the demonstration mission, loaded with or without what nobody has said.

    One loaded with the same switch is left as it stands, whatever organisers did to it. One
    loaded with the other switch is taken out and loaded anew. ``now`` decides how long the
    personal links open: the mission itself lies in the past.
    """
    loaded = Mission.objects.filter(slug=SLUG).first()
    if loaded and (
        not loaded.is_demonstration or loaded_with_assumptions(loaded) == with_assumptions
    ):
        return loaded
    if loaded:
        unload(loaded)
    data = json.loads(DATA.read_text(encoding="utf-8"))
    rows = load_facts(SLUG, data["facts"], data["other_sources"])
    if with_assumptions:
        assume(rows, data["assumptions"])
    else:
        publish(mission=rows.mission, now=ANNOUNCED_AT, note="Programma come annunciato")
    PersonalLink.objects.bulk_create(
        PersonalLink(
            mission=rows.mission, person_id=delegate.person_id, expires_at=now + LINKS_LAST
        )
        for delegate in rows.mission.delegates.in_order()
    )
    return rows.mission


def loaded_switch() -> bool | None:
    """Tell whether the mission that is there has assumptions, None where there is none."""
    mission = Mission.objects.filter(slug=SLUG).first()
    return loaded_with_assumptions(mission) if mission else None


def loaded_with_assumptions(mission: Mission) -> bool:
    """Tell how a mission was loaded, from its first version: rows may have been edited since."""
    first = mission.versions.filter(number=1).first()
    return bool(first) and first.upgraded_programme["mission"]["contact"]["assumed"]


def unload(mission: Mission) -> None:
    """Take the mission out, with the people and places that were only assumed for it.

    Organisations and named people stay, and so does what another mission uses.
    """
    of_mission = (
        Q(meetings__mission=mission)
        | Q(departing_transfers__mission=mission)
        | Q(arriving_transfers__mission=mission)
    )
    places = list(Venue.objects.filter(of_mission, assumed=True).values_list("pk", flat=True))
    people = list(
        Person.objects.filter(delegates__mission=mission, assumed=True).values_list("pk", flat=True)
    )
    mission.notices.all().delete()
    Acknowledgement.objects.filter(version__mission=mission).delete()
    mission.versions.all().delete()
    mission.delete()
    Person.objects.filter(
        pk__in=people,
        delegates=None,
        participations=None,
        substitutions=None,
        seats_taken=None,
        driven_transfers=None,
    ).delete()
    Venue.objects.filter(
        pk__in=places, meetings=None, departing_transfers=None, arriving_transfers=None
    ).delete()
