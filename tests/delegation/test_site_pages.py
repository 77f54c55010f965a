"""What every page of the public site carries, and the pages about the site itself."""

import gzip
import math
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from agenda.publishing import publish
from tests.agenda.test_kept_answers import NOON, SECURITY, addresses
from tests.factories import MeetingFactory, MissionFactory

pytestmark = pytest.mark.django_db
ABOUT = [
    f"/{language}/{page}/" for language in ("it", "en") for page in ("privacy", "accessibility")
]
UPDATED = {"it": "Ultimo aggiornamento: ", "en": "Last update: "}


def funded():
    return MissionFactory(funding_statement="co_funded", coordinator=None)


@pytest.mark.parametrize("address", ABOUT)
def test_pages_about_the_site_are_in_both_languages_and_say_when_they_were_written(client, address):
    seen = client.get(address)

    text = seen.content.decode()
    assert UPDATED[address[1:3]] in text
    assert f'<html lang="{address[1:3]}">' in text
    assert not seen.cookies
    assert set(SECURITY) <= set(seen.headers)
    unchanged = client.get(address, headers={"If-None-Match": seen["ETag"]})
    assert unchanged.status_code == 304


def test_the_accessibility_statement_is_linked_where_there_is_one(client, settings):
    official = "https://form.agid.example/view/1/"
    without = client.get("/en/accessibility/").content.decode()
    settings.ACCESSIBILITY_STATEMENT_URL = official
    with_one = client.get("/en/accessibility/").content.decode()

    assert "has not been made yet" in without
    assert official not in without
    assert "has not been made yet" not in with_one
    assert f'<a href="{official}">' in with_one


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_privacy_notice_lists_all_that_is_written_on_devices(client, language):
    text = client.get(f"/{language}/privacy/").content.decode()

    for store in ("cache storage", "service worker", "IndexedDB", "local storage"):
        assert store in text


def test_what_only_the_body_may_say_is_said_by_it_or_not_at_all(client, settings):
    without = client.get("/en/privacy/").content.decode()
    settings.PRIVACY = {
        "controller": "Example Agency, Via Roma 1",
        "officer": "dpo@example.org",
        "notice_url": "https://example.org/privacy",
        "months": 60,
    }
    with_all = client.get("/en/privacy/").content.decode()

    assert (without.count("Not stated yet"), with_all.count("Not stated yet")) == (4, 0)
    for stated in (
        "<dd>Example Agency, Via Roma 1</dd>",
        '<a href="mailto:dpo@example.org">',
        '<a href="https://example.org/privacy">',
        "60 months after the end of the mission",
    ):
        assert (stated in without, stated in with_all) == (False, True)


@pytest.mark.parametrize("page", ["privacy", "accessibility", "figures", "feedback", "nothing"])
@pytest.mark.parametrize("language", ["it", "en"])
def test_every_page_about_the_site_says_where_it_stands_and_when_it_was_updated(
    client, page, language
):
    text = client.get(f"/{language}/{page}/").content.decode()

    assert '<li class="breadcrumb-item active" aria-current="page">' in text
    assert UPDATED[language] in text
    assert "UTC" not in text


def test_skip_links_lead_to_programme_content_footer_and_statement(client, settings):
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)
    itinerary, site_page = f"/en/missions/{meeting.mission.slug}/", "/en/privacy/"

    def skipped_to(address):
        skips = client.get(address).content.decode().split('class="skiplinks"')[1]
        return re.findall(r'href="(.*?)"', skips.split("</nav>")[0])

    assert skipped_to(itinerary) == ["#programme", "#content", "#footer", "/en/accessibility/"]
    settings.ACCESSIBILITY_STATEMENT_URL = "https://form.agid.example/view/1/"
    assert skipped_to(site_page) == ["#content", "#footer", "https://form.agid.example/view/1/"]


