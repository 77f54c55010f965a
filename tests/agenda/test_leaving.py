"""When to leave: with the ride, else in time to travel; shown on the personal page."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Participation, TravelTime
from agenda.personal.schedule import personal_schedule
from agenda.plan.leaving import FIRST_OF_DAY, Leaving
from agenda.publishing import publish
from tests.agenda.acceptances import accept_all_clashes
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    PersonFactory,
    TransferFactory,
    VenueFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)
DETROIT = "America/Detroit"


@pytest.fixture
def mission():
    return MissionFactory(buffer_minutes=10)


@pytest.fixture
def minister(mission):
    person = PersonFactory()
    DelegateFactory(mission=mission, person=person)
    return person


@pytest.fixture
def stand():
    return VenueFactory()


@pytest.fixture
def factory():
    return VenueFactory()


def meets(person, mission, venue, hour, minute=0, **values):
    """Make an hour's meeting that begins at this time of 23 April in UTC."""
    starts_at = datetime(2025, 4, 23, hour, minute, tzinfo=UTC)
    ends_at = starts_at + timedelta(hours=1)
    hours = {"starts_at": starts_at, "ends_at": ends_at}
    meeting = MeetingFactory(mission=mission, venue=venue, **{**hours, **values})
    ParticipationFactory(meeting=meeting, person=person)
    return meeting


def leavings(mission, person):
    version = publish(mission=mission, now=NOW)
    entries = personal_schedule(version.programme, person.pk, "en").entries
    return [entry.leaving for entry in entries]


def test_of_the_first_item_nobody_knows_when_to_leave_and_where_they_stay_nobody_leaves(
    mission, minister, stand
):
    meets(minister, mission, stand, 13)
    meets(minister, mission, stand, 15)
    assert leavings(mission, minister) == [FIRST_OF_DAY, None]


def test_the_start_less_typed_travel_and_buffer(mission, minister, stand, factory):
    TravelTime.objects.create(origin=stand, destination=factory, minutes=35)
    meets(minister, mission, stand, 13)
    meets(minister, mission, factory, 15)
    at = datetime(2025, 4, 23, 14, 15, tzinfo=UTC)
    assert leavings(mission, minister) == [FIRST_OF_DAY, Leaving(at, minutes=35, buffer=10)]


def test_an_estimate_is_told_as_such(mission, minister, stand, factory):
    for venue, longitude in ((stand, "-83.29"), (factory, "-83.17")):
        venue.latitude, venue.longitude = "42.5", longitude
        venue.save()
    meets(minister, mission, stand, 13)
    meets(minister, mission, factory, 15)
    at = datetime(2025, 4, 23, 14, 30, tzinfo=UTC)
    assert leavings(mission, minister)[1] == Leaving(at, minutes=20, buffer=10, is_estimate=True)


def test_without_coordinates_the_way_is_unknown_and_that_is_said(mission, minister, stand, factory):
    meets(minister, mission, stand, 13)
    meets(minister, mission, factory, 15)
    assert leavings(mission, minister) == [FIRST_OF_DAY, Leaving(at=None)]


def test_a_long_item_hides_no_way_between_two_others(mission, minister, stand, factory):
    TravelTime.objects.create(origin=stand, destination=factory, minutes=35)
    fair = {"starts_at": datetime(2025, 4, 23, 12, tzinfo=UTC)}
    meets(minister, mission, VenueFactory(), 12, **fair, ends_at=fair["starts_at"].replace(hour=22))
    meets(minister, mission, stand, 13)
    meets(minister, mission, factory, 15)
    accept_all_clashes(mission)
    at = datetime(2025, 4, 23, 14, 15, tzinfo=UTC)
    assert leavings(mission, minister) == [FIRST_OF_DAY, None, Leaving(at, minutes=35, buffer=10)]


def test_a_ride_that_goes_there_decides(mission, minister, stand):
    ride = TransferFactory(mission=mission, destination=stand)
    PassengerFactory(transfer=ride, person=minister)
    meets(minister, mission, stand, 13, 30)
    assert leavings(mission, minister) == [None, Leaving(ride.departs_at, by_ride=True)]


