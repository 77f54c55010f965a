"""What becomes of a calendar that imports a person's file again after each publication."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Meeting
from agenda.publishing import publish
from delegation.history.restoring import restore
from tests.agenda.client_calendar import ClientCalendar
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 4, 20, 12, tzinfo=UTC)
START = datetime(2025, 4, 23, 13, 30, tzinfo=UTC)
TITLE = "Meeting with the maker"
LOST = f"CANCELLED: {TITLE}"


class Person:
    """Somebody with a calendar, who takes part in one meeting."""

    def __init__(self, client):
        self.client, self.calendar, self.now = client, ClientCalendar(), FIRST
        self.mission = MissionFactory()
        self.link = PersonalLinkFactory(mission=self.mission, person__language="en")
        self.meeting = MeetingFactory(mission=self.mission)
        self.part = ParticipationFactory(meeting=self.meeting, person=self.link.person)
        self.import_next()

    def import_next(self):
        publish(mission=self.mission, now=self.now)
        self.now += timedelta(hours=1)
        self.calendar.read(self.client.get(f"/p/{self.link.key}/calendar.ics").content)
        return self.calendar.shown


@pytest.fixture
def person(client):
    return Person(client)


def test_a_moved_item_moves_and_does_not_double(person):
    person.meeting.starts_at += timedelta(hours=2)
    person.meeting.ends_at += timedelta(hours=2)
    person.meeting.save()

    assert person.import_next() == [(TITLE, START + timedelta(hours=2), "CONFIRMED")]


def test_an_import_of_the_same_file_changes_nothing(person):
    assert person.import_next() == person.import_next() == [(TITLE, START, "CONFIRMED")]


def test_a_cancelled_item_is_cancelled(person):
    person.meeting.cancel(reason_it="Neve", reason_en="Snow")

    assert person.import_next() == [(LOST, START, "CANCELLED")]


def test_an_item_that_the_person_was_taken_out_of_is_cancelled_for_them(person):
    person.part.delete()

    shown = [person.import_next() for _version in range(3)]

    assert shown == [[(LOST, START, "CANCELLED")]] * 3


def test_a_deleted_item_is_cancelled(person):
    person.meeting.delete()

    assert person.import_next() == [(LOST, START, "CANCELLED")]


def test_who_is_taken_in_again_has_the_item_again(person):
    person.part.delete()
    person.import_next()
    ParticipationFactory(meeting=person.meeting, person=person.link.person)

    assert person.import_next() == [(TITLE, START, "CONFIRMED")]


def test_a_deleted_item_that_comes_back_is_no_longer_cancelled(person):
    person.meeting.delete()
    person.import_next()
    restore(Meeting.history.first())

    assert person.import_next() == [(TITLE, START, "CONFIRMED")]


def test_a_ride_that_goes_without_the_person_is_cancelled_for_them(person):
    ride = TransferFactory(mission=person.mission)
    seat = PassengerFactory(transfer=ride, person=person.link.person)
    person.import_next()
    seat.delete()

    (shown, _meeting) = person.import_next()

    title = "CANCELLED: Transfer to The maker's seat (minibus A)"
    assert shown == (title, ride.departs_at, "CANCELLED")


def test_a_cancelled_event_does_not_tell_what_changed_after_the_person_left(person):
    person.part.delete()
    person.meeting.title_en = "Secret"
    person.meeting.save()
    person.import_next()

    assert b"Secret" not in person.client.get(f"/p/{person.link.key}/calendar.ics").content
