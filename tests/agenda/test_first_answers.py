"""What the server makes before it splits into processes, so that they share it."""

import logging

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from django.utils import timezone

from agenda.models import PageCount
from agenda.publishing import publish
from agenda.site import page_counts
from agenda.site.first_answers import make_first_answers
from agenda.versions.published import forget, kept_answers
from tests.factories import MeetingFactory, MissionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def broken(*args):
    raise OperationalError("no route to host db for user secretary")


@pytest.fixture
def mission():
    mission = MissionFactory()
    MeetingFactory(mission=mission)
    publish(mission=mission, now=timezone.now())
    forget()
    return mission


def test_a_mission_on_the_public_site_is_ready_for_its_first_readers(
    mission, client, django_assert_num_queries
):
    make_first_answers(WSGIHandler())

    ready = {path for _scheme, path in kept_answers}
    pages = {f"/{code}/missions/{mission.slug}/" for code in ("it", "en")}
    assert ready >= pages | {f"{page}calendar.ics" for page in pages}
    with django_assert_num_queries(0):
        page = client.get(f"/en/missions/{mission.slug}/")
    assert page.status_code == 200


def test_a_mission_that_is_not_public_is_not_made_ready(mission):
    type(mission).objects.update(is_public=False)

    make_first_answers(WSGIHandler())

    assert not [path for _scheme, path in kept_answers if mission.slug in path]


def test_the_server_is_not_counted_as_a_reader(mission):
    make_first_answers(WSGIHandler())
    page_counts.write_down()

    assert list(PageCount.objects.all()) == []


def test_a_silent_database_keeps_no_server_from_starting(mission, caplog):
    with connection.execute_wrapper(broken), caplog.at_level(logging.WARNING):
        make_first_answers(WSGIHandler())

    assert "No first answers of missions: OperationalError" in caplog.messages
    assert not [message for message in caplog.messages if "secretary" in message]