def test_a_ride_names_the_meeting_that_it_goes_to_and_whom_one_meets_there(
    client, mission, minister, stand
):
    ride = TransferFactory(mission=mission, destination=stand)
    PassengerFactory(transfer=ride, person=minister)
    meeting = meets(minister, mission, stand, 13, 30, title_en="Talks", title_it="Colloqui")
    host = PersonFactory(given_name="Helen", family_name="Host")
    ParticipationFactory(meeting=meeting, person=host, side=Participation.Side.HOST)
    publish(mission=mission, now=NOW)
    link = PersonalLinkFactory(mission=mission, person=minister)

    lines = lines_of(client.get(f"/p/{link.key}/en/"))

    of_days = lines[lines.index("Wednesday 23 April 2025") :]
    start = next(number for number, line in enumerate(of_days) if line.endswith("Talks"))
    assert of_days[start : start + 2] == ["09:30 Talks", "You meet"]
    assert of_days[start + 2].startswith("Helen Host")


def test_who_doesnt_ride_along_travels_by_the_clock(mission, minister, stand, factory):
    colleague = PersonFactory()
    TravelTime.objects.create(origin=factory, destination=stand, minutes=20)
    meets(colleague, mission, factory, 11)
    meeting = meets(colleague, mission, stand, 13, 30)
    ParticipationFactory(meeting=meeting, person=minister)
    ride = TransferFactory(mission=mission, destination=stand)
    PassengerFactory(transfer=ride, person=minister)
    at = datetime(2025, 4, 23, 13, 0, tzinfo=UTC)
    assert leavings(mission, colleague) == [FIRST_OF_DAY, Leaving(at, minutes=20, buffer=10)]


def test_a_night_lies_between_two_days(mission, minister, stand, factory):
    meets(minister, mission, stand, 13)
    next_day = datetime(2025, 4, 24, 13, tzinfo=UTC)
    meets(
        minister, mission, factory, 13,
        date=next_day.date(), starts_at=next_day, ends_at=next_day + timedelta(hours=1),
    )  # fmt: skip
    assert leavings(mission, minister) == [FIRST_OF_DAY, FIRST_OF_DAY]


def test_a_part_of_the_day_has_no_hour_to_leave(mission, minister, stand, factory):
    meets(minister, mission, stand, 13)
    meets(
        minister, mission, factory, 13,
        starts_at=None, ends_at=None, part_of_day="afternoon", public_time="part_of_day",
    )  # fmt: skip
    assert leavings(mission, minister) == [FIRST_OF_DAY, None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Leave by <strong>10:15</strong>: 35 minutes on the way and 10 to spare."),
        ("it", "Partire entro le <strong>10:15</strong>: 35 minuti di strada e 10 di margine."),
    ],
)
def test_the_personal_page_says_it_on_the_clocks_of_the_place(
    client, mission, minister, stand, factory, language, sentence
):
    TravelTime.objects.create(origin=stand, destination=factory, minutes=35)
    meets(minister, mission, stand, 13)
    meets(minister, mission, factory, 15)
    publish(mission=mission, now=NOW)
    link = PersonalLinkFactory(mission=mission, person=minister)

    page = client.get(f"/p/{link.key}/{language}/").content.decode()

    assert sentence in page


@pytest.mark.parametrize(
    ("hour", "sentence"),
    [
        (10, "Leave by <strong>05:30</strong>, with the transfer. (Rome time)"),
        (4, "Leave by <strong>23:30</strong>, with the transfer. (Tuesday 22 April, Rome time)"),
    ],
)
def test_a_ride_on_other_clocks_or_another_day_says_whose_and_which(
    client, mission, minister, stand, hour, sentence
):
    starts_at = datetime(2025, 4, 23, hour, tzinfo=UTC)
    departs_at = starts_at - timedelta(hours=6, minutes=30)
    arrives_at = starts_at - timedelta(minutes=30)
    airport = VenueFactory(time_zone="Europe/Rome")
    ride = TransferFactory(
        mission=mission,
        origin=airport,
        destination=stand,
        departs_at=departs_at,
        arrives_at=arrives_at,
    )
    PassengerFactory(transfer=ride, person=minister)
    meets(minister, mission, stand, hour)
    publish(mission=mission, now=NOW)
    link = PersonalLinkFactory(mission=mission, person=minister)

    page = client.get(f"/p/{link.key}/en/").content.decode()

    assert sentence in page


