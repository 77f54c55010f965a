"""The itinerary inside other sites: only those that settings name, and without cookies."""

from datetime import UTC, datetime

import pytest

from agenda.publishing import publish
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
SITES = ["https://example.org", "https://*.example.com"]


@pytest.fixture
def mission():
    mission = MeetingFactory().mission
    publish(mission=mission, now=NOON)
    return mission


def test_no_site_may_show_it_unless_settings_say_so(client, mission):
    addresses = ["/embed.js", f"/en/embed/{mission.slug}/"]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert "embed.js" not in client.get(f"/en/missions/{mission.slug}/").text


@pytest.mark.parametrize(
    ("language", "title", "invitation"),
    [
        ("it", "Incontro con il costruttore", "Mostrare questo programma sul proprio sito"),
        ("en", "Meeting with the maker", "Show this programme on your own site"),
    ],
)
def test_the_sites_named_may_show_it(client, settings, mission, language, title, invitation):
    settings.EMBED_ORIGINS = SITES

    for _time in range(2):  # rendered, then out of memory
        page = client.get(f"/{language}/embed/{mission.slug}/")
        assert title in page.text
        assert "X-Frame-Options" not in page
        policy = page["Content-Security-Policy"]
        assert "frame-ancestors https://example.org https://*.example.com" in policy
        assert not page.cookies
    whole = client.get(f"/{language}/missions/{mission.slug}/")
    assert invitation in whole.text
    assert f'data-mission="{mission.slug}" data-language="{language}"' in whole.text
    assert whole["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in whole["Content-Security-Policy"]


def test_a_withdrawn_mission_is_in_no_frame(client, settings, mission):
    settings.EMBED_ORIGINS = SITES
    mission.is_public = False
    mission.save()

    answer = client.get(f"/en/embed/{mission.slug}/")

    assert (answer.status_code, answer["X-Frame-Options"]) == (404, "DENY")


def test_the_script_has_an_address_that_stays(client, settings):
    settings.EMBED_ORIGINS = SITES

    script = client.get("/embed.js")

    assert script["Content-Type"] == "text/javascript; charset=utf-8"
    assert script["Cache-Control"] == "public, max-age=3600"
    again = client.get("/embed.js", headers={"If-None-Match": script["ETag"]})
    assert again.status_code == 304
