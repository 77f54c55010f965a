"""Every answer has the security headers and can be asked for again without being sent again."""

import gzip

import pytest
from django.db import connection
from django.test import Client

from agenda.publishing import publish
from agenda.site.kept_answers import remembered
from agenda.versions.published import current_pks
from tests.factories import MeetingFactory, PictureFactory
from tests.moments import NOON

pytestmark = pytest.mark.django_db
FILES = ["/robots.txt", "/openapi.json", "/itinerary.schema.json", "/embed.js"]


@pytest.fixture
def slug(settings):
    settings.EMBED_ORIGINS = ["https://elsewhere.example"]  # else nobody is given the script
    meeting = MeetingFactory(mission__is_demonstration=True)
    publish(mission=meeting.mission, now=NOON)
    return meeting.mission.slug


def lacking(answer):
    """Return what an answer lacks of the headers that all have."""
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = {
        "no frames": "frame-ancestors" in policy,
        "no objects": "object-src 'none'" in policy,
        "nothing inline": "unsafe-inline" not in policy,
        "nosniff": answer.headers.get("X-Content-Type-Options") == "nosniff",
        **{
            name: name in answer.headers
            for name in (
                "Referrer-Policy",
                "Permissions-Policy",
                "Cross-Origin-Opener-Policy",
                "Cache-Control",
            )
        },
    }
    return [name for name, is_there in wanted.items() if not is_there]


def addresses(slug):
    logo = PictureFactory()
    pages = ["missions/", f"missions/{slug}/", f"missions/{slug}/?at=2025-04-23T09:45", "privacy/",
             "accessibility/", "feedback/", "feedback/thanks/", f"print/{slug}/", "nothing/"]  # fmt: skip
    return [*(f"/it/{page}" for page in pages), *FILES, f"/logos/{logo.digest}/", "/healthz", "/",
            f"/it/missions/{slug}/calendar.ics", "/p/nothing/"]  # fmt: skip


def test_every_kind_of_answer_has_the_security_headers(client, slug):
    found = {address: lacking(client.get(address)) for address in addresses(slug)}

    assert {address: names for address, names in found.items() if names} == {}


@pytest.mark.parametrize("address", ["/it/missions/", "/healthz", "/admin/"])
def test_a_host_that_is_not_ours_is_told_so_in_both_languages(client, address):
    answer = client.get(address, headers={"host": "elsewhere.example"})

    if address == "/healthz":
        assert answer.status_code == 200
    else:
        text = answer.content.decode()
        assert (answer.status_code, "Richiesta non valida" in text, "Bad request" in text) == (
            400,
            True,
            True,
        )
    assert lacking(answer) == []


def test_the_way_to_https_has_them_too(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60

    answer = Client().get("/it/missions/")

    assert (answer.status_code, lacking(answer)) == (301, [])
    assert answer.headers["Strict-Transport-Security"] == "max-age=60"


def test_a_page_in_memory_outlasts_a_database_that_is_gone(client, slug, monkeypatch):
    address = f"/it/missions/{slug}/"
    before = client.get(address)
    current_pks.clear()

    with connection.execute_wrapper(broken):
        after = client.get(address)

    assert (after.status_code, after.content) == (200, before.content)
    assert remembered(("http", address)) is not None


def broken(execute, sql, params, many, context):
    from django.db import OperationalError  # noqa: PLC0415 - beside what it stands for

    raise OperationalError


@pytest.mark.parametrize("method", ["get", "head"])
def test_public_answers_can_be_asked_for_again_without_being_sent_again(client, slug, method):
    ask = getattr(client, method)
    found = {}
    for address in addresses(slug):
        first = ask(address)
        if first.status_code == 200 and "no-store" not in first.headers["Cache-Control"]:
            again = ask(address, headers={"If-None-Match": first.headers["ETag"]})
            found[address] = (again.status_code, again.content)

    assert {*FILES, "/it/missions/", "/it/privacy/", f"/it/missions/{slug}/"} < set(found)
    assert set(found.values()) == {(304, b"")}


@pytest.mark.parametrize("wish", ["gzip", "GZIP", "*", "br, gzip;q=0.5"])
def test_public_answers_come_compressed_to_whoever_wants_it(client, slug, wish):
    for address in ("/it/privacy/", f"/it/missions/{slug}/?at=2025-04-23T09:45", "/openapi.json"):
        plain = client.get(address)
        small = client.get(address, headers={"Accept-Encoding": wish})

        assert small.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in small.headers["Vary"]
        assert gzip.decompress(small.content) == plain.content


@pytest.mark.parametrize(("language", "words"), [("it", "Non inviato"), ("en", "Not sent")])
def test_a_form_that_was_open_for_too_long_says_so_in_the_reader_s_language(language, words):
    client = Client(enforce_csrf_checks=True, headers={"accept-language": language})

    answer = client.post("/accounts/login/", {"login": "ada", "password": "zq"})

    assert (answer.status_code, words in answer.content.decode(), lacking(answer)) == (
        403,
        True,
        [],
    )
