"""What is said after edits that make clashes in a whole mission."""

from datetime import timedelta

import pytest
from django.urls import reverse

from agenda.models import TravelTime
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def mission():
    """A mission that is not over, in which a person has half an hour from the fair to the plant."""
    return MissionFactory(title_en="Michigan", start_date="2025-04-22", end_date="2099-04-25")


@pytest.fixture
def venues(mission):
    fair, plant = VenueFactory(latitude=45, longitude=7), VenueFactory(latitude=45, longitude=7.01)
    person = PersonFactory()
    first = MeetingFactory(mission=mission, venue=fair)
    hours = {
        "starts_at": first.ends_at + HALF_AN_HOUR,
        "ends_at": first.ends_at + 2 * HALF_AN_HOUR,
    }
    for meeting in (first, MeetingFactory(mission=mission, venue=plant, **hours)):
        ParticipationFactory(meeting=meeting, person=person)
    return fair, plant


def said(page):
    return [str(message) for message in page.context["messages"] if message.level_tag == "warning"]


def edit(desk, row, **changes):
    where = address(type(row), f"{row.pk}/change/")
    return said(desk.post(where, {**typed(desk.get(where)), **changes}, follow=True))


def words(mission):
    page = reverse("admin:agenda_clashes", args=[mission.pk])
    link = f'<a href="{page}">Look at the clashes</a>'
    return [f"Michigan: 1 new clash blocks publishing. {link}"]


@pytest.mark.parametrize(
    ("changes", "clashes"),
    [({"buffer_minutes": 45}, True), ({"travel_speed_kmh": 1}, True), ({"city_en": "X"}, False)],
)
def test_a_new_buffer_or_speed_says_what_it_opens(desk, mission, venues, changes, clashes):
    assert edit(desk, mission, **changes) == (words(mission) if clashes else [])


@pytest.mark.parametrize(("end", "clashes"), [("2099-04-25", True), ("2025-04-25", False)])
def test_a_venue_elsewhere_says_what_it_opens_in_missions_not_over(
    desk, mission, venues, end, clashes
):
    mission.end_date = end
    mission.save()

    assert edit(desk, venues[1], latitude="46") == (words(mission) if clashes else [])


def test_a_travel_time_says_what_it_opens_wherever_it_is_typed(desk, mission, venues):
    fair, plant = venues
    way = {"origin": fair.pk, "destination": plant.pk, "minutes": 40}
    answers = []
    for page in (
        address(TravelTime, "add/"),
        reverse("admin:agenda_remember_travel", args=[mission.pk]),
        reverse("admin:agenda_travel", args=[mission.pk]),
    ):
        answers.append(said(desk.post(page, {**way, f"way-{fair.pk}-{plant.pk}": 40}, follow=True)))
        TravelTime.objects.all().delete()

    assert answers == [words(mission)] * 3


def test_a_new_venue_says_nothing(desk):
    page = desk.post(address(VenueFactory._meta.model, "add/"), {"name_it": "Fiera"}, follow=True)

    assert said(page) == []
