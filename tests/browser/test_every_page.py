"""What only a browser can show, of every page: barriers, foreign requests, width, script."""

import pytest
from django.urls import get_resolver, resolve
from django.urls.exceptions import Resolver404
from django.utils.translation import override

from tests.agenda.test_leaks import own_patterns
from tests.browser.pages import SIGN_IN

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["it", "en"]
FORMS = {
    "personal_seen",
    "personal_answer",
    "personal_board",
    "private_item_add",
    "private_item_change",
    "private_item_delete",
}
NOT_PAGES = {"home", "set_language", "logo", "personal_copy"} | FORMS


def pages_of(site, expired, language):
    return [
        *site.public(language),
        site.personal(language),
        site.emergency(),
        site.boarding(language),
        f"/p/{expired}/{language}/",
        f"/p/nothing/{language}/",
        SIGN_IN,
    ]


def name_of(address):
    """Return the name of the pattern of an address, nothing where there is none."""
    try:
        return resolve(address.partition("?")[0]).url_name
    except Resolver404:
        return ""


def test_these_are_all_pages_there_are(site, expired):
    pages = {
        pattern.name
        for pattern in own_patterns(get_resolver().url_patterns)
        if "." not in pattern.pattern._route  # else it is a file
    }

    with override("it"):
        opened = {name_of(address) for address in pages_of(site, expired, "it")} - {""}

    assert opened - {"account_login"} == pages - NOT_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_barrier_asks_another_host_or_breaks_the_policy(
    reader, site, expired, language
):
    pages = pages_of(site, expired, language)

    barriers = {address: reader.open(address).unfold_all().barriers() for address in pages}

    assert {address: found for address, found in barriers.items() if found} == {}
    assert reader.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_barrier_in_the_dark_on_a_phone(reader, site, expired, language):
    reader.in_the_dark().resize(390)

    barriers = {
        address: reader.open(address).unfold_all().barriers()
        for address in pages_of(site, expired, language)
    }

    assert {address: found for address, found in barriers.items() if found} == {}


@pytest.mark.parametrize("dark", [False, True])
def test_nobodys_personal_page_has_a_barrier_with_all_unfolded(reader, site, dark):
    reader.resize(390)
    if dark:
        reader.in_the_dark()

    barriers = {
        address: reader.open(address).unfold_all().barriers() for address in site.of_everybody("it")
    }

    assert len(barriers) > len(LANGUAGES)
    assert {address: found for address, found in barriers.items() if found} == {}
    assert reader.complaints == []


def test_no_page_is_wider_than_a_small_phone_or_a_window_with_text_of_double_size(
    reader, site, expired
):
    too_wide = {}
    for address in pages_of(site, expired, "it"):
        reader.open(address).unfold_all()
        for width, text in ((320, 100), (1280, 200)):
            if (pixels := reader.resize(width, text=text).overflow()) > 0:
                too_wide[address, width] = pixels

    assert too_wide == {}


def test_every_page_is_there_without_script(without_script, site):
    reader = without_script.open(f"/it/missions/{site.mission.slug}/")

    reader.follow(site.item.title_it)
    assert reader.path() == f"/it/missions/{site.mission.slug}/items/{site.item.pk}/"
    reader.choose_language("en")
    assert reader.path() == f"/en/missions/{site.mission.slug}/items/{site.item.pk}/"
    reader.follow(site.mission.title_en)
    assert reader.path() == f"/en/missions/{site.mission.slug}/"
    reader.open(site.personal("en"))
    assert reader.unfold()
    reader.choose_language("it")
    assert reader.path() == f"/p/{site.link.key}/it/"


@pytest.mark.parametrize("kind", ["public", "personal"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(reader, site, kind):
    address = site.public("en")[1] if kind == "public" else site.personal("en")
    reader.open(address)

    focused, unseen = reader.tab_through()

    assert unseen == []
    assert focused == reader.controls()


def test_a_personal_page_is_used_by_keyboard_alone(reader, site):
    reader.open(site.personal("en")).press_on("Go to the content")
    on_content = reader.page.evaluate("document.activeElement.id")

    reader.press_on("I have seen this version")
    reader.page.get_by_text("which you said you had seen").wait_for()
    reader.press_on("With whom")
    unfolded = reader.sees_what_is_folded_up()
    reader.press_on("Answer the invitation").press_on("I am coming")
    reader.page.get_by_text("You have accepted").first.wait_for()

    assert (on_content, unfolded) == ("main", True)


def test_a_printed_itinerary_has_the_programme_and_no_navigation(reader, site):
    reader.open(site.public("en")[1])

    sheets = reader.print()

    assert (sheets <= 6, reader.sees(site.item.title_en), reader.sees_link("Italiano")) == (
        True,
        True,
        False,
    )


def test_a_printed_personal_page_has_the_phone_numbers_and_what_is_folded_up(reader, site):
    reader.open(site.personal("en"))

    reader.print()

    assert reader.sees_link("Italiano") is False
    assert [reader.sees_link("+1 248"), reader.sees_what_is_folded_up()] == [True, True]
