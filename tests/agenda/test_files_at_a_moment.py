"""Files of a mission asked for at a moment that can't be read."""

from datetime import UTC, datetime

import pytest

from agenda.publishing import publish
from tests.factories import MeetingFactory, MissionFactory, PersonalLinkFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
FILES = [
    "calendar.ics",
    "days/2025-04-23/calendar.ics",
    "itinerary.json",
    "schedule.xml",
    "changes.atom",
    "programme.pdf",
]
HOW_TO = {
    "en": "Write the moment as 2025-04-23T13:45, on the clocks of the place.",
    "it": "Scrivere il momento così: 2025-04-23T13:45, sull'ora del luogo.",
}  # fmt: skip


def mission_shown(**values):
    mission = MissionFactory(**values)
    MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON)
    return mission


def told(answer):
    return answer.status_code, answer["Content-Type"], answer.content


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("file", FILES)
def test_a_moment_that_cannot_be_read_gets_its_sentence_instead_of_a_file(client, file, language):
    mission = mission_shown(is_demonstration=True)

    wrong = client.get(f"/{language}/missions/{mission.slug}/{file}?at=garbage")
    right = client.get(f"/{language}/missions/{mission.slug}/{file}?at=2025-04-23T09:45")

    assert told(wrong) == (400, "text/plain; charset=utf-8", HOW_TO[language].encode())
    assert right.status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_who_may_not_look_at_another_moment_gets_the_file_of_now(client, file):
    mission = mission_shown()
    address = f"/en/missions/{mission.slug}/{file}"

    assert told(client.get(f"{address}?at=garbage")) == told(client.get(address))


def test_a_personal_calendar_says_so_too(client):
    link = PersonalLinkFactory(mission=mission_shown(is_demonstration=True))

    wrong = client.get(f"/p/{link.key}/en/calendar.ics?at=garbage")

    assert told(wrong) == (400, "text/plain; charset=utf-8", HOW_TO["en"].encode())
