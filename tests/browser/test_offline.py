"""The personal page without a network: what one visit keeps, how it ages, what wipes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agenda.models import Version
from tests.browser.pages import MOMENT
from tests.browser.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture
def phone(browser, site):
    context = browser.new_context(**PHONE)
    yield Phone(context.new_page(), site.base)
    context.close()


@pytest.fixture
def address(site):
    return f"/p/{site.link.key}/en/{MOMENT}"


def test_one_visit_keeps_both_languages_and_the_emergency_page(phone, site, address):
    online = phone.open_and_keep(address).headings()

    phone.lose_network().open(address)

    assert phone.headings() == online
    phone.wait_for("No network: version 2, kept")
    phone.choose_language("it").wait_for("Senza rete: versione 2")
    phone.open(f"/p/{site.link.key}/").wait_for("Chi chiamare")
    phone.open(f"/p/{site.link.key}/emergency/").wait_for("911")
    assert [line for line in phone.complaints if "script" in line] == []


def test_an_old_copy_warns_and_is_renewed_when_the_network_returns(phone, site, address):
    phone.page.clock.install()
    phone.open_and_keep(address).lose_network().open(address)

    phone.let_pass(hours=4).wait_for("It may have changed: call before you rely on it.")
    phone.find_network()

    phone.wait_until_gone("It may have changed: call before you rely on it.")


def test_a_page_left_open_shows_a_new_version_by_itself_when_the_network_returns(phone, site):
    phone.open_and_keep(f"/p/{site.link.key}/en/").lose_network()
    version = site.mission.versions.get(number=2)
    for meeting in version.programme["meetings"]:
        meeting["title"] = {"it": "Titolo nuovo", "en": "A new title"}
    Version.objects.create(
        mission=site.mission, number=3, published_at=timezone.now(), programme=version.programme
    )

    phone.find_network()

    phone.wait_for("A new title")


def test_a_link_that_no_longer_opens_leaves_nothing_on_the_phone(phone, site, address):
    phone.open_and_keep(address)
    assert phone.kept_addresses() == sorted(
        f"/p/{site.link.key}/{path}" for path in ("", "closed/", "it/", "en/", "emergency/")
    )
    site.link.expires_at = timezone.now() - timedelta(days=1)
    site.link.save()

    phone.open(address).wait_for("This link no longer opens")

    assert phone.kept_addresses() == []


def test_a_page_left_open_goes_when_its_link_is_replaced_and_says_what_was_not_sent(phone, site):
    item = site.mission.meetings.for_readers().filter(people=site.link.person).first()
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}").lose_network()
    phone.answer(f"item-{item.pk}", "Train", "I can't come").wait_for("I can't come · Train")
    site.link.replace()

    phone.find_network().wait_for("This link no longer opens")

    phone.wait_for("not sent yet was not delivered: tell the organisers.")
    phone.wait_for(f"{item.title_en} · I can't come · Train")
    assert (phone.kept_addresses(), phone.databases()) == ([], [])


def test_a_new_link_drops_the_copy_of_the_one_it_replaced(phone, site, address):
    phone.open_and_keep(address)
    site.link.replace()

    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}")

    assert {path.split("/")[2] for path in phone.kept_addresses()} == {site.link.key}


def test_a_copy_that_expires_without_a_network_goes_and_says_why_and_whom_to_call(phone, address):
    phone.open_and_keep(address).lose_network().let_copy_expire()

    phone.open(address).wait_for("Questo link non apre più")

    phone.wait_for("Chi chiamare")
    assert [path.split("/", 3)[3] for path in phone.kept_addresses()] == ["closed/"]


def test_two_tabs_at_different_moments_leave_each_other_alone(phone, site, address):
    phone.open_and_keep(address)
    phone.page.evaluate("window.isTheSame = true")
    other = Phone(phone.page.context.new_page(), site.base)

    other.open_and_keep(f"/p/{site.link.key}/en/?at=2025-04-01T08:00")

    assert phone.page.evaluate("window.isTheSame")


def test_a_network_that_is_lost_is_said_at_once(phone, address):
    phone.open_and_keep(address)

    phone.lose_network().wait_for("No network: version 2")


def test_what_is_now_and_next_follows_the_clock_in_a_copy_too(phone, site):
    phone.page.clock.install()
    phone.open_and_keep(f"/p/{site.link.key}/en/?at=2025-04-23T08:00").lose_network()
    before = phone.headings()[0]

    phone.let_pass(hours=2)

    assert phone.headings()[0] != before
