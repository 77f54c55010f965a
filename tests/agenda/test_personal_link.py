"""Personal links: what opens, what no longer does, and what the answers keep to themselves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer
from django.utils import timezone

from agenda.publishing import publish
from tests.factories import MissionFactory, PersonalLinkFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
PRIVATE = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
NEVER_OURS = {
    "en": "The address is not complete, or never was one of ours.",
    "it": "L'indirizzo non è completo, o non è mai stato uno dei nostri.",
}
NO_LONGER = {
    "en": "It has expired or was replaced by a newer one.",
    "it": "È scaduto oppure è stato sostituito da uno più recente.",
}


@pytest.fixture
def link():
    mission = MissionFactory(
        contact_name="Duty desk", contact_phone="+390115550100", contact_email="duty@example.org"
    )
    publish(mission=mission, now=NOON)
    return PersonalLinkFactory(mission=mission)


def private(answer):
    return {name: answer.headers[name] for name in PRIVATE}


@pytest.mark.parametrize("path", ["", "it/", "en/", "calendar.ics", "en/calendar.ics"])
def test_an_open_link_leaves_no_trace(client, link, path):
    answer = client.get(f"/p/{link.key}/{path}")

    assert (answer.status_code, private(answer), dict(client.cookies)) == (200, PRIVATE, {})


@pytest.mark.parametrize("path", ["", "it/", "en/", "calendar.ics", "en/calendar.ics"])
def test_a_closed_link_leaves_no_trace(client, link, path):
    key = link.key
    link.replace()

    answer = client.get(f"/p/{key}/{path}")

    assert (answer.status_code, private(answer), dict(client.cookies)) == (410, PRIVATE, {})


def test_a_new_key_opens_at_once_and_the_old_one_no_longer(client, link):
    old = link.key

    link.replace()

    statuses = [client.get(f"/p/{key}/").status_code for key in (old, link.key)]
    assert statuses == [410, 200]


@pytest.mark.parametrize(("former", "status"), [([], 404), (["former" * 10], 200)])
def test_a_key_signed_with_a_former_secret_opens_as_long_as_that_is_kept(
    client, link, settings, former, status
):
    secret, settings.SECRET_KEY = settings.SECRET_KEY, "former" * 10
    key = link.key
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = secret, former

    assert key != link.key
    assert client.get(f"/p/{key}/").status_code == status


def test_pages_under_a_former_secret_stay_at_their_address_which_the_phone_has_installed(
    client, link, settings
):
    key = link.key
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]

    copy = client.get(f"/p/{key}/copy/").json()

    assert copy["pages"].pop("closed/")  # it leads nowhere
    assert all(f"/p/{key}/" in page for page in copy["pages"].values())
    assert not any(link.key in page for page in copy["pages"].values())


def test_a_replaced_key_is_closed_under_a_former_secret_too(client, link, settings):
    key = link.key
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]
    link.replace()

    answer = client.get(f"/p/{key}/")

    assert (answer.status_code, answer["X-Personal-Link"]) == (410, "closed")


def test_a_link_expires(client, link):
    statuses = []
    for minutes in (1, -1):
        link.expires_at = timezone.now() + timedelta(minutes=minutes)
        link.save()
        statuses.append(client.get(f"/p/{link.key}/").status_code)

    assert statuses == [200, 410]


def test_a_link_is_valid_before_the_moment_it_expires_at(link):
    link.expires_at = NOON

    before = NOON - timedelta(microseconds=1)
    assert [link.opens_with(link.key, now) for now in (before, NOON)] == [True, False]


@pytest.mark.parametrize("language", ["en", "it"])
def test_a_closed_link_says_whom_to_call_in_the_persons_language(client, link, language):
    link.person.language = language
    link.person.save()
    link.expires_at = NOON
    link.save()

    answer = client.get(f"/p/{link.key}/")

    page = answer.content.decode()
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in page
    assert NO_LONGER[language] in page.replace("&#x27;", "'")
    assert 'href="tel:+39-011-555-0100"' in page
    assert 'href="mailto:duty@example.org"' in page


def test_without_a_duty_phone_a_closed_link_names_the_agency(client, settings):
    settings.AGENCY_NAME = "Agenzia Prova"
    link = PersonalLinkFactory(expires_at=NOON)

    page = client.get(f"/p/{link.key}/en/").content.decode()

    assert "Call Agenzia Prova, who sent you the link." in page


def wrong_keys(link):
    """Return keys that we never gave to anybody."""
    pk_and_random, signature = link.key.rsplit(".", 1)
    other = PersonalLinkFactory(mission=MissionFactory())
    return [
        "x",
        pk_and_random,
        link.key[:-1],
        link.key + "x",
        f"{pk_and_random}.{signature.swapcase()}",
        f"{other.pk}-{link.random_part}.{signature}",
        f"{link.pk}-{other.random_part}.{signature}",
        Signer(salt="another", sep=".").sign(pk_and_random),
        Signer(key="another" * 10, salt="agenda.personal_link", sep=".").sign(pk_and_random),
        "%00",
        "è€😀.é",
        "..",
        "' OR 1=1 --",
        "a" * 5000,
    ]


@pytest.mark.parametrize("language", ["en", "it"])
def test_what_was_never_a_key_of_ours_opens_nothing(client, link, language):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    for key in wrong_keys(link):
        answer = client.get(f"/p/{key}/")
        page = answer.content.decode().replace("&#x27;", "'")
        assert (answer.status_code, private(answer)) == (404, PRIVATE), key
        assert (NEVER_OURS[language] in page, "Duty desk" in page) == (True, False), key


def test_a_link_opens_its_own_mission_alone(client, link):
    other = MissionFactory(title_en="Another mission", title_it="Altra missione")
    publish(mission=other, now=NOON)
    there = PersonalLinkFactory(mission=other, person=link.person)

    titles = [
        client.get(f"/p/{one.key}/en/").context["schedule"].mission.title.value
        for one in (link, there)
    ]

    assert titles == ["Mission to Michigan", "Another mission"]


def test_a_link_before_the_first_publication_says_that_there_is_nothing_yet(client):
    link = PersonalLinkFactory()

    page = client.get(f"/p/{link.key}/en/")
    calendar = client.get(f"/p/{link.key}/calendar.ics")

    assert "The programme has not been published yet." in page.content.decode()
    assert (calendar.status_code, b"BEGIN:VEVENT" in calendar.content) == (200, False)


def test_the_address_of_a_link_is_read_and_never_written_to(client, link):
    answers = [
        getattr(client, verb)(f"/p/{link.key}/{path}")
        for verb in ("post", "put", "delete", "patch")
        for path in ("", "calendar.ics")
    ]

    assert [answer.status_code for answer in answers] == [405] * 8


def test_head_answers_as_get_does_without_a_body(client, link):
    answer = client.head(f"/p/{link.key}/")

    assert (answer.status_code, private(answer), answer.content) == (200, PRIVATE, b"")


def test_the_desk_learns_which_version_the_page_and_the_calendar_fetched(client, link):
    client.get(f"/p/{link.key}/")
    publish(mission=link.mission, now=NOON)
    client.get(f"/p/{link.key}/calendar.ics")

    link.refresh_from_db()
    assert (link.page_version, link.feed_version) == (1, 2)
    assert link.page_fetched_at < link.feed_fetched_at


def test_a_fetch_is_noted_once_a_minute_for_each_version(link):
    noted = []
    for seconds, version in ((0, 1), (59, 1), (60, 1), (61, 2)):
        now = NOON + timedelta(seconds=seconds)
        link.note_fetch(what="page", version=version, now=now)
        link.refresh_from_db()
        noted.append((link.page_fetched_at - NOON).seconds)

    assert noted == [0, 0, 60, 61]
