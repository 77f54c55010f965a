"""The picture that other sites show beside a link to a mission."""

import struct
from datetime import UTC, datetime, timedelta

import pytest

from agenda.exports import typesetting
from agenda.publishing import publish
from agenda.versions import published
from tests.factories import MeetingFactory, MissionFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def mission():
    mission = MeetingFactory().mission
    publish(mission=mission, now=NOON)
    return mission


def picture(client, mission, language="en"):
    return client.get(f"/{language}/missions/{mission.slug}/picture.png")


def test_each_language_has_a_picture_of_the_size_that_other_sites_show(client, mission):
    drawn = {language: picture(client, mission, language) for language in ("it", "en")}

    for answer in drawn.values():
        assert answer["Content-Type"] == "image/png"
        assert answer.content[:8] == SIGNATURE
        assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
        assert len(answer.content) < 200_000
        assert not answer.cookies
    assert drawn["it"].content != drawn["en"].content


@pytest.mark.parametrize("language", ["it", "en"])
def test_pages_of_the_mission_name_it(client, mission, settings, language):
    text = client.get(f"/{language}/missions/{mission.slug}/delegation/").text

    address = f"{settings.SITE_URL}/{language}/missions/{mission.slug}/picture.png"
    assert f'<meta property="og:image" content="{address}">' in text


@pytest.mark.usefixtures("_slow_machine")
def test_it_is_drawn_once_for_each_version(client, mission, django_assert_num_queries):
    before = picture(client, mission)
    with django_assert_num_queries(0):
        again = picture(client, mission)
    mission.title_en = "Another title"
    mission.save()
    publish(mission=mission, now=NOON + timedelta(hours=1))
    published.current_pks.clear()  # as when a second has passed

    assert again.content == before.content
    assert picture(client, mission).content != before.content


def test_a_funded_mission_has_another_picture_with_the_emblem_of_the_union(client):
    drawn = []
    for statement in ("", "", "co_funded"):
        mission = MissionFactory(funding_statement=statement)
        publish(mission=mission, now=NOON)
        drawn.append(picture(client, mission).content)

    plain, again, funded = drawn
    assert plain == again != funded


def test_texts_are_shown_as_they_are_typed(client):
    mission = MissionFactory(title_en='#panic("x") *bold* $1 \\ [a] "q" ' + "x" * 150)
    publish(mission=mission, now=NOON)

    assert picture(client, mission).status_code == 200


def test_a_withdrawn_mission_has_none(client, mission):
    mission.is_public = False
    mission.save()

    assert picture(client, mission).status_code == 404


def test_a_picture_that_cannot_be_drawn_is_told_in_a_sentence(client, mission, monkeypatch):
    monkeypatch.setattr(typesetting, "LONGEST", 0.001)

    answer = picture(client, mission)

    assert (answer.status_code, answer.text) == (503, "The picture could not be drawn now.")
