"""Cancelling, deleting and copying meetings: what becomes of their rides is asked, or said."""

import pytest

from agenda.models import Meeting, Transfer
from tests.agenda.test_lists import address
from tests.factories import MeetingFactory, TransferFactory

pytestmark = pytest.mark.django_db
REASON = {"confirmed": 1, "reason_it": "Neve", "reason_en": "Snow"}
LIST = address(Meeting)


@pytest.fixture
def meeting():
    return MeetingFactory(title_en="Visit")


@pytest.fixture
def rides(meeting):
    """Two rides that serve the meeting."""
    return [TransferFactory(mission=meeting.mission, serves=meeting) for _ride in "12"]


def left():
    return list(Transfer.objects.order_by("pk"))


def asked(page, form="form"):
    return [field.label for field in page.context[form] if field.name.startswith("ride-")]


def page_of(meeting, verb):
    return address(Meeting, f"{meeting.pk}/{verb}/")


def test_who_cancels_keeps_or_drops_each_ride(desk, meeting, rides):
    kept, dropped = rides
    page = desk.get(page_of(meeting, "cancel"))
    desk.post(page_of(meeting, "cancel"), {**REASON, f"ride-{dropped.pk}": "drop"})

    when = "Wednesday 23 April, 08:45–09:10"
    assert asked(page) == [f"ride: minibus A: {kept.origin} → {kept.destination}, {when}"] * 2
    assert left() == [kept]


def test_the_rides_of_a_meeting_that_can_not_be_cancelled_stay(desk, rides):
    held = MeetingFactory(status=Meeting.Status.HELD)
    ride = TransferFactory(mission=held.mission, serves=held)

    desk.post(page_of(held, "cancel"), {**REASON, f"ride-{ride.pk}": "drop"})

    assert left() == [*rides, ride]


def test_who_deletes_a_meeting_keeps_or_drops_each_ride(desk, meeting, rides):
    kept, dropped = rides
    page = desk.get(page_of(meeting, "delete"))
    desk.post(page_of(meeting, "delete"), {"post": "yes", f"ride-{dropped.pk}": "drop"})

    assert len(asked(page, "rides")) == 2
    assert "These rides serve what is deleted." in page.content.decode()
    assert (left(), Meeting.objects.exists()) == ([kept], False)


def test_who_deletes_several_meetings_keeps_or_drops_each_ride(desk, meeting, rides):
    kept, dropped = rides
    other = MeetingFactory(mission=meeting.mission)
    chosen = {"action": "delete_selected", "_selected_action": [meeting.pk, other.pk]}
    page = desk.post(LIST, chosen)
    desk.post(LIST, {**chosen, "post": "yes", f"ride-{dropped.pk}": "drop"})

    assert len(asked(page, "rides")) == 2
    assert (left(), Meeting.objects.exists()) == ([kept], False)


def test_a_choice_that_is_none_drops_nothing(desk, meeting, rides):
    desk.post(page_of(meeting, "delete"), {"post": "yes", f"ride-{rides[0].pk}": "burn"})

    assert (left(), Meeting.objects.exists()) == (rides, False)


def test_without_rides_the_page_asks_as_ever(desk, meeting):
    page = desk.get(page_of(meeting, "delete"))

    assert "Are you sure you want to delete" in page.content.decode()


@pytest.mark.parametrize("key", ["0", "abc", "99999999999999999999"])
def test_a_meeting_that_is_not_there_can_not_be_deleted(desk, key):
    assert desk.get(address(Meeting, f"{key}/delete/")).status_code == 302


def test_who_copies_a_meeting_reads_that_its_rides_are_not_copied(desk, meeting, rides):
    alone = MeetingFactory()
    said = [
        "Rides are not copied" in desk.get(page_of(row, "duplicate")).content.decode()
        for row in (meeting, alone)
    ]

    assert said == [True, False]
