"""Rides as organisers type them, on their own page and on that of the meeting they serve."""

import pytest

from agenda.models import Meeting, Transfer
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    MeetingFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TOO_MANY = "2 passengers don't fit 1 seat: take some out or choose a larger vehicle."


def save(desk, row, **changes):
    where = address(type(row), f"{row.pk}/change/")
    return desk.post(where, {**typed(desk.get(where)), **changes}, follow=True)


def test_more_passengers_than_seats_are_refused(desk):
    people = PersonFactory.create_batch(2)

    page = save(desk, TransferFactory(seats=1), riders=[person.pk for person in people])

    assert page.context["adminform"].form.errors == {"riders": [TOO_MANY]}


def test_who_drives_is_refused_as_a_passenger(desk):
    ride = TransferFactory(driver=PersonFactory())

    page = save(desk, ride, riders=[ride.driver.pk])

    told = "Who drives is no passenger: take them out of the list."
    assert page.context["adminform"].form.errors == {"riders": [told]}


def test_what_was_too_full_already_can_be_edited_but_not_made_worse(desk):
    ride = TransferFactory(seats=1)
    riders = [seat.person_id for seat in PassengerFactory.create_batch(2, transfer=ride)]

    edited = save(desk, ride, pickup_point_en="North gate")
    worse = save(desk, ride, riders=[*riders, PersonFactory().pk])

    assert (edited.redirect_chain[-1][1], Transfer.objects.get().pickup_point_en) == (
        302,
        "North gate",
    )
    assert worse.context["adminform"].form.errors == {"riders": [TOO_MANY.replace("2", "3")]}


def test_a_departure_that_the_clocks_skip_is_refused(desk):
    page = save(desk, TransferFactory(), departs="2025-03-09T02:30")

    (sentence,) = page.context["adminform"].form.errors["departs"]
    assert "does not exist" in sentence


def test_a_ride_is_taken_out_on_the_page_of_its_meeting(desk):
    meeting = MeetingFactory()
    kept, dropped = (TransferFactory(mission=meeting.mission, serves=meeting) for _time in "12")

    save(desk, meeting, **{"transfers-1-DELETE": "on"})

    assert (list(Transfer.objects.all()), dropped.pk > kept.pk) == ([kept], True)


def test_whoever_does_not_fit_a_ride_is_put_in_by_nobody(desk):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting, seats=1)
    ParticipationFactory.create_batch(2, meeting=meeting)

    page = save(desk, meeting, **{"transfers-0-everybody": "on"})

    assert TOO_MANY in [str(message) for message in page.context["messages"]]
    assert not ride.seats_taken.exists()


def test_a_meeting_without_hours_is_opened_without_them(desk):
    meeting = MeetingFactory(starts_at=None, ends_at=None, part_of_day="morning")

    fields = typed(desk.get(address(Meeting, f"{meeting.pk}/change/")))

    hours = {name: fields[name] for name in ("starts", "ends", "part_of_day")}
    assert hours == {"starts": "", "ends": "", "part_of_day": ["morning"]}


def test_readers_open_a_meeting_and_find_nothing_to_type(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(
        UserFactory(role="reader"), backend="django.contrib.auth.backends.ModelBackend"
    )

    page = client.get(address(Meeting, f"{MeetingFactory().pk}/change/"))

    assert (page.status_code, "title_en" in typed(page)) == (200, False)
