"""What the public calendar says of a meeting that was deleted, or taken from the public."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from agenda.models import Meeting
from agenda.publishing import publish
from agenda.versions.published import forget
from delegation.history.restoring import restore
from tests.factories import MeetingFactory, MissionFactory, VenueFactory

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 4, 20, 12, tzinfo=UTC)
HIDDEN = Meeting.Visibility.PARTICIPANTS


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def meeting(mission):
    made = MeetingFactory(
        mission=mission,
        kind=Meeting.Kind.VISIT,
        venue=VenueFactory(),
        public_venue=True,
        description_en="About seats",
    )
    publish(mission=mission, now=FIRST)
    return made


def publish_next(mission, hours=1):
    publish(mission=mission, now=FIRST + timedelta(hours=hours))
    forget()


def answer(client, mission, language="en"):
    return client.get(f"/{language}/missions/{mission.slug}/calendar.ics")


def events(client, mission, language="en"):
    return Calendar.from_ical(answer(client, mission, language).content).walk("VEVENT")


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "CANCELLED: Company visit"), ("it", "ANNULLATO: Visita aziendale")],
)
def test_of_a_deleted_meeting_calendars_learn_that_it_is_off_and_no_more(
    client, mission, meeting, language, title
):
    (before,) = events(client, mission, language)
    meeting.delete()
    publish_next(mission)

    (event,) = events(client, mission, language)

    assert (event["uid"], event["status"]) == (before["uid"], "CANCELLED")
    assert event["sequence"] == before["sequence"] + 1
    assert event["last-modified"].dt == FIRST + timedelta(hours=1)
    assert (event["summary"], event["dtstart"].dt) == (title, date(2025, 4, 23))
    assert "url" not in event
    assert "location" not in event
    assert "seats" not in event["description"]


def test_a_restored_meeting_is_on_again_for_calendars(client, mission, meeting):
    meeting.delete()
    publish_next(mission)
    (off,) = events(client, mission)
    restore(Meeting.history.first())
    publish_next(mission, hours=2)

    (event,) = events(client, mission)

    assert (event["uid"], event["status"]) == (off["uid"], "CONFIRMED")
    assert event["sequence"] > off["sequence"]


def test_of_what_was_taken_from_the_public_calendars_learn_nothing(client, mission, meeting):
    Meeting.objects.update(visibility=HIDDEN)
    publish_next(mission)
    withdrawn = events(client, mission)
    meeting.delete()
    publish_next(mission, hours=2)

    assert (withdrawn, events(client, mission)) == ([], [])


def test_a_meeting_that_was_never_public_is_never_named(client, mission):
    meeting = MeetingFactory(mission=mission, visibility=HIDDEN)
    publish(mission=mission, now=FIRST)
    meeting.delete()
    publish_next(mission)

    assert events(client, mission) == []


def test_what_was_deleted_stays_off_in_later_versions(client, mission, meeting):
    meeting.delete()
    publish_next(mission)
    (first,) = events(client, mission)
    publish_next(mission, hours=2)

    (again,) = events(client, mission)

    assert (again["sequence"], again["dtstamp"].dt) == (first["sequence"], first["dtstamp"].dt)


@pytest.mark.parametrize("how_many", [1, 3])
def test_what_was_deleted_takes_no_more_queries_for_any_number_of_versions(
    client, mission, meeting, how_many, django_assert_num_queries
):
    meeting.delete()
    for hours in range(how_many):
        publish_next(mission, hours + 1)

    with django_assert_num_queries(4):
        assert len(events(client, mission)) == 1