def test_the_ride_that_serves_a_meeting_decides_though_it_stops_next_door(
    mission, minister, stand, factory
):
    TravelTime.objects.create(origin=factory, destination=stand, minutes=5)
    meeting = meets(minister, mission, stand, 14)
    ride = TransferFactory(mission=mission, destination=factory, serves=meeting)
    PassengerFactory(transfer=ride, person=minister)
    accept_all_clashes(mission)
    assert leavings(mission, minister)[1] == Leaving(ride.departs_at, by_ride=True)


def test_the_desk_puts_the_evening_before_first(desk, settings, mission, stand, factory):
    settings.SECOND_FACTOR_REQUIRED = False
    visit = meets(PersonFactory(family_name="Rossi"), mission, stand, 10)
    for family_name, minutes in (("Bianchi", 10), ("Verdi", 50)):
        guest = ParticipationFactory(
            meeting=visit, person=PersonFactory(given_name="", family_name=family_name)
        )
        departs_at = datetime(2025, 4, 23, 3, 30, tzinfo=UTC) + timedelta(minutes=minutes)
        ride = TransferFactory(
            mission=mission,
            destination=stand,
            departs_at=departs_at,
            arrives_at=departs_at + timedelta(hours=5),
        )
        PassengerFactory(transfer=ride, person=guest.person)

    page = desk.get(f"/admin/agenda/meeting/{visit.pk}/change/")

    told = [(leaving.clock, people) for leaving, people in page.context["leavings"]]
    assert told == [("23:40", ["Bianchi"]), ("00:20", ["Verdi"]), ("", ["Ada Rossi"])]
    assert "Tuesday 22 April, 23:40" in page.content.decode()


def test_the_desk_says_on_the_item_when_who_has_to_leave(
    desk, settings, mission, minister, stand, factory
):
    settings.SECOND_FACTOR_REQUIRED = False
    TravelTime.objects.create(origin=stand, destination=factory, minutes=35)
    meets(minister, mission, stand, 13)
    visit = meets(minister, mission, factory, 15)
    meets(minister, mission, stand, 20)
    ParticipationFactory(meeting=visit, person=PersonFactory(family_name="Bianchi"))

    page = desk.get(f"/admin/agenda/meeting/{visit.pk}/change/")

    told = [(leaving.clock, people) for leaving, people in page.context["leavings"]]
    assert told == [("10:15", [str(minister)]), ("", ["Ada Bianchi"])]
    assert "first of the day: depends on where they come from" in page.content.decode()


def test_the_personal_page_says_why_it_can_t_say_when_to_leave_for_the_first_item(
    client, mission, minister, stand
):
    meets(minister, mission, stand, 13)
    publish(mission=mission, now=NOW)
    link = PersonalLinkFactory(mission=mission, person=minister)

    page = client.get(f"/p/{link.key}/en/").content.decode()

    assert "First of the day: when to leave depends on where you come from." in page


@pytest.mark.parametrize(
    "values",
    [{"kind": "free"}, {"starts_at": None, "ends_at": None, "part_of_day": "evening"}],
)
def test_free_time_and_what_has_no_hours_say_nothing_of_leaving(mission, minister, stand, values):
    meets(minister, mission, stand, 13, **values)
    assert leavings(mission, minister) == [None]


def test_after_an_item_without_a_place_nothing_is_the_first_of_the_day(mission, minister, stand):
    meets(minister, mission, None, 11)
    meets(minister, mission, stand, 13)
    assert leavings(mission, minister) == [None, None]


def test_who_receives_the_delegation_is_told_nothing_of_the_way(
    desk, settings, mission, minister, stand
):
    settings.SECOND_FACTOR_REQUIRED = False
    visit = meets(minister, mission, stand, 13)
    rector = ParticipationFactory(meeting=visit, side="host", person__family_name="Bianchi").person

    page = desk.get(f"/admin/agenda/meeting/{visit.pk}/change/")

    assert page.context["leavings"] == [(FIRST_OF_DAY, [str(minister)])]
    assert leavings(mission, rector) == [None]
