"""Moving items on the board: tried, kept, asked about and refused."""

from datetime import timedelta

import pytest

from agenda.board.positions import seen_of
from agenda.models import AcceptedClash, Meeting
from delegation.roles import Role
from tests.agenda.boards import HALF_PAST_NINE, HOUR, post, ride_to, times, wish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
    TransferFactory,
    UserFactory,
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


@pytest.fixture
def lunch(mission, minister, plant):
    """A lunch from 12:30 to 13:30 with the same person in the same house."""
    meeting = MeetingFactory(
        mission=mission,
        title_en="Lunch",
        venue=plant,
        starts_at=HALF_PAST_NINE + 3 * HOUR,
        ends_at=HALF_PAST_NINE + 4 * HOUR,
    )
    ParticipationFactory(meeting=meeting, person=minister)
    return meeting


ALONE = "Moving with it: Ministra. No transfer before or after it."


def test_a_move_that_causes_nothing_is_kept_at_once_and_said(desk, mission, visit):
    answer = post(desk, mission, "keep", wish(visit, later=HOUR, longer=HOUR / 4)).json()

    assert answer == {
        "kept": True,
        "words": "Visit: now Wednesday 23 April, 10:30–11:45. " + ALONE,
        "notes": "",
        "problem": "",
        "clashes": [],
        "seen": {f"meeting-{visit.pk}": seen_of(Meeting.objects.get())},
        "settled": 0,
        "question": "",
    }
    assert times(visit) == (HALF_PAST_NINE + HOUR, HALF_PAST_NINE + 9 * HOUR / 4)


def test_trying_says_what_would_clash_and_writes_nothing(desk, mission, visit, lunch):
    answer = post(desk, mission, "try", wish(visit, later=3 * HOUR)).json()

    assert (answer["kept"], answer["clashes"], answer["words"]) == (
        False,
        ["Ministra is in two places at once. Lunch (Wednesday 23 April, 12:30–13:30)"],
        ALONE,
    )
    assert times(visit) == (HALF_PAST_NINE, HALF_PAST_NINE + HOUR)
    assert visit.history.count() == 1


def test_a_move_that_clashes_waits_for_an_answer_and_is_kept_with_its_reason(
    desk, mission, visit, lunch
):
    moved = wish(visit, later=3 * HOUR)
    asked = post(desk, mission, "keep", moved).json()
    before = times(visit)
    token = f"person_twice.meeting-{visit.pk}.meeting-{lunch.pk}.{lunch.people.get().pk}"
    kept = post(desk, mission, "keep", {**moved, "clashes": token, "reason": "Eats there."}).json()

    assert (asked["kept"], "two places at once" in asked["question"]) == (False, True)
    assert (before, kept["kept"]) == ((HALF_PAST_NINE, HALF_PAST_NINE + HOUR), True)
    assert [row.reason for row in AcceptedClash.objects.all()] == ["Eats there."]


def test_a_move_away_says_what_it_settles(desk, mission, visit, lunch):
    Meeting.objects.filter(pk=lunch.pk).update(starts_at=visit.starts_at, ends_at=visit.ends_at)

    answer = post(desk, mission, "keep", wish(visit, later=3 * HOUR)).json()

    assert (answer["kept"], answer["settled"]) == (True, 1)


@pytest.mark.parametrize(("choice", "later"), [("move", HOUR), ("keep", timedelta(0))])
def test_a_ride_goes_along_or_stays_as_chosen(desk, mission, visit, minister, choice, later):
    ride = ride_to(visit, minister)
    departs_at = ride.departs_at
    moved = wish(visit, later=HOUR)
    asked = post(desk, mission, "keep", moved).json()
    kept = post(desk, mission, "keep", {**moved, f"ride-{ride.pk}": choice}).json()
    ride.refresh_from_db()

    assert (asked["kept"], f"ride-{ride.pk}" in asked["question"]) == (False, True)
    assert (kept["kept"], ride.departs_at) == (True, departs_at + later)
    hours = "09:45–10:10" if choice == "move" else "08:45–09:10"
    assert kept["words"] == (
        "Visit: now Wednesday 23 April, 10:30–11:30. Moving with it: Ministra. "
        f"Before it: {ride}, Wednesday 23 April, {hours}. No transfer after it."
    )


def test_a_ride_that_is_moved_is_said_to_stand_elsewhere_and_one_dropped_to_be_dropped(
    desk, mission, visit, minister
):
    ride = ride_to(visit, minister)
    later = post(desk, mission, "keep", wish(ride, later=-HOUR / 4)).json()
    dropped = {**wish(visit, later=HOUR), f"ride-{ride.pk}": "drop"}
    first = post(desk, mission, "keep", dropped).json()

    assert later["words"] == f"{ride}: now Wednesday 23 April, 08:30–08:55."
    assert first["words"] == (
        "Visit: now Wednesday 23 April, 10:30–11:30. Moving with it: Ministra. "
        f"Before it: {ride} (dropped). No transfer after it."
    )


def test_the_ride_after_a_meeting_is_offered_also_where_it_serves_the_next_one(
    desk, mission, visit, lunch, minister
):
    ride = TransferFactory(
        mission=mission,
        origin=visit.venue,
        serves=lunch,
        departs_at=visit.ends_at + HOUR,
        arrives_at=visit.ends_at + 2 * HOUR,
    )
    ride.seats_taken.create(person=minister)
    asked = post(desk, mission, "try", wish(visit, later=HOUR / 2)).json()

    assert f'name="ride-{ride.pk}" value="drop"' in asked["question"]
    assert f'name="ride-{ride.pk}" value="keep" checked' in asked["question"]


