"""What is kept of personal pages between two readings, and what never may be mixed up."""

import gzip
from datetime import UTC, datetime

import pytest

from agenda.publishing import publish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
def link():
    mission = MissionFactory(is_demonstration=True, contact_phone="+390115550100")
    link = PersonalLinkFactory(mission=mission)
    DelegateFactory(mission=mission, person=link.person)
    return link


def meeting_of(link, **values):
    meeting = MeetingFactory(mission=link.mission, **values)
    ParticipationFactory(meeting=meeting, person=link.person)
    return meeting


def test_the_page_comes_compressed_to_a_browser_that_can_read_it(client, link):
    publish(mission=link.mission, now=NOON)

    answer = client.get(f"/p/{link.key}/en/", headers={"accept-encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Whom to call" in gzip.decompress(answer.content).decode()


def test_each_person_and_language_reads_its_own_days(client, link):
    other = PersonalLinkFactory(mission=link.mission)
    meeting_of(link, title_it="Di Ada", title_en="Of Ada")
    meeting_of(other, title_it="Di Bea", title_en="Of Bea")
    publish(mission=link.mission, now=NOON)

    mine = {"Of Ada", "Di Ada", "Of Bea", "Di Bea"}
    read = [
        [
            line
            for line in lines_of(client.get(f"/p/{reader.key}/{language}/?at=2025-04-23T06:00"))
            if line in mine
        ]
        for reader in (link, other)
        for language in ("en", "it")
    ]

    assert read == [
        ["Of Ada", "Of Ada", "Of Bea"],
        ["Di Ada", "Di Ada", "Di Bea"],
        ["Of Bea", "Of Bea"],
        ["Di Bea", "Di Bea"],
    ]
