"""A programme inside another site's page: it is there, as high as it needs, and sets nothing."""

import pytest

from tests.browser.other_site import OtherSite

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other_site(page, site):
    elsewhere = OtherSite(page, site)
    yield elsewhere
    elsewhere.close()


def test_one_line_on_another_site_shows_the_whole_programme(page, site, other_site, settings):
    settings.EMBED_ORIGINS = [other_site.address]

    seen = other_site.open()

    assert seen.has(site.item.title_en)
    assert seen.hidden_pixels() == 0
    assert (page.context.cookies(), seen.complaints) == ([], [])


def test_a_site_that_is_not_named_shows_nothing(site, other_site, settings):
    settings.EMBED_ORIGINS = ["https://named.example"]

    seen = other_site.open()

    assert not seen.has(site.item.title_en)
    assert "frame-ancestors" in " ".join(seen.complaints)
