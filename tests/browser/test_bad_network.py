"""What somebody gives on a network that hangs or loses replies is kept at once and counts once."""

import pytest

from agenda.models import Participation, PrivateItem, Sending
from tests.browser.network import Network
from tests.browser.pages import MOMENT
from tests.browser.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)
WAITS = "Written down on this phone: it is sent when the network returns."
DINNER = ("Aunt Ida", "2025-04-23", "19:30", "22:00")


@pytest.fixture
def network(live_server):
    network = Network(live_server.url)
    yield network
    network.work()
    network.shutdown()
    network.server_close()


@pytest.fixture
def phone(browser, site, network):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Phone(context.new_page(), network.base)
    context.close()


def titles():
    return list(PrivateItem.objects.order_by("pk").values_list("title", flat=True))


def test_on_a_network_that_hangs_it_is_said_at_once_and_a_second_press_adds_nothing(
    phone, site, network
):
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}")
    network.hang()

    phone.add_private_item(*DINNER).wait_for(WAITS)
    phone.add_private_item(*DINNER).wait_for(WAITS)
    before = titles()
    network.work()
    phone.wait_for("only you see this").wait_until_gone(WAITS)

    assert (before, titles()) == ([], ["Aunt Ida"])


def test_what_is_given_before_the_phone_has_kept_the_page_leads_back_to_the_same_language(
    phone, site, network
):
    network.hold_back("/copy/")
    phone.open(f"/p/{site.link.key}/en/{MOMENT}").wait_for_worker()

    phone.press_on("I have seen this version").wait_for("which you said you had seen")

    assert phone.path() == f"/p/{site.link.key}/en/"


def test_an_answer_whose_reply_is_lost_counts_once_though_the_phone_is_closed_meanwhile(
    phone, site, network
):
    mine = Participation.objects.filter(
        person=site.link.person, meeting__in=site.mission.meetings.for_readers()
    ).first()
    address = f"/p/{site.link.key}/en/{MOMENT}"
    phone.open_and_keep(address)
    network.lose_replies()
    phone.answer(f"item-{mine.meeting_id}", "Train", "I can't come").wait_for(WAITS)
    phone.page.close()
    network.work()

    later = Phone(phone.page.context.new_page(), network.base).open(address)
    later.wait_for("You have declined").wait_until_gone(WAITS)

    mine.refresh_from_db()
    assert (mine.response, mine.response_word) == ("declined", "Train")
    assert Sending.objects.count() == 1