def test_who_is_kept_out_is_told_whom_to_tell(client, settings):
    without = client.get("/en/accessibility/").content.decode()
    settings.CONTACT_EMAIL, settings.CONTACT_PHONE = "missions@example.org", "+39 011 1234567"
    with_contacts = client.get("/en/accessibility/").content.decode()

    assert "/en/feedback/?page=/en/accessibility/" in without
    assert "Difensore civico per il digitale" in without
    for contact in ('href="mailto:missions@example.org"', 'href="tel:+390111234567"'):
        assert (contact in without, contact in with_contacts) == (False, True)
        assert [contact in client.get(f"/en/{page}/").text for page in ("feedback", "privacy")] == [
            True,
            True,
        ]


def test_with_the_official_statement_elsewhere_the_page_for_barriers_is_still_led_to(
    client, settings
):
    assert "Report a barrier" not in client.get("/en/privacy/").text
    settings.ACCESSIBILITY_STATEMENT_URL = "https://form.agid.example/view/1/"
    settings.TRANSPARENCY_URL = "https://example.org/trasparenza"

    page = client.get("/en/missions/").text

    assert '<a href="/en/accessibility/">Report a barrier</a>' in page
    assert '<a href="https://example.org/trasparenza">Transparent administration</a>' in page


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_page_of_a_mission_has_the_ways_round_and_its_last_update(client, language):
    meeting = MeetingFactory(mission=funded())
    publish(mission=meeting.mission, now=NOON)

    for address in addresses(meeting, language)[:-1]:
        text = client.get(address).content.decode()
        for needed in ('href="#content"', 'id="content"', 'href="#footer"', 'id="footer"'):
            assert needed in text
        assert f'href="/{language}/privacy/"' in text
        assert f'href="/{language}/accessibility/"' in text
        assert UPDATED[language] in text


@pytest.mark.parametrize(
    ("language", "statement"),
    [("it", "Cofinanziato dall&#x27;Unione europea"), ("en", "Co-funded by the European Union")],
)
def test_emblem_and_statement_stand_on_top_and_at_the_foot_of_every_page(
    client, language, statement
):
    meeting = MeetingFactory(mission=funded())
    publish(mission=meeting.mission, now=NOON)

    for address in addresses(meeting, language)[1:-1]:
        text = client.get(address).content.decode()
        top, foot = text.split("<h1")
        assert ("site/eu-emblem.svg" in top, statement in top) == (True, True)
        assert ("site/eu-emblem.svg" in foot, statement in foot) == (True, True)


def test_a_mission_that_nobody_funds_has_no_emblem(client):
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)

    for address in addresses(meeting)[:-1]:
        assert "eu-emblem" not in client.get(address).content.decode()


def rounded(point):
    return tuple(round(value, 1) for value in point)


def test_the_emblem_has_its_official_geometry_and_colours():
    drawing = Path(finders.find("site/eu-emblem.svg")).read_text(encoding="utf-8")

    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing).groups())
    star = [
        tuple(map(float, p.split(","))) for p in re.search('points="(.*?)"', drawing)[1].split()
    ]
    stars = [tuple(map(float, p)) for p in re.findall(r'#star" x="(.*?)" y="(.*?)"', drawing)]
    hours = [
        (width / 2 + height / 3 * math.sin(angle), height / 2 - height / 3 * math.cos(angle))
        for angle in (math.radians(30 * hour) for hour in range(12))
    ]
    assert (width / height, re.findall('fill="(.*?)"', drawing)) == (1.5, ["#039", "#fc0"])
    assert {rounded(point) for point in stars} == {rounded(point) for point in hours}
    assert [math.hypot(*point) for point in star[::2]] == pytest.approx([height / 18] * 5, abs=0.01)
    assert star[0] == pytest.approx((0, -height / 18))


def test_stylesheets_are_sent_compressed_where_nothing_was_collected(client):
    name = "site/base.css"
    sent = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"})

    assert sent["Content-Encoding"] == "gzip"
    assert gzip.decompress(sent.getvalue()) == Path(finders.find(name)).read_bytes()
