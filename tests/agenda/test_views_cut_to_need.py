"""What hosts and interpreters read behind their link: their own meetings, and what they need there."""

from datetime import UTC, datetime

import pytest

from agenda.models import Participation
from agenda.publishing import publish
from delegation.models import Delegate
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    TransferFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
HOST, INTERPRETER = Participation.Side.HOST, Participation.Role.INTERPRETER


@pytest.fixture
def mission():
    return MissionFactory(
        contact_name="Duty", contact_phone="+390115550100", hotel_en="The Lake Inn",
        consulate_en="The consulate", emergency_number="911",
    )  # fmt: skip


@pytest.fixture
def meeting(mission):
    """Return a meeting of two delegates, added in the other order than the delegation's."""
    meeting = MeetingFactory(mission=mission, languages=["en", "it"])
    for name, precedence in (("Second", 2), ("First", 1)):
        post = AffiliationFactory(
            person__given_name=name, title_it=f"titolo {name}", title_en=f"title {name}"
        )
        DelegateFactory(
            mission=mission, person=post.person, affiliation=post, precedence=precedence
        )
        ParticipationFactory(meeting=meeting, person=post.person, affiliation=post)
    escort = DelegateFactory(
        mission=mission, role=Delegate.Role.ESCORT, person__phone="+390115550199",
        person__given_name="Escort", precedence=3,
    )  # fmt: skip
    ParticipationFactory(meeting=meeting, person=escort.person)
    return meeting


def link_to(mission, meeting, **values):
    link = PersonalLinkFactory(mission=mission, person__given_name="Me", person__language="en")
    ParticipationFactory(meeting=meeting, person=link.person, **values)
    return link


@pytest.fixture
def host(mission, meeting):
    link = link_to(mission, meeting, side=HOST)
    MeetingFactory(mission=mission, title_en="Elsewhere", date="2025-04-24", starts_at=None,
                   ends_at=None, part_of_day="morning")  # fmt: skip
    PassengerFactory(transfer=TransferFactory(mission=mission), person=link.person)
    publish(mission=mission, now=NOON)
    return link


@pytest.fixture
def interpreter(mission, meeting):
    link = link_to(mission, meeting, role=INTERPRETER)
    DelegateFactory(mission=mission, person=link.person, role=Delegate.Role.INTERPRETER)
    PassengerFactory(transfer=TransferFactory(mission=mission), person=link.person)
    publish(mission=mission, now=NOON)
    return link


@pytest.mark.parametrize(("language", "title"), [("en", "title"), ("it", "titolo")])
def test_a_host_reads_the_delegation_in_its_order_with_titles_unfolded(
    client, host, language, title
):
    page = client.get(f"/p/{host.key}/{language}/")

    lines = lines_of(page)
    start = next(place for place, line in enumerate(lines) if line.endswith("(3)"))
    university = {"en": "University of Turin", "it": "Università di Torino"}[language]
    assert lines[start + 1 : start + 4] == [
        f"First Rossi, {title} First, {university}",
        f"Second Rossi, {title} Second, {university}",
        "Escort Rossi",
    ]
    assert b"With whom" not in page.content


def test_a_host_reads_their_own_meetings_and_no_ride(client, host):
    schedule = client.get(f"/p/{host.key}/en/").context["schedule"]

    assert [entry.is_transfer for entry in schedule.entries] == [False]
    assert schedule.others == ()
    assert "Elsewhere" not in client.get(f"/p/{host.key}/calendar.ics").content.decode()


@pytest.mark.parametrize("path", ["en/", "it/", "emergency/", "copy/", "calendar.ics"])
def test_a_host_reads_no_number_of_a_delegate_and_not_where_they_sleep(client, host, path):
    text = client.get(f"/p/{host.key}/{path}").content.decode()

    private = ("0115550199", "011 555 0199", "Lake Inn", "consulate")
    assert [word for word in private if word in text] == []


def test_a_host_reads_whom_to_call(client, host):
    assert [contact.phone for contact in client.get(f"/p/{host.key}/en/").context["schedule"].contacts] == [
        "+39 011 555 0100"
    ]  # fmt: skip


def test_an_interpreters_languages_stand_out_with_whom_and_the_ride(client, interpreter):
    page = client.get(f"/p/{interpreter.key}/en/")

    lines = lines_of(page)
    assert 'class="spoken spoken--mine"' in page.content.decode()
    assert "Working languages: English, Italian" in lines
    assert "The delegation, in its order (3)" in lines
    assert [entry.is_transfer for entry in page.context["schedule"].entries] == [True, False]


def test_for_others_languages_are_a_line_and_people_are_folded_up(client, mission, meeting):
    link = link_to(mission, meeting)
    DelegateFactory(mission=mission, person=link.person)
    publish(mission=mission, now=NOON)

    page = client.get(f"/p/{link.key}/en/").content.decode()

    assert 'class="spoken entry__rest"' in page
    assert '<details class="entry__rest"><summary>With whom (3)</summary>' in page
