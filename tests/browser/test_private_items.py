"""Something of one's own, written down on a phone without a network, and refused there."""

import pytest
from playwright.sync_api import expect

from agenda.models import PrivateItem
from tests.browser.pages import MOMENT
from tests.browser.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)
WAITS = "Written down on this phone: it is sent when the network returns."
REFUSED = "It ends before it starts: correct one of the hours."


@pytest.fixture
def phone(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Phone(context.new_page(), site.base)
    context.close()


def titles():
    return list(PrivateItem.objects.order_by("pk").values_list("title", flat=True))


def test_without_a_network_it_waits_and_is_sent_once_when_it_returns(phone, site):
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}").lose_network()

    phone.add_private_item("Aunt Ida", "2025-04-23", "19:30", "22:00").wait_for(WAITS)
    before = titles()
    phone.find_network().wait_for("Aunt Ida").wait_until_gone(WAITS)

    assert (before, titles()) == ([], ["Aunt Ida"])


def test_what_is_refused_comes_back_with_the_sentence_until_it_is_corrected(phone, site):
    phone.open_and_keep(f"/p/{site.link.key}/en/{MOMENT}")

    phone.add_private_item("Aunt Ida", "2025-04-23", "19:30", "18:00").wait_for(REFUSED)
    given_back = phone.page.locator("section", has=phone.page.locator("#private"))
    expect(given_back.get_by_label("Title")).to_have_value("Aunt Ida")
    before = titles()
    phone.add_private_item("Aunt Ida", "2025-04-23", "19:30", "22:00")
    phone.wait_for("only you see this").wait_until_gone(REFUSED)

    assert (before, titles()) == ([], ["Aunt Ida"])


def test_it_is_written_down_changed_and_taken_out_without_script(without_script, site):
    phone = Phone(without_script.page, site.base)
    phone.open(f"/p/{site.link.key}/en/")
    phone.add_private_item("Aunt Ida", "2025-04-23", "19:30", "18:00").wait_for(REFUSED)
    form = phone.page.locator("section", has=phone.page.locator("#refused"))
    form.get_by_label("To").fill("22:00")
    form.get_by_role("button", name="Save").click()
    phone.wait_for("only you see this")
    saved = titles()

    entry = phone.page.locator(f"#private-{PrivateItem.objects.get().pk}")
    entry.locator("summary").click()
    entry.get_by_role("button", name="Take out").click()
    phone.wait_until_gone("only you see this")

    assert (saved, titles()) == (["Aunt Ida"], [])
