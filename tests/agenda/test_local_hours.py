"""Hours that were typed stay as they were typed when the clocks of a place change."""

from datetime import UTC, datetime

import pytest

from agenda.models import Meeting
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    TransferFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


def change(desk, row, **fields):
    where = address(type(row), f"{row.pk}/change/")
    page = desk.post(where, {**typed(desk.get(where)), **fields}, follow=True)
    return page, [str(message) for message in page.context["messages"]]


def test_hours_stay_when_the_venue_gets_a_zone(desk):
    venue = VenueFactory()
    meeting = MeetingFactory(venue=venue)
    ride = TransferFactory(mission=meeting.mission, origin=venue, destination=venue)
    MeetingFactory(mission=meeting.mission)

    _page, told = change(desk, venue, time_zone="America/Chicago")

    meeting.refresh_from_db()
    ride.refresh_from_db()
    assert meeting.starts_at == datetime(2025, 4, 23, 14, 30, tzinfo=UTC)
    assert ride.departs_at == datetime(2025, 4, 23, 13, 45, tzinfo=UTC)
    assert told[0] == "2 items keep their local hours on the new clocks: publish them again."


def test_hours_stay_when_the_mission_moves(desk):
    mission = MissionFactory()
    here = MeetingFactory(mission=mission)
    elsewhere = MeetingFactory(mission=mission, venue=VenueFactory(time_zone="America/Chicago"))
    part = MeetingFactory(mission=mission, part_of_day="morning", starts_at=None, ends_at=None)
    landing = datetime(2025, 4, 22, 20, tzinfo=UTC)
    coming = DelegateFactory(mission=mission, arrives_at=landing)
    by_air = DelegateFactory(
        mission=mission, arrives_at=landing, arrival_time_zone="America/Chicago"
    )

    _page, told = change(desk, mission, time_zone="Asia/Tokyo")

    for row in (here, elsewhere, part, coming, by_air):
        row.refresh_from_db()
    assert here.starts_at == datetime(2025, 4, 23, 0, 30, tzinfo=UTC)
    assert elsewhere.starts_at == datetime(2025, 4, 23, 13, 30, tzinfo=UTC)
    assert coming.arrives_at == datetime(2025, 4, 22, 7, tzinfo=UTC)
    assert by_air.arrives_at == landing
    assert told[0].startswith("2 items keep")


def test_an_hour_that_the_new_clocks_skip_is_refused_and_nothing_moves(desk):
    mission = MissionFactory(time_zone="Europe/Rome")
    meeting = MeetingFactory(
        mission=mission,
        date="2025-03-09",
        starts_at=datetime(2025, 3, 9, 1, 30, tzinfo=UTC),
        ends_at=datetime(2025, 3, 9, 3, 30, tzinfo=UTC),
    )

    page, _told = change(desk, mission, time_zone="America/Detroit")

    mission.refresh_from_db()
    meeting.refresh_from_db()
    assert "does not exist" in page.context["adminform"].form.errors["time_zone"][0]
    assert (str(mission.time_zone), meeting.starts_at.hour) == ("Europe/Rome", 1)


def test_a_ride_that_would_arrive_before_it_departs_is_refused(desk):
    ride = TransferFactory()

    page, _told = change(desk, ride.destination, time_zone="Asia/Tokyo")

    assert page.context["adminform"].form.errors["time_zone"] == [
        "The transfer arrives before it departs."
    ]


@pytest.mark.parametrize(("seats", "riding"), [(2, 2), (1, 0)])
def test_all_who_take_part_ride_where_they_fit(desk, seats, riding):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting, seats=seats)
    ParticipationFactory.create_batch(2, meeting=meeting)
    ParticipationFactory(meeting=meeting, side="host")
    ParticipationFactory(meeting=meeting, response="declined")

    _page, told = change(desk, meeting, **{"transfers-0-everybody": "on"})

    assert ride.seats_taken.count() == riding
    too_many = "2 passengers don't fit 1 seat: take some out or choose a larger vehicle."
    assert (too_many in told) == (not riding)


def test_working_languages_are_ticked(desk):
    meeting = MeetingFactory()

    change(desk, meeting, languages=["it", "en"])
    page, _told = change(desk, meeting, languages=["xx"])

    assert Meeting.objects.get().languages == ["it", "en"]
    assert "languages" in page.context["adminform"].form.errors


def test_a_new_meeting_says_on_which_clocks_it_is_typed(desk):
    MissionFactory(time_zone="Asia/Tokyo")

    page = desk.get(address(Meeting, "add/")).content.decode()

    assert "Tokyo time, unless the venue has another one" in page
