"""Boarding lists: an escort or a driver ticks who is in the vehicle."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from agenda.publishing import publish
from delegation.models import Delegate
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    PassengerFactory,
    PersonalLinkFactory,
    TransferFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def mission():
    return MissionFactory(is_demonstration=True)


@pytest.fixture
def ride(mission):
    return TransferFactory(mission=mission, strict=True)


@pytest.fixture
def seats(mission, ride):
    names = ("Ada", "Bea", "Carla")
    people = [DelegateFactory(mission=mission, person__given_name=name).person for name in names]
    return [PassengerFactory(transfer=ride, person=person) for person in people]


def link_of(mission, role):
    delegate = DelegateFactory(mission=mission, role=role, person__language="en")
    return PersonalLinkFactory(mission=mission, person=delegate.person)


@pytest.fixture
def escort(mission, seats):
    link = link_of(mission, Delegate.Role.ESCORT)
    publish(mission=mission, now=NOON)
    return link


def tick(client, link, ride, *, boarded, was=(), **values):
    sent = {
        "boarded": [seat.person_id for seat in boarded],
        "was": [seat.person_id for seat in was],
    }
    return client.post(f"/p/{link.key}/en/boarding/{ride.pk}/", {**sent, **values})


def aboard(ride):
    seats = ride.seats_taken.filter(boarded_at__isnull=False).order_by("pk")
    return [seat.person.given_name for seat in seats]


def test_whom_two_people_tick_at_one_door_boards_once(client, escort, ride, seats):
    for _phone in range(2):
        tick(client, escort, ride, boarded=seats[:1])
        ride.seats_taken.filter(boarded_at__isnull=False).update(boarded_at=NOON)

    boarded = [seat.boarded_at for seat in ride.seats_taken.order_by("pk")]
    tick(client, escort, ride, boarded=seats[:1])

    assert boarded == [NOON, None, None]
    assert [seat.boarded_at for seat in ride.seats_taken.order_by("pk")] == boarded


def test_the_escort_reads_who_rides_and_that_it_does_not_wait(client, escort, ride, seats):
    tick(client, escort, ride, boarded=seats[:1])

    lines = lines_of(client.get(f"/p/{escort.key}/en/boarding/"))

    start = lines.index("minibus A: Hotel → The maker's seat")
    assert lines[start + 1 : start + 7] == [
        "strict departure: it does not wait",
        "1 of 3 on board Written down on this phone, still to be sent. "  # seen while it is so
        "The programme has changed. Show it",
        "Ada Rossi",
        "Bea Rossi",
        "Carla Rossi",
        "Save",
    ]


def test_ticks_are_written_down_and_taken_back(client, escort, ride, seats):
    back = tick(client, escort, ride, boarded=seats[:2])
    first = aboard(ride)
    tick(client, escort, ride, boarded=seats[1:2], was=seats[:2])

    assert (back.status_code, back.url) == (
        303,
        f"/p/{escort.key}/en/boarding/#ride-{ride.pk}",
    )
    assert (first, aboard(ride)) == (["Ada", "Bea"], ["Bea"])


def test_two_who_count_at_one_door_do_not_undo_each_other(client, mission, escort, ride, seats):
    colleague = link_of(mission, Delegate.Role.ESCORT)
    publish(mission=mission, now=NOON)

    tick(client, escort, ride, boarded=seats[:1])
    tick(client, colleague, ride, boarded=seats[2:])

    assert aboard(ride) == ["Ada", "Carla"]


def test_ticks_that_come_twice_count_once(client, escort, ride, seats):
    number = uuid4()
    tick(client, escort, ride, boarded=seats[:1], id=number)
    tick(client, escort, ride, boarded=[], was=seats[:1])
    tick(client, escort, ride, boarded=seats[:1], id=number)

    assert aboard(ride) == []


def test_a_driver_counts_their_own_rides_and_nobody_elses(client, mission, ride, seats):
    driver = link_of(mission, Delegate.Role.DRIVER)
    later = {"departs_at": ride.arrives_at + HOUR, "arrives_at": ride.arrives_at + 2 * HOUR}
    own = TransferFactory(mission=mission, driver=driver.person, vehicle_en="car B", **later)
    PassengerFactory(transfer=own, person=seats[0].person)
    publish(mission=mission, now=NOON)

    lines = lines_of(client.get(f"/p/{driver.key}/en/boarding/"))
    tick(client, driver, ride, boarded=seats)

    assert [line for line in lines if "→" in line] == ["car B: Hotel → The maker's seat"]
    assert aboard(ride) == []


def test_a_driver_reads_no_meeting_of_the_delegation(client, mission):
    driver = link_of(mission, Delegate.Role.DRIVER)
    delegate = link_of(mission, Delegate.Role.MEMBER)
    MeetingFactory(mission=mission, title_en="Of the delegation")
    publish(mission=mission, now=NOON)

    read = [
        "Of the delegation" in lines_of(client.get(f"/p/{link.key}/en/"))
        for link in (driver, delegate)
    ]

    assert read == [False, True]


def test_rides_that_have_arrived_stand_below_those_to_come(client, mission, escort, ride):
    moments = ("2025-04-23T08:00", "2025-04-23T09:10", "2025-04-23T10:00")

    pages = [client.get(f"/p/{escort.key}/en/boarding/?at={moment}") for moment in moments]

    assert [(len(page.context["coming"]), len(page.context["over"])) for page in pages] == [
        (1, 0), (0, 1), (0, 1)
    ]  # fmt: skip
    assert "Rides that have arrived (1)" in lines_of(pages[-1])


def test_a_delegate_counts_nobody(client, mission, ride, seats, escort):
    delegate = link_of(mission, Delegate.Role.MEMBER)

    page = client.get(f"/p/{delegate.key}/en/boarding/")
    refused = tick(client, delegate, ride, boarded=seats)

    assert refused.status_code == 422
    assert "This ride is not yours to count any more: call the organisers." in lines_of(refused)
    assert "You have no passengers to count." in lines_of(page)
    assert "Ada Rossi" not in lines_of(page)
    assert aboard(ride) == []
    assert "boarding" not in client.get(f"/p/{delegate.key}/en/").content.decode()


def test_the_copy_of_an_escort_has_the_lists_in_both_languages(client, escort):
    pages = client.get(f"/p/{escort.key}/copy/").json()["pages"]

    assert {"it/boarding/", "en/boarding/"} <= set(pages)
    assert f'href="/p/{escort.key}/en/boarding/"' in pages["en/"]


def test_who_is_no_passenger_is_not_ticked_but_all_others_are(client, mission, escort, ride, seats):
    elsewhere = TransferFactory(mission=mission)
    stranger = PassengerFactory(transfer=elsewhere, person__given_name="Zoe")

    answer = tick(client, escort, ride, boarded=[*seats[:2], stranger])

    stranger.refresh_from_db()
    assert (answer.status_code, aboard(ride), stranger.boarded_at) == (422, ["Ada", "Bea"], None)
    assert "somebody whom your page lists" in " ".join(lines_of(answer))
    assert "Zoe" not in answer.content.decode()


def test_who_was_taken_off_without_a_publication_is_named_and_all_others_are_ticked(
    client, escort, ride, seats
):
    seats[1].delete()
    number = uuid4()

    answers = [tick(client, escort, ride, boarded=seats, id=number) for _time in range(2)]
    after = tick(client, escort, ride, boarded=[seats[0], seats[2]], was=[*seats], id=uuid4())

    told = (
        "Not on the list of this vehicle any more: Bea Rossi. All the others are written down. "
        "Call the organisers before you leave."
    )
    assert [(answer.status_code, answer.content.decode()) for answer in answers] == [
        (422, told)
    ] * 2
    assert (after.status_code, aboard(ride)) == (204, ["Ada", "Carla"])


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 30])
def test_what_is_no_person_is_refused(client, escort, ride, seats, typed):
    answer = client.post(f"/p/{escort.key}/en/boarding/{ride.pk}/", {"boarded": [typed]})

    assert (answer.status_code, aboard(ride)) == (422, [])


def test_the_desk_hands_the_link_over_as_a_code(client, desk, escort):
    page = desk.get(f"/admin/agenda/personallink/{escort.pk}/change/").content.decode()

    assert escort.url in page
    assert page.count('class="segno"') == 1
