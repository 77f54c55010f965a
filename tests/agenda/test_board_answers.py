"""What the board answers to a move beside clashes: what is worth a look, and where things are."""

import pytest

from tests.agenda.boards import HALF_PAST_NINE, HOUR, post, ride_to, wish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
ALONE = "Moving with it: Ministra. No transfer before or after it."
UNKNOWN = "Worth a look: How long Ministra travels in between is not known."


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def minister(mission):
    return DelegateFactory(
        mission=mission, person=PersonFactory(given_name="", family_name="Ministra")
    ).person


@pytest.fixture
def visit(mission, minister):
    """A visit from 9:30 to 10:30 by the clocks of Detroit."""
    meeting = MeetingFactory(mission=mission, venue=VenueFactory(name_en="Plant"))
    ParticipationFactory(meeting=meeting, person=minister)
    return meeting


@pytest.fixture
def lunch(mission, minister, visit):
    """A lunch from 12:00 to 13:30 with the same person in the same house."""
    meeting = MeetingFactory(
        mission=mission,
        title_en="Lunch",
        venue=visit.venue,
        starts_at=HALF_PAST_NINE + 2.5 * HOUR,
        ends_at=HALF_PAST_NINE + 4 * HOUR,
    )
    ParticipationFactory(meeting=meeting, person=minister)
    return meeting


def test_a_way_of_unknown_length_is_said_while_dragging_and_when_kept(desk, mission, lunch):
    elsewhere = VenueFactory(name_en="Elsewhere")
    moved = wish(lunch, target=str(elsewhere.pk), changes_row="on")
    tried, kept = (post(desk, mission, action, moved).json() for action in ("try", "keep"))
    undone = post(desk, mission, "undo").json()

    assert (tried["clashes"], tried["notes"]) == ([], UNKNOWN)
    now = "Lunch: now Wednesday 23 April, 12:00–13:30"
    assert kept["words"] == f"{now}, {elsewhere}. {ALONE} {UNKNOWN}"
    assert undone["words"] == f"{now}, {lunch.venue}."


def test_an_item_that_clashes_with_a_meeting_and_its_ride_is_named_once(
    desk, mission, visit, lunch, minister
):
    ride_to(visit, minister)
    answer = post(desk, mission, "try", wish(visit, later=3 * HOUR)).json()

    assert answer["clashes"] == [
        "Ministra is in two places at once. Lunch (Wednesday 23 April, 12:00–13:30)"
    ]
