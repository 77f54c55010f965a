"""The first screen of a phone: what one needs on the way, without scrolling, under the thumb."""

import pytest

from delegation.models import Delegate
from tests.browser.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, UNDER_WAY = "?at=2025-04-23T12:50", "?at=2025-04-23T13:45"


@pytest.fixture
def phone(browser, site):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    yield Phone(context.new_page(), site.base)
    context.close()


@pytest.fixture
def escort(site):
    delegate = site.mission.delegates.get(role=Delegate.Role.ESCORT)
    return site.mission.personal_links.get(person=delegate.person).key


@pytest.mark.parametrize(
    ("moment", "texts"),
    [
        (
            BEFORE,
            ["1 change concerns you", "Nothing is under way.", "Departure at 13:10", "it does not wait", "Side entrance", "Meetings at the General"],
        ),
        (
            UNDER_WAY,
            ["1 change concerns you", "General Motors seat", "14:00", "Meetings at the General", "Host: General Motors"],
        ),
    ],
)  # fmt: skip
def test_now_next_place_and_departure_are_on_it_and_the_thumb_calls(phone, escort, moment, texts):
    phone.open(f"/p/{escort}/en/{moment}")

    assert {text: phone.shows_at_once(text) for text in texts} == dict.fromkeys(texts, True)
    assert phone.bar() == (
        ["Call", "Map", "Boarding", "Emergency"]
        if moment == BEFORE
        else ["Call", "Boarding", "Emergency"]
    )


def test_the_bar_covers_nothing_that_is_focused(phone, site):
    phone.open(f"/p/{site.link.key}/en/{BEFORE}")

    assert phone.covered_by_the_bar() == []


def test_the_bar_is_there_without_script_and_on_no_paper(without_script, escort):
    phone = Phone(without_script.page, without_script.base).open(f"/p/{escort}/en/{BEFORE}")
    there = phone.sees_link("Emergency")

    phone.print()

    assert (there, phone.sees_link("Emergency")) == (True, False)