def test_hours_given_out_of_the_tray_ask_about_the_rides_too(desk, mission, visit, minister):
    ride = ride_to(visit, minister)
    morning = wish(visit)
    Meeting.objects.filter(pk=visit.pk).update(
        starts_at=None, ends_at=None, part_of_day=Meeting.PartOfDay.AFTERNOON
    )
    visit.refresh_from_db()
    answer = post(desk, mission, "keep", {**morning, "seen": seen_of(visit)}).json()

    assert (answer["kept"], f"ride-{ride.pk}" in answer["question"]) == (False, True)


def test_the_second_of_two_organisers_is_told_who_moved_it_and_where(desk, client, mission, visit):
    seen_by_both = wish(visit, later=HOUR)
    anna = UserFactory(username="anna", role=Role.ORGANISER)
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    post(client, mission, "keep", {**seen_by_both, **wish(visit, later=2 * HOUR)})
    visit.refresh_from_db()
    visit.notes = "Bring badges"  # a later edit that moves nothing changes nothing in who moved it
    visit.save()
    client.force_login(UserFactory(role=Role.EDITOR), backend="delegation.roles.RoleBackend")
    answer = post(client, mission, "keep", seen_by_both)

    assert answer.status_code == 409
    assert answer.json()["problem"] == (
        "anna has moved “Visit” meanwhile: it is Wednesday 23 April, 11:30–12:30 now. "
        "Your move was not written; the board shows how things stand."
    )
    assert times(visit)[0] == HALF_PAST_NINE + 2 * HOUR


def test_a_move_that_is_sent_twice_is_kept_once(desk, mission, visit):
    moved = wish(visit, later=HOUR)
    answers = [post(desk, mission, "keep", moved).json() for _time in range(2)]
    undone = [post(desk, mission, "undo").json()["kept"] for _time in range(2)]

    now = "Visit: now Wednesday 23 April, 10:30–11:30."
    assert [(answer["kept"], answer["words"]) for answer in answers] == [
        (True, f"{now} {ALONE}"),
        (True, now),
    ]
    assert (undone, times(visit)[0]) == ([True, False], HALF_PAST_NINE)


def test_who_has_moved_it_in_another_window_is_not_told_of_somebody_else(desk, mission, visit):
    seen_in_both = wish(visit, later=HOUR)
    post(desk, mission, "keep", wish(visit, later=2 * HOUR))
    answer = post(desk, mission, "keep", seen_in_both).json()

    assert answer["problem"] == (
        "You have moved “Visit” meanwhile, maybe in another window: it is "
        "Wednesday 23 April, 11:30–12:30 now. "
        "This move was not written; the board shows how things stand."
    )


def test_a_meeting_moves_to_another_venue_and_a_ride_to_another_vehicle(desk, mission, visit):
    fair = VenueFactory(name_en="Fair")
    post(desk, mission, "keep", wish(visit, target=str(fair.pk), changes_row="on"))
    ride = TransferFactory(
        mission=mission,
        departs_at=HALF_PAST_NINE - 5 * HOUR,
        arrives_at=HALF_PAST_NINE - 4 * HOUR,
    )
    TransferFactory(mission=mission, vehicle_it="auto B", vehicle_en="car B", seats=3)
    post(desk, mission, "keep", wish(ride, target="auto B", changes_row="on"))
    visit.refresh_from_db()
    ride.refresh_from_db()

    assert (visit.venue, visit.starts_at) == (fair, HALF_PAST_NINE)
    assert (ride.vehicle_it, ride.vehicle_en, ride.seats) == ("auto B", "car B", 3)


def test_readers_move_nothing(desk, mission, visit):
    desk.force_login(UserFactory(role=Role.READER), backend="delegation.roles.RoleBackend")
    for action in ("try", "keep", "undo"):
        assert post(desk, mission, action, wish(visit, later=HOUR)).status_code == 403
    assert times(visit)[0] == HALF_PAST_NINE


def test_what_is_gone_or_of_another_mission_is_said_in_a_sentence(desk, mission, visit):
    stranger = MeetingFactory()
    visit_wish = wish(visit, later=HOUR)
    visit.delete()
    problems = [
        post(desk, mission, "keep", fields).json()["problem"]
        for fields in (visit_wish, wish(stranger))
    ]

    assert problems == ["This item is not there any more: somebody else has deleted it."] * 2


@pytest.mark.parametrize(
    "said",
    [
        {"item": "meeting-x"},
        {"item": "person-1"},
        {"item": ""},
        {"starts_at": "soon"},
        {"starts_at": "9999-12-31T23:59:59Z"},
        {"starts_at": "0001-01-01T00:00:00+14:00"},
        {"ends_at": "2025-04-23T13:30:00Z"},
        {"ends_at": "2025-04-25T13:30:00Z"},
        {"target": "99999", "changes_row": "on"},
        {"target": "²", "changes_row": "on"},
        {"seen": "", "ends_at": "2025-04-23T15:30:00Z"},
    ],
)
def test_nonsense_is_refused_with_a_sentence(desk, mission, visit, said):
    answer = post(desk, mission, "keep", {**wish(visit), **said})

    assert (answer.status_code, answer.json()["kept"]) == (409, False)
    assert answer.json()["problem"]
    assert times(visit) == (HALF_PAST_NINE, HALF_PAST_NINE + HOUR)
