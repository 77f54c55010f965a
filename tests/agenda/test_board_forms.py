"""Moving items of the board by plain form, without script."""

from datetime import datetime

import pytest
from django.urls import reverse

from tests.agenda.boards import HALF_PAST_NINE, HOUR
from tests.agenda.test_board import board
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
    TransferFactory,
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


def form_of(client, row):
    kind = row._meta.model_name
    return reverse(f"admin:agenda_board_{kind}", args=[row.mission_id, row.pk]) + "?day=2025-04-23"


def test_without_script_a_plain_form_moves_asks_and_leads_back(desk, mission, visit, lunch):
    address = form_of(desk, visit)
    shown = desk.get(address).context["form"]
    typed = {name: shown[name].value() for name in ("target", "seen")}
    typed |= {"starts": "2025-04-23T12:45", "ends": "2025-04-23T13:15"}
    asked = desk.post(address, typed)
    tokens = asked.context["tokens"]
    kept = desk.post(address, {**typed, "clashes": tokens}, follow=True)

    assert shown["starts"].value() == datetime(2025, 4, 23, 9, 30)  # noqa: DTZ001 - as clocks show it
    assert [clash.sentence for clash in asked.context["clashes"]] == [
        "Ministra is in two places at once."
    ]
    assert kept.redirect_chain[0][0] == (
        reverse("admin:agenda_board", args=[mission.pk]) + "?day=2025-04-23"
    )
    assert "Visit: now Wednesday 23 April, 12:45–13:15." in kept.content.decode()
    undone = desk.post(reverse("admin:agenda_board_undo", args=[mission.pk]), follow=True)
    assert "Visit: now Wednesday 23 April, 09:30–10:30." in undone.content.decode()


def test_a_ride_is_typed_on_the_clocks_of_both_its_ends(desk, mission):
    away = VenueFactory(time_zone="America/Chicago")
    ride = TransferFactory(mission=mission, destination=away)
    shown = desk.get(form_of(desk, ride)).context["form"]
    typed = {name: shown[name].value() for name in ("target", "seen")}
    desk.post(
        form_of(desk, ride), {**typed, "starts": "2025-04-23T09:00", "ends": "2025-04-23T10:00"}
    )
    ride.refresh_from_db()

    assert ride.arrives_at - ride.departs_at == 2 * HOUR


def test_what_is_typed_with_another_venue_counts_on_the_clocks_there(desk, mission, visit):
    away = VenueFactory(name_en="Away", time_zone="America/Los_Angeles")
    form = desk.get(form_of(desk, visit)).context["form"]
    typed = {"seen": form["seen"].value(), "starts": "2025-04-23T10:00", "ends": "2025-04-23T11:00"}
    kept = desk.post(form_of(desk, visit), {**typed, "target": str(away.pk)}, follow=True)
    visit.refresh_from_db()

    assert (visit.venue, visit.starts_at) == (away, HALF_PAST_NINE + 3.5 * HOUR)
    assert "Visit: now Wednesday 23 April, 10:00–11:00, Away" in kept.content.decode()


def test_a_typed_time_that_can_t_be_is_refused_in_a_sentence_and_kept(desk, mission, visit):
    address = form_of(desk, visit)
    seen = desk.get(address).context["form"]["seen"].value()
    page = desk.post(
        address, {"seen": seen, "target": "", "starts": "soon", "ends": "2025-04-23T09:00"}
    )

    assert page.context["problem"] == "starts: Write the day and the time: 2025-04-23T13:45."
    assert page.context["form"]["starts"].value() == "soon"


def test_the_form_of_an_item_that_is_gone_leads_back_to_the_board(desk, mission, visit):
    address = form_of(desk, visit)
    visit.delete()
    page = desk.get(address, follow=True)

    assert "not there any more" in page.content.decode()
    assert page.redirect_chain[0][0].startswith(board(desk, mission).request["PATH_INFO"])
