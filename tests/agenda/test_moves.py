"""Which rides a moved meeting drags along, and where they go."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agenda.models import Meeting, Transfer
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import MeetingFactory, TransferFactory, VenueFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AFTERWARDS = {
    "departs_at": datetime(2025, 4, 23, 14, 45, tzinfo=UTC),
    "arrives_at": datetime(2025, 4, 23, 15, 15, tzinfo=UTC),
}


@pytest.fixture
def seat():
    return VenueFactory()


@pytest.fixture
def meeting(seat):
    """A meeting from 9:30 to 10:30 in Detroit."""
    return MeetingFactory(venue=seat)


def ride_of(meeting, **values):
    return TransferFactory(mission=meeting.mission, serves=meeting, **values)


def save(desk, meeting, **changes):
    where = address(Meeting, f"{meeting.pk}/change/")
    page = desk.post(where, {**typed(desk.get(where)), **changes})
    return page if page.status_code == 302 else page.context["question"]


def test_a_meeting_that_stays_where_and_when_it_was_asks_for_no_ride(desk, meeting, seat):
    ride_of(meeting, destination=seat)

    assert save(desk, meeting, title_en="Lunch").status_code == 302


def test_each_ride_goes_to_the_new_venue_by_the_end_that_was_at_the_old_one(desk, meeting, seat):
    elsewhere, hotel, gate = VenueFactory(), VenueFactory(), VenueFactory()
    there = ride_of(meeting, origin=hotel, destination=seat)
    back = ride_of(meeting, origin=seat, destination=hotel, **AFTERWARDS)
    to_the_gate = ride_of(meeting, origin=hotel, destination=gate)
    from_the_gate = ride_of(meeting, origin=gate, destination=hotel, **AFTERWARDS)
    rides = [there, back, to_the_gate, from_the_gate]
    answers = {f"ride-{ride.pk}": "move" for ride in rides}

    save(desk, meeting, venue=elsewhere.pk, **answers)

    ends = [
        (row.origin, row.destination)
        for row in Transfer.objects.filter(pk__in=[ride.pk for ride in rides]).order_by("pk")
    ]
    assert ends == [(hotel, elsewhere), (elsewhere, hotel), (hotel, gate), (gate, hotel)]


def test_a_meeting_without_hours_drags_along_the_rides_that_serve_it(desk, seat):
    meeting = MeetingFactory(venue=seat, starts_at=None, ends_at=None, part_of_day="morning")
    ride = ride_of(meeting, destination=seat)
    TransferFactory(mission=meeting.mission, destination=seat)

    move = save(desk, meeting, venue=VenueFactory().pk).move

    assert [(drag.ride, drag.brings) for drag in move.rides] == [(ride, True)]
    assert (move.start_shift, move.end_shift) == (timedelta(0), timedelta(0))


NO_HOURS = {"starts": "", "ends": "", "ends_next_day": []}
TIMES = {"starts_at": None, "ends_at": None}
DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("before", "changes", "shift"),
    [
        ({}, {**NO_HOURS, "part_of_day": "evening"}, 10 * HOUR),
        ({}, {**NO_HOURS, "part_of_day": "morning"}, 0 * HOUR),
        ({}, {**NO_HOURS, "part_of_day": "morning", "date": "2025-04-24"}, DAY),
        (
            {},
            {**NO_HOURS, "part_of_day": "afternoon", "date": "2025-04-24"},
            DAY + 5 * HOUR,
        ),
        ({}, {**NO_HOURS, "part_of_day": "day"}, 0 * HOUR),
        ({**TIMES, "part_of_day": "morning"}, {"date": "2025-04-24"}, DAY),
        (
            {**TIMES, "part_of_day": "morning"},
            {"part_of_day": "", "starts": "10:00", "ends": "11:00"},
            0 * HOUR,
        ),
        (
            {**TIMES, "part_of_day": "evening", "date": date(2025, 3, 8)},
            {"date": "2025-03-09"},  # the clocks go forward in that night
            DAY - HOUR,
        ),
    ],
)
def test_rides_are_asked_about_where_hours_are_or_become_a_part_of_the_day(
    desk, seat, before, changes, shift
):
    meeting = MeetingFactory(venue=seat, **before)
    ride = ride_of(meeting, destination=seat)

    move = save(desk, meeting, **changes).move

    assert [drag.ride for drag in move.rides] == [ride]
    assert (move.start_shift, move.end_shift) == (shift, shift)


def test_a_ride_between_other_places_brings_when_it_leaves_before_the_start(desk, meeting):
    there, back = ride_of(meeting), ride_of(meeting, **AFTERWARDS)

    move = save(desk, meeting, starts="10:30", ends="11:30").move

    assert [(drag.ride, drag.brings) for drag in move.rides] == [(there, True), (back, False)]
    assert (move.start_shift, move.end_shift) == (HOUR, HOUR)
