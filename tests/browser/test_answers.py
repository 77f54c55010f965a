"""Answers given without a network: written down, sent once when it returns."""

import pytest

from agenda.models import Participation, Sending
from tests.browser.pages import MOMENT
from tests.browser.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)
WAITS = "Written down on this phone: it is sent when the network returns."


@pytest.fixture
def phone(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Phone(context.new_page(), site.base)
    context.close()


@pytest.fixture
def invitations(site):
    person, mission = site.link.person, site.mission
    mine = Participation.objects.filter(person=person, meeting__in=mission.meetings.for_readers())
    return list(mine.order_by("meeting__date", "pk")[:2])


def given():
    rows = Participation.objects.exclude(response="invited").order_by("pk")
    return [(row.meeting_id, row.response, row.response_word) for row in rows]


def test_answers_without_a_network_wait_and_are_sent_once_when_it_returns(phone, site, invitations):
    first, second = invitations
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}").lose_network()

    phone.answer(f"item-{first.meeting_id}", "From ten", "I am coming").wait_for(WAITS)
    phone.answer(f"item-{second.meeting_id}", "Train", "I can't come").wait_for(WAITS)
    before = given()
    phone.find_network().wait_for("You have declined").wait_until_gone(WAITS)

    assert before == []
    assert given() == [
        (first.meeting_id, "accepted", "From ten"),
        (second.meeting_id, "declined", "Train"),
    ]
    assert Sending.objects.count() == 2


def test_an_answer_with_a_network_shows_at_once(phone, site, invitations):
    item = f"item-{invitations[0].meeting_id}"
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}")

    phone.answer(item, "", "I am coming").wait_for("You have accepted")

    assert given() == [(invitations[0].meeting_id, "accepted", "")]
