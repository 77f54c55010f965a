"""The address of the programme's PDF: what it answers, at what cost, and where it cannot."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.publishing import publish
from agenda.versions import published
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    MissionLogoFactory,
    PictureFactory,
)
from tests.lines import lines_of
from tests.pdf import text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
MISSING = {
    "en": "The programme could not be set as a PDF now. It can be printed from its page.",
    "it": "Il programma non si è potuto preparare in PDF. Si può stampare dalla sua pagina.",
}


@pytest.fixture
def mission():
    mission = MissionFactory(slug="michigan")
    MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON)
    return mission


def programme(client, language="en", query="", **asked):
    return client.get(f"/{language}/missions/michigan/programme.pdf{query}", **asked)


@pytest.mark.parametrize("language", ["en", "it"])
def test_readers_keep_it_for_as_long_as_its_version_is_the_newest(client, mission, language):
    answer = programme(client, language)

    tag = {"If-None-Match": answer["ETag"]}
    assert programme(client, language, headers=tag).status_code == 304
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer["Last-Modified"] == "Sun, 20 Apr 2025 12:00:00 GMT"
    assert answer["Content-Disposition"] == f'inline; filename="michigan-1-{language}.pdf"'
    assert not answer.cookies
    publish(mission=mission, now=NOON + timedelta(hours=1))
    published.current_pks.clear()  # as when a second has passed
    assert programme(client, language, headers=tag).status_code == 200


def test_a_version_has_the_same_bytes_wherever_it_is_set(client, mission):
    first = programme(client).content
    published.forget()  # as in another process

    assert programme(client).content == first


@pytest.mark.parametrize("how_many", [1, 3])
def test_it_takes_four_queries_at_first_and_then_none(
    client, how_many, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(published, "REMEMBERED_SECONDS", 600)  # a slow machine is no failure
    mission = MissionFactory(slug="michigan")
    MeetingFactory.create_batch(how_many, mission=mission)
    MissionLogoFactory.create_batch(how_many, mission=mission)
    publish(mission=mission, now=NOON)

    with django_assert_num_queries(4):
        programme(client)
    with django_assert_num_queries(0):
        programme(client)
        programme(client, query="?from=mail")


def test_a_withdrawn_mission_has_none(client, mission):
    mission.is_public = False
    mission.save()

    assert programme(client).status_code == 404


def test_at_a_moment_before_it_shows_the_version_of_then_without_what_was_withdrawn_since(client):
    mission = MissionFactory(slug="michigan", is_demonstration=True)
    visit = MeetingFactory(mission=mission, title_en="Visit")
    MeetingFactory(mission=mission, title_en="Dinner")
    publish(mission=mission, now=NOON)
    visit.visibility = "organisers"
    visit.save()
    publish(mission=mission, now=NOON + timedelta(days=1))

    lines = text_of(programme(client, query="?at=2025-04-20T18:00").content)

    assert "Version 1" in lines
    assert ("Dinner" in lines, "Visit" in lines) == (True, False)


@pytest.fixture
def broken(mission):
    """Publish a logo that is a picture by its outer form only."""
    picture = PictureFactory(content=b"no picture", media_type="image/png")
    MissionLogoFactory(mission=mission, picture=picture)
    publish(mission=mission, now=NOON + timedelta(hours=1))
    published.forget()


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.usefixtures("broken")
def test_where_none_can_be_set_a_sentence_leads_to_the_page_to_print(client, language):
    answer = programme(client, language)

    sheet = client.get(f"/{language}/print/michigan/")
    assert answer.status_code == 503
    assert any(line.startswith(MISSING[language]) for line in lines_of(answer))
    assert f'href="/{language}/print/michigan/"' in answer.text
    assert (sheet.status_code, "programme.pdf" in sheet.text) == (200, False)


@pytest.mark.parametrize(
    ("language", "words", "comma"), [("en", "Programme", "."), ("it", "Programma", ",")]
)
def test_the_page_to_print_states_its_type_and_size(client, mission, language, words, comma):
    size = f"{len(programme(client, language).content) / 1024:.1f}".replace(".", comma)

    lines = lines_of(client.get(f"/{language}/print/michigan/"))

    assert f"{words} (PDF, {size} KB)" in lines


def test_the_itinerary_its_days_and_items_lead_to_it(client, mission):
    for page in ("", "days/2025-04-23/", f"items/{mission.meetings.get().pk}/"):
        text = client.get(f"/it/missions/michigan/{page}").text
        assert '<a class="action" href="/it/missions/michigan/programme.pdf"' in text
        assert "Programma (PDF)" in text
