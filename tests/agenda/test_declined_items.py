"""An item that its person has declined: there for them, to change their mind, and for nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.publishing import publish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
BACK = {"response": "accepted", "was": "declined", "version": 2}


@pytest.fixture
def mission():
    return MissionFactory(is_demonstration=True)


@pytest.fixture
def meeting(mission):
    return MeetingFactory(mission=mission, visibility="participants", title_en="Closed dinner")


def invited(mission, meeting, name):
    delegate = DelegateFactory(mission=mission, person__given_name=name, person__language="en")
    ParticipationFactory(meeting=meeting, person=delegate.person)
    return PersonalLinkFactory(mission=mission, person=delegate.person)


@pytest.fixture
def link(mission, meeting):
    """Return the link of somebody who has declined, in the version that knows of it."""
    link = invited(mission, meeting, "Ada")
    publish(mission=mission, now=NOON)
    meeting.participations.filter(person=link.person).update(response="declined")
    publish(mission=mission, now=NOON + DAY)
    return link


def open_at(client, link, moment="2025-04-23T09:45"):
    return client.get(f"/p/{link.key}/en/?at={moment}")


def test_it_stays_on_their_page_as_declined(client, link):
    lines = lines_of(client.get(f"/p/{link.key}/en/"))

    assert lines[lines.index("Closed dinner") :].count("You have declined") == 1
    assert lines.count("Closed dinner") == 1
    assert "Change my answer" in lines


def test_it_is_neither_now_nor_next_nor_told_as_a_change(client, link):
    before, during = (
        open_at(client, link, f"2025-04-23T{hour}").context for hour in ("08:00", "09:45")
    )

    assert (before["next"], during["now"], during["changes"]) == ((), (), ())


def test_their_calendar_says_that_it_is_off(client, link):
    text = client.get(f"/p/{link.key}/en/calendar.ics").content.decode()

    assert text.count("BEGIN:VEVENT") == text.count("STATUS:CANCELLED") == 1


def test_who_changes_their_mind_is_told_from_when_and_is_back_then(client, mission, meeting, link):
    client.post(f"/p/{link.key}/en/items/{meeting.pk}/answer/", BACK)
    waiting = lines_of(client.get(f"/p/{link.key}/en/"))
    publish(mission=mission, now=NOON + 2 * DAY)
    back = lines_of(client.get(f"/p/{link.key}/en/"))

    said = "The programme lists you again from its next version on."
    assert [said in waiting, said in back] == [True, False]
    assert "You have accepted" in waiting
    assert [entry.my_role for entry in open_at(client, link).context["schedule"].attended] == [
        "guest"
    ]


def test_others_read_that_the_person_does_not_come_and_not_that_they_declined(
    client, mission, meeting, link
):
    other = invited(mission, meeting, "Bea")
    stranger = PersonalLinkFactory(mission=mission, person__given_name="Cleo")
    publish(mission=mission, now=NOON + 2 * DAY)

    pages = [lines_of(client.get(f"/p/{each.key}/en/")) for each in (other, stranger)]

    assert ["Closed dinner" in page for page in pages] == [True, False]
    assert [any("Ada" in line or "declined" in line for line in page) for page in pages] == [
        False, False,
    ]  # fmt: skip
