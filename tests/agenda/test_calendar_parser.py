"""The calendars read by another library than the one that wrote them."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject

from agenda.publishing import publish
from agenda.versions.published import forget
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    TransferFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def events(client, address):
    """Return the events of a calendar by UID, each component valid by the rules of the library."""
    calendar = vobject.readOne(client.get(address).content.decode())
    calendar.validate(raiseException=True)
    assert calendar.version.value == "2.0"
    return {event.uid.value: event for event in calendar.vevent_list}


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def meeting(mission):
    return MeetingFactory(mission=mission, venue=VenueFactory(), public_venue=True)


def test_the_public_calendar_is_read_with_its_moments(client, mission, meeting):
    publish(mission=mission, now=NOW)

    (event,) = events(client, f"/en/missions/{mission.slug}/calendar.ics").values()

    assert (event.dtstart.value, event.dtend.value) == (meeting.starts_at, meeting.ends_at)
    assert (event.summary.value, event.status.value) == ("Meeting with the maker", "CONFIRMED")


def test_a_moved_meeting_keeps_its_uid_and_counts_up(client, mission, meeting):
    publish(mission=mission, now=NOW)
    address = f"/en/missions/{mission.slug}/calendar.ics"
    first = events(client, address)
    meeting.starts_at += QUARTER
    meeting.ends_at += QUARTER
    meeting.save()
    publish(mission=mission, now=NOW + timedelta(hours=1))
    forget()
    second = events(client, address)

    assert list(first) == list(second)
    (uid,) = first
    assert [int(seen[uid].sequence.value) for seen in (first, second)] == [0, 1]
    assert second[uid].dtstart.value == meeting.starts_at


def test_the_personal_calendar_is_read_with_its_rides(client, mission, meeting):
    link = PersonalLinkFactory(mission=mission)
    ParticipationFactory(meeting=meeting, person=link.person)
    ride = TransferFactory(mission=mission, destination=meeting.venue)
    PassengerFactory(transfer=ride, person=link.person)
    publish(mission=mission, now=NOW)

    found = events(client, f"/p/{link.key}/calendar.ics")

    starts = sorted(event.dtstart.value for event in found.values())
    assert starts == [ride.departs_at, meeting.starts_at]


@pytest.mark.parametrize(
    ("zone", "month", "offset_hours"),
    [
        ("America/Detroit", 1, -5),
        ("America/Detroit", 7, -4),
        ("Europe/Rome", 10, 2),
        ("Pacific/Auckland", 1, 13),
        ("Asia/Tokyo", 6, 9),
        ("Asia/Kolkata", 6, 5.5),
    ],
)
def test_every_zone_is_described_by_single_changes_that_any_client_reads(
    client, zone, month, offset_hours
):
    mission = MissionFactory(time_zone=zone)
    starts_at = datetime(2025, month, 15, 12, tzinfo=UTC)
    MeetingFactory(mission=mission, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    publish(mission=mission, now=NOW)
    address = f"/en/missions/{mission.slug}/calendar.ics"

    (event,) = events(client, address).values()

    start = event.dtstart.value
    assert (start, start.utcoffset()) == (starts_at, timedelta(hours=offset_hours))
    assert b"RDATE" not in client.get(address).content
