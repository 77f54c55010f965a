"""The emergency page of a personal link: whom to call and where to go, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.publishing import publish
from delegation.models import Delegate
from tests.factories import DelegateFactory, MissionFactory, PersonalLinkFactory
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


def link_in(mission):
    link = PersonalLinkFactory(mission=mission, person__language="en")
    DelegateFactory(mission=mission, person=link.person)
    return link


def test_everything_stands_in_both_languages_with_the_persons_own_first(client):
    mission = MissionFactory(
        emergency_number="911",
        consulate_it="Consolato d'Italia, via del Lago 1",
        consulate_en="Consulate of Italy, 1 Lake Street",
        consulate_phone="+12485550111",
        hotel_it="Albergo al lago",
        hotel_en="Lake hotel",
        hotel_phone="+12485550112",
        contact_name="Duty",
        contact_phone="+390115550100",
    )
    DelegateFactory(mission=mission, person__phone="+390115550199", role=Delegate.Role.ESCORT)
    link = link_in(mission)
    publish(mission=mission, now=NOON)

    answer = client.get(f"/p/{link.key}/emergency/")

    lines = lines_of(answer)
    assert lines[lines.index("In an emergency") :] == [
        "In an emergency",
        "Ambulance, fire brigade, police",
        "911",
        "Whom to call",
        "Ada Rossi (escort officer) +39 011 555 0199",
        "Duty (organiser on duty) +39 011 555 0100",
        "Consulate",
        "Consulate of Italy, 1 Lake Street +1 248-555-0111",
        "Hotel",
        "Lake hotel +1 248-555-0112",
        "Back to my schedule",
        "In caso di emergenza",
        "Ambulanza, vigili del fuoco, polizia",
        "911",
        "Chi chiamare",
        "Ada Rossi (accompagnatore) +39 011 555 0199",
        "Duty (organizzatore di turno) +39 011 555 0100",
        "Consolato",
        "Consolato d'Italia, via del Lago 1 +1 248-555-0111",
        "Albergo",
        "Albergo al lago +1 248-555-0112",
        "Torna alla mia agenda",
        "Call Ada Rossi Schedule",
    ]
    assert 'href="tel:911"' in answer.content.decode()


def test_what_nobody_wrote_is_said_not_guessed(client):
    link = link_in(MissionFactory())
    publish(mission=link.mission, now=NOON)

    lines = lines_of(client.get(f"/p/{link.key}/emergency/"))

    start = lines.index("In an emergency") + 1
    assert lines[start : start + 9] == [
        "Ambulance, fire brigade, police",
        "The local number is not written here: ask the hotel, or call the number below.",
        "Whom to call",
        "No duty phone is written here: call whoever sent you the link.",
        "Consulate",
        "Not written here yet.",
        "Hotel",
        "Not written here yet.",
        "Back to my schedule",
    ]


def test_it_opens_before_the_first_version_and_not_with_an_expired_link(client):
    link = link_in(MissionFactory())

    before = client.get(f"/p/{link.key}/emergency/")
    link.expires_at = NOON - timedelta(days=1)
    link.save()
    expired = client.get(f"/p/{link.key}/emergency/")

    assert "Nothing has been published yet." in lines_of(before)
    assert (expired.status_code, expired.headers["Cache-Control"]) == (410, "private, no-store")


def test_the_personal_page_leads_to_it(client):
    link = link_in(MissionFactory())
    publish(mission=link.mission, now=NOON)

    page = client.get(f"/p/{link.key}/en/").content.decode()

    assert f'href="/p/{link.key}/emergency/"' in page
