"""Clashes in words, as the work list of the desk tells them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agenda.models import AcceptedClash, Meeting
from agenda.plan.clash_words import shortened
from tests.factories import (
    AcceptedClashFactory,
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    TravelTimeFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def mission():
    return MissionFactory(buffer_minutes=10)


def people(*names):
    return [PersonFactory(given_name="", family_name=name) for name in names]


def one_after_the_other(mission, guests):
    """Make two meetings that the same people go to, 20 minutes apart; return their venues."""
    first = MeetingFactory(mission=mission, venue=VenueFactory())
    starts_at = first.ends_at + timedelta(minutes=20)
    then = {"starts_at": starts_at, "ends_at": starts_at + HOUR, "venue": VenueFactory()}
    second = MeetingFactory(mission=mission, **then)
    for guest in guests:
        for meeting in (first, second):
            ParticipationFactory(meeting=meeting, person=guest)
    return first.venue, second.venue


def told(desk, mission, which):
    page = desk.get(reverse("admin:agenda_clashes", args=[mission.pk]))
    return page.context[which]


def sentences(desk, mission):
    return [clash.sentence for clash, _form in told(desk, mission, "open")]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["Ministra"], "Ministra has 20 minutes and needs 45, buffer included."),
        (
            ["Ministra", "Rettore"],
            "Ministra and Rettore have 20 minutes and need 45, buffer included.",
        ),
    ],
)
def test_a_way_that_takes_longer_than_there_is_time_is_told_in_minutes(
    desk, mission, names, sentence
):
    here, there = one_after_the_other(mission, people(*names))
    TravelTimeFactory(origin=here, destination=there, minutes=35)

    assert sentences(desk, mission) == [sentence]


def test_a_way_that_nobody_measured_is_told_as_an_estimate(desk, mission):
    for venue, longitude in zip(
        one_after_the_other(mission, people("Ministra")), ("-83.29", "-83.17"), strict=True
    ):
        venue.latitude, venue.longitude = "42.5", longitude
        venue.save()

    remarks = [clash.sentence for clash in told(desk, mission, "remarks") if clash.way]

    assert sentences(desk, mission) + remarks == [
        "Ministra has 20 minutes and needs about 30, by an estimate."
    ]


def close_together(mission, guest):
    """Make two meetings at two venues, one right after the other, that one person goes to."""
    first = MeetingFactory(mission=mission, venue=VenueFactory())
    hours = {"starts_at": first.ends_at, "ends_at": first.ends_at + HOUR}
    second = MeetingFactory(mission=mission, venue=VenueFactory(), **hours)
    for meeting in (first, second):
        ParticipationFactory(meeting=meeting, person=guest)
    return first.venue, second.venue


UNKNOWN = "Ministra has 0 minutes, less than the buffer of 10; how long the way takes is not known."


def test_less_than_the_buffer_for_an_unknown_way_is_told_and_said_to_be_unknown(desk, mission):
    close_together(mission, *people("Ministra"))

    assert sentences(desk, mission) == [UNKNOWN]


def test_a_reason_for_an_unknown_way_is_none_once_somebody_typed_how_long_it_takes(desk, mission):
    here, there = close_together(mission, *people("Ministra"))
    told_of = told(desk, mission, "open")[0][0]
    address = reverse("admin:agenda_accept_clash", args=[mission.pk, told_of.key])
    desk.post(address, {"state": told_of.state, "reason": "Next door."})
    assert sentences(desk, mission) == []
    TravelTimeFactory(origin=here, destination=there, minutes=1)

    assert sentences(desk, mission) == ["Ministra has 0 minutes and needs 11, buffer included."]


def test_a_vehicle_with_less_than_the_buffer_for_an_unknown_way_is_told(desk, mission):
    first = TransferFactory(mission=mission)
    arrives_at = first.arrives_at + HOUR
    TransferFactory(mission=mission, departs_at=first.arrives_at, arrives_at=arrives_at)

    assert sentences(desk, mission) == [
        "The vehicle has 0 minutes to the next ride, less than the buffer of 10; how long the "
        "way takes is not known."
    ]


def test_a_full_ride_says_for_how_many_it_has_seats(desk, mission):
    ride = TransferFactory(mission=mission, seats=1)
    for person in people("Ministra", "Rettore"):
        PassengerFactory(transfer=ride, person=person)

    assert sentences(desk, mission) == ["2 passengers for 1 seat."]


def test_an_empty_ride_and_one_too_quick_for_its_way_are_told(desk, mission):
    ride = TransferFactory(mission=mission, pickup_point_it="Porta nord", pickup_point_en="")
    TravelTimeFactory(origin=ride.origin, destination=ride.destination, minutes=35)

    remarks = [clash.sentence for clash in told(desk, mission, "remarks")]

    assert sentences(desk, mission) == ["The ride lasts 25 minutes, and the way takes 35."]
    assert remarks == ["In one language only: pickup point.", "Nobody rides."]


def test_a_vehicle_that_can_t_be_back_in_time_is_told_in_minutes(desk, mission):
    first = TransferFactory(mission=mission)
    second = TransferFactory(
        mission=mission, departs_at=first.arrives_at, arrives_at=first.arrives_at + HOUR
    )
    TravelTimeFactory(origin=first.destination, destination=second.origin, minutes=35)

    assert sentences(desk, mission) == ["The vehicle has 0 minutes to the next ride and needs 45."]


def test_an_item_without_hours_is_named_with_its_part_of_the_day(desk, mission):
    MeetingFactory(mission=mission, starts_at=None, ends_at=None, part_of_day="morning")

    (remark,) = told(desk, mission, "remarks")

    assert remark.sentence == "Nobody takes part."
    assert [item.when for item in remark.items] == ["Wednesday 23 April, morning"]


def test_what_was_accepted_is_no_clash_in_the_list_of_meetings(desk, mission):
    meetings = MeetingFactory.create_batch(2, mission=mission, kind=Meeting.Kind.VISIT)
    for person in people("Ministra", "Rettore"):
        for meeting in meetings:
            ParticipationFactory(meeting=meeting, person=person)

    def column():
        page = desk.get(f"/admin/agenda/meeting/?mission={mission.pk}")
        return [row.clashes for row in page.context["cl"].result_list]

    before = column()
    (clash, _form), *_others = told(desk, mission, "open")
    address = reverse("admin:agenda_accept_clash", args=[mission.pk, clash.key])
    desk.post(address, {"state": clash.state, "reason": "Greetings only."})

    assert (before, column()) == ([(1, 0), (1, 0)], [(0, 0), (0, 0)])


def test_the_list_of_delegates_says_how_many_clashes_each_has(desk, mission):
    minister, rector = people("Ministra", "Rettore")
    for person in (minister, rector):
        DelegateFactory(mission=mission, person=person)
    for _number in range(2):
        meeting = MeetingFactory(mission=mission, kind=Meeting.Kind.VISIT)
        ParticipationFactory(meeting=meeting, person=minister)

    def column(shown):
        page = desk.get(f"/admin/delegation/delegate/?mission={shown}")
        return {row.person: row.clashes for row in page.context["cl"].result_list}

    assert column(mission.pk) == {minister: (1, 0), rector: (0, 0)}
    assert column("all") == {minister: None, rector: None}


def test_the_addresses_of_buttons_change_nothing_when_they_are_only_opened(desk, mission):
    row = AcceptedClashFactory(mission=mission)
    addresses = [
        reverse("admin:agenda_reopen_clash", args=[mission.pk, row.pk]),
        reverse("admin:agenda_remember_travel", args=[mission.pk]),
    ]

    answers = [desk.get(address) for address in addresses]

    assert [answer.url for answer in answers] == [
        reverse("admin:agenda_clashes", args=[mission.pk])
    ] * 2
    assert AcceptedClash.objects.get() == row


def test_of_many_people_some_are_named_and_the_others_counted():
    names = ["Ada", "Bice", "Carla", "Dina"]

    assert shortened(names, None) == names
    assert shortened(names, 4) == names
    assert shortened(names, 3) == ["Ada", "Bice", "2 more"]
