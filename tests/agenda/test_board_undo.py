"""Taking moves on the board back."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from agenda.board.positions import seen_of
from agenda.models import AcceptedClash, Transfer
from delegation.history.restoring import deletions, restore
from tests.agenda.boards import HALF_PAST_NINE, HOUR, post, ride_to, times, wish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def minister(mission):
    return DelegateFactory(
        mission=mission, person=PersonFactory(given_name="", family_name="Ministra")
    ).person


@pytest.fixture
def plant():
    return VenueFactory(name_en="Plant")


@pytest.fixture
def visit(mission, minister, plant):
    """A visit from 9:30 to 10:30 by the clocks of Detroit."""
    meeting = MeetingFactory(mission=mission, title_en="Visit", venue=plant)
    ParticipationFactory(meeting=meeting, person=minister)
    return meeting


def tokens(answer):
    """Return the names of the clashes that a question shows."""
    return re.search(r'name="clashes" value="([^"]*)"', answer.json()["question"]).group(1)


def test_undo_puts_back_the_meeting_its_ride_and_a_ride_that_was_dropped(
    desk, mission, visit, minister
):
    first, second = ride_to(visit, minister), ride_to(visit, minister)
    departs_at = first.departs_at
    answers = {f"ride-{first.pk}": "move", f"ride-{second.pk}": "drop"}
    moved = wish(visit, later=HOUR, **answers)
    post(desk, mission, "keep", moved)
    asked = post(desk, mission, "undo")
    answer = post(desk, mission, "undo", {"clashes": tokens(asked)}).json()
    first.refresh_from_db()

    assert answer["kept"]
    assert times(visit) == (HALF_PAST_NINE, HALF_PAST_NINE + HOUR)
    assert first.departs_at == departs_at
    assert [seat.person for seat in Transfer.objects.get(pk=second.pk).seats_taken.all()] == [
        minister
    ]


def test_undo_goes_back_move_by_move_and_then_says_there_is_no_more(desk, mission, visit):
    post(desk, mission, "keep", wish(visit, later=HOUR))
    visit.refresh_from_db()
    post(desk, mission, "keep", wish(visit, later=HOUR))
    found = []
    for _press in range(3):
        answer = post(desk, mission, "undo").json()
        found.append((answer["kept"], answer["problem"], times(visit)[0]))

    assert found == [
        (True, "", HALF_PAST_NINE + HOUR),
        (True, "", HALF_PAST_NINE),
        (False, "There is nothing to take back.", HALF_PAST_NINE),
    ]


def test_undo_leaves_what_somebody_else_has_moved_since(desk, mission, visit):
    post(desk, mission, "keep", wish(visit, later=HOUR))
    visit.refresh_from_db()
    visit.ends_at += HOUR
    visit.save()
    answer = post(desk, mission, "undo")

    assert (answer.status_code, "meanwhile" in answer.json()["problem"]) == (409, True)
    assert times(visit) == (HALF_PAST_NINE + HOUR, HALF_PAST_NINE + 3 * HOUR)


def test_the_button_that_takes_back_says_in_full_what_was_moved(desk, mission, visit, minister):
    visit.title_en = "Visit of the plant where the seats of cars and their electric motors are made"
    visit.save()
    ride = ride_to(visit, minister)
    post(desk, mission, "keep", wish(visit, later=HOUR, **{f"ride-{ride.pk}": "move"}))

    page = desk.get(f"/admin/delegation/mission/{mission.pk}/board/?day=2025-04-23")

    button = page.content.decode().partition("board-button__more")[2].partition("</span>")[0]
    assert button.removeprefix('">') == f"{visit.title_en}: now Wednesday 23 April, 10:30–11:30."


def test_an_item_out_of_the_tray_gets_hours_on_the_day_of_its_place(desk, mission, plant):
    dinner = MeetingFactory(
        mission=mission, venue=plant, part_of_day="evening", starts_at=None, ends_at=None
    )
    night = datetime(2025, 4, 25, 1, tzinfo=UTC)
    fields = {
        "item": f"meeting-{dinner.pk}",
        "seen": seen_of(dinner),
        "starts_at": night.isoformat(),
        "ends_at": (night + HOUR).isoformat(),
    }
    post(desk, mission, "keep", fields)
    dinner.refresh_from_db()
    assert (dinner.date, dinner.part_of_day, dinner.starts_at) == (date(2025, 4, 24), "", night)

    post(desk, mission, "undo")
    dinner.refresh_from_db()
    assert (dinner.date, dinner.part_of_day, dinner.starts_at) == (
        date(2025, 4, 23),
        "evening",
        None,
    )


@pytest.fixture
def lunch(mission, minister, plant):
    """A lunch at half past twelve with the same person in the same house."""
    meeting = MeetingFactory(
        mission=mission,
        title_en="Lunch",
        venue=plant,
        starts_at=HALF_PAST_NINE + 3 * HOUR,
        ends_at=HALF_PAST_NINE + 5 * HOUR,
    )
    ParticipationFactory(meeting=meeting, person=minister)
    return meeting


def keep(desk, mission, moved, reason):
    """Move an item past the clash that it causes."""
    asked = post(desk, mission, "keep", moved)
    return post(desk, mission, "keep", {**moved, "clashes": tokens(asked), "reason": reason}).json()


def accepted():
    return [(row.reason, row.lapsed) for row in AcceptedClash.objects.all()]


def test_undo_takes_back_what_was_accepted_for_the_sake_of_the_move(desk, mission, visit, lunch):
    kept = keep(desk, mission, wish(visit, later=3 * HOUR), "Eats there.")
    before = accepted()
    undone = post(desk, mission, "undo").json()

    assert (kept["kept"], before) == (True, [("Eats there.", False)])
    assert (undone["kept"], accepted()) == (True, [])
    assert times(visit)[0] == HALF_PAST_NINE


def test_undo_brings_back_the_acceptance_that_the_move_replaced_as_one_to_look_at_again(
    desk, mission, visit, lunch
):
    keep(desk, mission, wish(visit, later=3 * HOUR), "Eats there.")
    visit.refresh_from_db()
    keep(desk, mission, wish(visit, later=HOUR / 2), "Eats there later.")
    replaced = accepted()
    asked = post(desk, mission, "undo")
    undone = post(desk, mission, "undo", {"clashes": tokens(asked)}).json()

    assert replaced == [("Eats there later.", False)]
    assert (undone["kept"], accepted()) == (True, [("Eats there.", True)])


def test_undo_leaves_what_somebody_has_accepted_anew_since(desk, mission, visit, lunch):
    keep(desk, mission, wish(visit, later=3 * HOUR), "Eats there.")
    anew = AcceptedClash.objects.get()
    anew.reason, anew.accepted_at = "The host knows.", datetime(2025, 4, 20, tzinfo=UTC)
    anew.save()
    undone = post(desk, mission, "undo").json()

    assert undone["kept"]
    assert [reason for reason, _lapsed in accepted()] == ["The host knows."]


def test_without_script_undo_leads_back_to_the_board_and_says_why_nothing_was_taken_back(
    desk, mission
):
    address = reverse("admin:agenda_board_undo", args=[mission.pk])

    page = desk.post(address, follow=True)

    assert page.request["PATH_INFO"] == reverse("admin:agenda_board", args=[mission.pk])
    assert [str(message) for message in page.context["messages"]] == [
        "There is nothing to take back."
    ]


def test_a_dropped_ride_that_somebody_else_has_restored_is_not_restored_again(
    desk, mission, visit, minister
):
    ride = ride_to(visit, minister)
    post(desk, mission, "keep", wish(visit, later=HOUR, **{f"ride-{ride.pk}": "drop"}))
    restore(deletions(Transfer)[0])

    answer = post(desk, mission, "undo").json()

    assert (answer["kept"], "not there any more" in answer["problem"]) == (False, True)
    assert Transfer.objects.count() == 1
