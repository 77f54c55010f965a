"""Everybody's pages on small phones, and with the text that their browser makes twice as large."""

import pytest

from tests.browser.pages import MOMENT, Reader

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = "?at=2025-04-23T12:50"


@pytest.fixture(params=[(320, 16), (320, 32), (390, 32)], ids=str)
def reader(request, browser_type, browser_type_launch_args, site):
    """Return somebody whose window is so many pixels wide and whose text so many large."""
    width, text = request.param
    args = [*browser_type_launch_args["args"], f"--blink-settings=defaultFontSize={text}"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": args})
    page = browser.new_page(viewport={"width": width, "height": 700})
    yield Reader(page, site.base)
    browser.close()


@pytest.mark.parametrize("language", ["it", "en"])
def test_nothing_stands_beside_the_window_or_breaks_within_an_hour(reader, site, language):
    pages = [
        *(page.replace(MOMENT, BEFORE) for page in site.of_everybody(language)),
        site.emergency(),
        site.boarding(language),
    ]

    wrong = {}
    for address in pages:
        reader.open(address).unfold_all()
        found = reader.overflow(), reader.broken_words()
        if found != (0, []):
            wrong[address] = found

    assert wrong == {}


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_public_page_scrolls_sideways(reader, site, language):
    beside = {address: reader.open(address).overflow() for address in site.public(language)}

    assert {address: pixels for address, pixels in beside.items() if pixels} == {}
