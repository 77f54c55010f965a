"""Clashes out of the rows: zones, nights, changes of clocks, other missions."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agenda.clashes import find_clashes
from agenda.models import Meeting, Participation, TravelTime
from agenda.plan.clash_kinds import ClashKind
from agenda.plan.reading import read_plan
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    UnavailabilityFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return MissionFactory(buffer_minutes=10)


@pytest.fixture
def minister():
    return PersonFactory()


def clashes(mission):
    """Return what clashes, without what only warns."""
    return [
        (clash.kind, clash.person) for clash in find_clashes(read_plan(mission)) if clash.blocks
    ]


def attended(person, zone, day, first, last, **values):
    """Make a meeting between two clock times of a zone, with this person in it."""
    starts_at, ends_at = (
        datetime.combine(day, datetime.strptime(clock, "%H:%M").time(), tzinfo=ZoneInfo(zone))  # noqa: DTZ007
        for clock in (first, last)
    )
    if ends_at <= starts_at:
        ends_at += timedelta(days=1)
    meeting = MeetingFactory(
        date=day, starts_at=starts_at.astimezone(UTC), ends_at=ends_at.astimezone(UTC), **values
    )
    ParticipationFactory(meeting=meeting, person=person)
    return meeting


def test_a_programme_in_order_has_no_clash(mission, minister):
    day, venue = date(2025, 4, 23), VenueFactory()
    attended(minister, "America/Detroit", day, "09:30", "10:30", mission=mission, venue=venue)
    attended(minister, "America/Detroit", day, "10:30", "11:30", mission=mission, venue=venue)
    assert clashes(mission) == []


def test_clock_times_of_two_zones_clash_as_moments(minister):
    mission = MissionFactory(time_zone="Europe/Rome")
    tokyo = VenueFactory(time_zone="Asia/Tokyo")
    day = date(2025, 4, 23)
    attended(minister, "Asia/Tokyo", day, "16:30", "17:30", mission=mission, venue=tokyo)
    attended(minister, "Europe/Rome", day, "10:00", "11:00", mission=mission)
    assert clashes(mission) == [(ClashKind.PERSON_TWICE, minister.pk)]


def test_a_dinner_past_midnight_clashes_with_a_ride_of_the_next_day(mission, minister):
    day, venue = date(2025, 4, 23), VenueFactory()
    attended(minister, "America/Detroit", day, "21:00", "00:45", mission=mission, venue=venue)
    ride = TransferFactory(
        mission=mission,
        origin=venue,
        departs_at=datetime(2025, 4, 24, 4, 30, tzinfo=UTC),
        arrives_at=datetime(2025, 4, 24, 5, 0, tzinfo=UTC),
    )
    PassengerFactory(transfer=ride, person=minister)
    assert clashes(mission) == [(ClashKind.PERSON_TWICE, minister.pk)]


def test_across_the_date_line_a_later_day_may_be_an_earlier_moment(minister):
    mission = MissionFactory(
        time_zone="Pacific/Auckland", start_date=date(2025, 5, 1), end_date=date(2025, 5, 3)
    )
    honolulu = VenueFactory(time_zone="Pacific/Honolulu")
    attended(minister, "Pacific/Auckland", date(2025, 5, 2), "10:00", "11:00", mission=mission)
    attended(
        minister, "Pacific/Honolulu", date(2025, 5, 1), "12:30", "13:30",
        mission=mission, venue=honolulu,
    )  # fmt: skip
    assert clashes(mission) == [(ClashKind.PERSON_TWICE, minister.pk)]


def test_the_night_when_clocks_go_back_has_an_hour_more(minister):
    mission = MissionFactory(
        time_zone="Europe/Rome", start_date=date(2025, 10, 25), end_date=date(2025, 10, 26)
    )
    here, there = VenueFactory(), VenueFactory()
    TravelTime.objects.create(origin=here, destination=there, minutes=100)
    attended(
        minister, "Europe/Rome", date(2025, 10, 26), "00:30", "01:30", mission=mission, venue=here
    )
    attended(
        minister, "Europe/Rome", date(2025, 10, 26), "03:00", "04:00", mission=mission, venue=there
    )
    assert clashes(mission) == []  # an hour and a half by the clocks, 150 minutes in truth


def test_the_night_when_clocks_go_forward_has_an_hour_less(minister):
    mission = MissionFactory(
        time_zone="Europe/Rome", start_date=date(2025, 3, 30), end_date=date(2025, 3, 30)
    )
    here, there = VenueFactory(), VenueFactory()
    TravelTime.objects.create(origin=here, destination=there, minutes=60)
    day = date(2025, 3, 30)
    attended(minister, "Europe/Rome", day, "00:30", "01:30", mission=mission, venue=here)
    attended(minister, "Europe/Rome", day, "03:30", "04:00", mission=mission, venue=there)
    assert clashes(mission) == [(ClashKind.TRAVEL_TOO_SHORT, minister.pk)]


def test_who_declined_or_whose_meeting_is_cancelled_is_free(mission, minister):
    ParticipationFactory(meeting=MeetingFactory(mission=mission), person=minister)
    ParticipationFactory(
        meeting=MeetingFactory(mission=mission, status=Meeting.Status.CANCELLED), person=minister
    )
    ParticipationFactory(
        meeting=MeetingFactory(mission=mission),
        person=minister,
        response=Participation.Response.DECLINED,
    )
    assert clashes(mission) == []


def test_a_ride_to_a_cancelled_meeting_no_longer_fits(mission):
    cancelled = MeetingFactory(mission=mission, status=Meeting.Status.CANCELLED)
    TransferFactory(mission=mission, serves=cancelled)
    assert clashes(mission) == [(ClashKind.TRANSFER_MISFIT, None)]


def test_another_mission_of_the_same_day_counts(mission, minister):
    for other in (mission, MissionFactory()):
        ParticipationFactory(meeting=MeetingFactory(mission=other), person=minister)
    assert clashes(mission) == [(ClashKind.PERSON_TWICE, minister.pk)]


def test_another_mission_counts_on_days_far_from_the_missions_own_too(mission, minister):
    day = date(2025, 5, 20)
    for other in (mission, MissionFactory()):
        attended(minister, "America/Detroit", day, "09:30", "10:30", mission=other)
    assert clashes(mission) == [(ClashKind.PERSON_TWICE, minister.pk)]


def test_arrival_departure_and_unavailability_bound_a_persons_day(mission, minister):
    ParticipationFactory(meeting=MeetingFactory(mission=mission), person=minister)
    DelegateFactory(
        mission=mission,
        person=minister,
        arrives_at=datetime(2025, 4, 23, 14, tzinfo=UTC),
        leaves_at=datetime(2025, 4, 23, 14, 15, tzinfo=UTC),
    )
    UnavailabilityFactory(
        person=minister,
        starts_at=datetime(2025, 4, 23, 14, 29, tzinfo=UTC),
        ends_at=datetime(2025, 4, 23, 15, tzinfo=UTC),
    )
    assert clashes(mission) == [
        (ClashKind.BEFORE_ARRIVAL, minister.pk),
        (ClashKind.AFTER_DEPARTURE, minister.pk),
        (ClashKind.UNAVAILABLE, minister.pk),
    ]


def test_a_ride_from_home_is_the_journey_and_one_on_the_spot_is_not(mission, minister):
    DelegateFactory(
        mission=mission, person=minister, arrives_at=datetime(2025, 4, 23, 18, tzinfo=UTC)
    )
    airport = VenueFactory(time_zone="Europe/Rome")
    for origin, hour in ((airport, 8), (VenueFactory(), 16)):
        departs_at = datetime(2025, 4, 23, hour, tzinfo=UTC)
        ride = TransferFactory(
            mission=mission,
            origin=origin,
            departs_at=departs_at,
            arrives_at=departs_at + timedelta(minutes=45),
        )
        PassengerFactory(transfer=ride, person=minister)

    assert clashes(mission) == [(ClashKind.BEFORE_ARRIVAL, minister.pk)]


@pytest.mark.parametrize("room", [{"room_en": "Hall 1"}, {"room_it": "sala  1 "}])
def test_a_room_is_the_same_however_it_is_written(mission, room):
    venue = VenueFactory()
    MeetingFactory(mission=mission, venue=venue, room_it="Sala 1", room_en="Hall 1")
    MeetingFactory(mission=mission, venue=venue, **{"room_it": "", "room_en": "", **room})
    assert clashes(mission) == [(ClashKind.ROOM_TWICE, None)]


def test_rides_are_remarked_on_their_day_of_the_place_and_with_their_texts(mission):
    late = datetime(2025, 4, 27, 3, 30, tzinfo=UTC)  # still the 26th there
    values = {"pickup_point_it": "ingresso nord", "pickup_point_en": ""}
    TransferFactory(
        mission=mission, departs_at=late, arrives_at=late + timedelta(hours=1), **values
    )
    found = [(clash.kind, clash.details) for clash in find_clashes(read_plan(mission))]
    assert found == [
        (ClashKind.OUTSIDE_MISSION, ()),
        (ClashKind.UNTRANSLATED, ("pickup_point",)),
        (ClashKind.NOBODY, ()),
    ]


def test_a_shown_title_that_nobody_confirmed_and_a_missing_language_are_remarked(mission):
    meeting = MeetingFactory(mission=mission, title_en="")
    post = AffiliationFactory()
    ParticipationFactory(meeting=meeting, person=post.person, affiliation=post)
    found = [clash.kind for clash in find_clashes(read_plan(mission))]
    assert found == [ClashKind.TITLE_UNCONFIRMED, ClashKind.UNTRANSLATED]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_plan_takes_the_same_queries_for_any_number_of_items(
    mission, how_many, django_assert_num_queries
):
    for _ in range(how_many):
        ParticipationFactory(meeting=MeetingFactory(mission=mission))
        PassengerFactory(transfer=TransferFactory(mission=mission))

    with django_assert_num_queries(11):
        plan = read_plan(mission)

    assert [len(plan.meetings), len(plan.transfers)] == [how_many, how_many]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_mission_at_the_edge_of_the_calendar_is_read(day):
    mission = MissionFactory(start_date=day, end_date=day)

    assert read_plan(mission).meetings == ()
