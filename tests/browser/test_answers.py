"""Answers given without a network: written down, sent once when it returns."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from agenda.models import Participation, Sending, Version
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


def test_answers_under_a_link_that_is_replaced_meanwhile_are_sent_once_under_the_new_one(
    phone, site, invitations
):
    item = f"item-{invitations[0].meeting_id}"
    former = f"/p/{site.link.key}/en/"
    phone.open_and_keep(former).lose_network()
    phone.answer(item, "With two colleagues", "I am coming").wait_for(WAITS)
    phone.add_private_item("Aunt Ida", "2025-04-23", "19:30", "22:00").wait_for(WAITS)
    site.link.replace()
    phone.find_network()

    phone.open_and_keep(f"/p/{site.link.key}/en/").wait_for("You have accepted")

    assert given() == [(invitations[0].meeting_id, "accepted", "With two colleagues")]
    phone.wait_for("only you see this").open(former).wait_for("This link no longer opens")
    assert phone.sees("was not delivered") is False


def test_what_waits_is_said_in_both_languages(phone, site, invitations):
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}").lose_network()

    phone.answer(f"item-{invitations[0].meeting_id}", "Train", "I can't come").wait_for(WAITS)

    phone.choose_language("it").wait_for("Non posso venire · Train")


def test_an_answer_of_another_tab_is_known_to_this_one(phone, site, invitations):
    item, address = f"item-{invitations[0].meeting_id}", f"/p/{site.link.key}/en/{MOMENT}"
    phone.open_and_keep(address)
    other = Phone(phone.page.context.new_page(), site.base).open_and_keep(address)
    phone.lose_network().answer(item, "", "I am coming").wait_for(WAITS)

    other.wait_for(WAITS).answer(item, "Ill", "I can't come").wait_for("I can't come · Ill")
    phone.find_network().wait_for("You have declined")

    assert given() == [(invitations[0].meeting_id, "declined", "Ill")]


def test_an_answer_with_a_network_shows_at_once(phone, site, invitations):
    item = f"item-{invitations[0].meeting_id}"
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}")

    phone.answer(item, "", "I am coming").wait_for("You have accepted")

    expect(phone.page.locator(f"#{item}").get_by_text("You have accepted")).to_be_in_viewport()
    assert given() == [(invitations[0].meeting_id, "accepted", "")]


def test_an_answer_that_waits_is_readable_and_one_overtaken_comes_back_with_the_reason(
    phone, site, invitations
):
    mine = invitations[0]
    item = f"item-{mine.meeting_id}"
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}").lose_network()

    phone.answer(item, "Train", "I can't come").wait_for("I can't come · Train")
    Participation.objects.filter(pk=mine.pk).update(response="accepted")
    phone.find_network().wait_for("Meanwhile your answer stands as “accepted”")

    entry = phone.page.locator(f"#{item}")
    expect(entry.get_by_label("A word to the organisers")).to_have_value("Train")
    assert given() == [(mine.meeting_id, "accepted", "")]
    entry.get_by_role("button", name="I can't come").click()
    phone.wait_for("You have declined")
    assert given() == [(mine.meeting_id, "declined", "Train")]


def test_an_answer_changed_before_it_was_sent_is_the_last_one(phone, site, invitations):
    item = f"item-{invitations[0].meeting_id}"
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}").lose_network()

    phone.answer(item, "", "I am coming").wait_for(WAITS)
    phone.answer(item, "Ill", "I can't come").wait_for("I can't come · Ill")
    phone.find_network().wait_for("You have declined")

    assert given() == [(invitations[0].meeting_id, "declined", "Ill")]


def test_a_refused_answer_to_an_item_that_is_gone_is_said_on_top_until_it_is_read(
    phone, site, invitations
):
    mine = invitations[0]
    phone.open_and_keep(f"/p/{site.link.key}/en/").lose_network()
    phone.answer(f"item-{mine.meeting_id}", "Train", "I can't come").wait_for(WAITS)
    Participation.objects.filter(pk=mine.pk).delete()
    newest = site.mission.versions.get(number=2)
    left = [row for row in newest.programme["meetings"] if row["id"] != mine.meeting_id]
    Version.objects.create(
        mission=site.mission,
        number=3,
        published_at=timezone.now(),
        programme={**newest.programme, "meetings": left},
    )

    phone.find_network().wait_for("the organisers have taken you off it")
    phone.page.get_by_role("button", name="Understood").click()

    phone.wait_until_gone("the organisers have taken you off it")


def test_what_is_being_written_stays_when_the_network_brings_news(phone, site, invitations):
    phone.open_and_keep(f"/p/{site.link.key}/en/").lose_network()
    word = phone.begin_to_answer(f"item-{invitations[0].meeting_id}", "Half a wo")
    newest = site.mission.versions.get(number=2)
    Version.objects.create(
        mission=site.mission, number=3, published_at=timezone.now(), programme=newest.programme
    )

    phone.find_network().wait_for("There is news")

    expect(word).to_have_value("Half a wo")
