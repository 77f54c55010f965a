"""What a phone is given to install the personal page and to open it without a network."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from agenda.publishing import publish
from tests.factories import DelegateFactory, MissionFactory, PersonalLinkFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
def link():
    link = PersonalLinkFactory(mission=MissionFactory(), person__language="en")
    DelegateFactory(mission=link.mission, person=link.person)
    return link


def without_moment(page):
    """Return a page without the second in which it was made."""
    return re.sub(r"\b\d{10}\b", "", page)


def test_a_copy_has_the_pages_of_both_languages_and_what_they_need(client, link):
    publish(mission=link.mission, now=NOON)

    copy = client.get(f"/p/{link.key}/copy/").json()

    languages = {path: page.partition('lang="')[2][:2] for path, page in copy["pages"].items()}
    assert languages == {
        "": "en", "en/": "en", "it/": "it", "emergency/": "en", "closed/": "en"
    }  # fmt: skip
    assert (copy["version"], copy["parts"]) == (
        1,
        ["/static/site/personal.css", "/static/site/personal.js"],
    )
    page = client.get(f"/p/{link.key}/it/").content.decode()
    assert without_moment(copy["pages"]["it/"]) == without_moment(page)


def test_there_is_a_copy_before_the_first_version_too(client, link):
    copy = client.get(f"/p/{link.key}/copy/").json()

    assert copy["version"] == 0
    assert "has not been published yet" in copy["pages"]["en/"]


def test_keeping_a_copy_counts_as_having_fetched_the_version(client, link):
    publish(mission=link.mission, now=NOON)

    client.get(f"/p/{link.key}/copy/")

    link.refresh_from_db()
    assert link.page_version == 1


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_copy_takes_the_same_queries_however_many_versions_there_are(
    client, link, how_many, django_assert_num_queries
):
    for day in range(how_many):
        publish(mission=link.mission, now=NOON + timedelta(days=day))
    client.get(f"/p/{link.key}/copy/")

    with django_assert_num_queries(7):
        client.get(f"/p/{link.key}/copy/")


def test_the_installed_page_starts_at_the_link_and_stays_in_it(client, link):
    answer = client.get(f"/p/{link.key}/app.webmanifest")

    manifest = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert {manifest[name] for name in ("id", "start_url", "scope")} == {f"/p/{link.key}/"}
    assert [(icon["src"], icon["sizes"]) for icon in manifest["icons"]] == [
        ("/static/site/icon-192.png", "192x192"),
        ("/static/site/icon-512.png", "512x512"),
    ]


def test_the_worker_comes_from_an_address_whose_scope_is_the_link(client, link):
    answer = client.get(f"/p/{link.key}/worker.js")

    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"addEventListener" in answer.content


@pytest.mark.parametrize("part", ["", "copy/", "worker.js", "app.webmanifest", "emergency/"])
def test_every_answer_says_whether_the_link_still_opens(client, link, part):
    publish(mission=link.mission, now=NOON)
    address = f"/p/{link.key}/{part}"

    before = client.get(address)
    link.replace()
    after = client.get(address)
    never = client.get(f"/p/nothing/{part}")

    said = [
        (answer.status_code, answer.headers["X-Personal-Link"]) for answer in (before, after, never)
    ]
    assert said == [(200, "open"), (410, "closed"), (404, "closed")]
