"""What several processes of the site do at once, on the database that the tests run on."""

import time
from datetime import UTC, datetime

import pytest
from django.db import connection

from agenda.publishing import publish
from tests.factories import MeetingFactory, MissionFactory
from tests.processes import Process, database_address

pytestmark = pytest.mark.django_db(transaction=True)
NOTICED_AFTER_SECONDS = 2


@pytest.fixture
def start(tmp_path):
    started = []

    def starting(how_many):
        address = database_address(connection, tmp_path)
        started.extend(Process(address, tmp_path) for _ in range(how_many))
        assert [process.do("ready") for process in started] == [True] * how_many
        return started

    yield starting
    for process in started:
        process.stop()


@pytest.fixture
def mission():
    mission = MissionFactory()
    MeetingFactory.create_batch(2, mission=mission)
    publish(mission=mission, now=datetime(2025, 4, 20, 9, tzinfo=UTC))
    return mission


def test_organisers_who_publish_at_once_make_whole_versions_one_after_the_other(mission, start):
    here, there = start(2)

    here.begin("edit_and_publish", mission.pk, "here", 10)
    there.begin("edit_and_publish", mission.pk, "there", 10)
    versions = [*here.answer(), *there.answer()]

    assert sorted(number for number, _titles in versions) == list(range(2, 22))
    assert [len(set(titles)) for _number, titles in versions] == [1] * 20


def test_what_is_withdrawn_is_gone_in_every_process_within_two_seconds(mission, start):
    meeting = mission.meetings.first()
    item = f"/it/missions/{mission.slug}/items/{meeting.pk}/"
    pages = [f"/it/missions/{mission.slug}/", f"/en/missions/{mission.slug}/calendar.ics", item]
    desk, elsewhere = processes = start(2)
    assert [process.do("read", page) for process in processes for page in pages] == [200] * 6

    assert desk.do("withdraw_meeting", meeting.pk) == 2
    time.sleep(NOTICED_AFTER_SECONDS)
    assert [process.do("read", item) for process in processes] == [404, 404]
    assert [process.do("read", pages[0]) for process in processes] == [200, 200]

    elsewhere.do("withdraw_mission", mission.pk)
    time.sleep(NOTICED_AFTER_SECONDS)
    assert [process.do("read", page) for process in processes for page in pages] == [404] * 6
