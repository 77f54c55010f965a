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
    phone.wait_for("No network: this is version 2, as this phone last had it")
    phone.choose_language("it").wait_for("Assenza di rete: questa è la versione 2")
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
        f"/p/{site.link.key}/{path}" for path in ("", "it/", "en/", "emergency/")
    )
    site.link.expires_at = timezone.now() - timedelta(days=1)
    site.link.save()

    phone.open(address).wait_for("This link no longer opens")

    assert phone.kept_addresses() == []


def test_what_is_now_and_next_follows_the_clock_in_a_copy_too(phone, site):
    phone.page.clock.install()
    phone.open_and_keep(f"/p/{site.link.key}/en/?at=2025-04-23T08:00").lose_network()
    before = phone.headings()[0]

    phone.let_pass(hours=2)

    assert phone.headings()[0] != before
