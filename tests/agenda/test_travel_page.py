"""The matrix of travel times: what is typed, what somebody else typed meanwhile, many venues."""

import re

import pytest
from django.urls import reverse

from agenda.models import TravelTime
from delegation.roles import Role
from tests.factories import MeetingFactory, MissionFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def venues(mission):
    """Two venues where the mission meets, in the order of their names."""
    made = [VenueFactory(name_it=name, name_en=name) for name in ("Fair", "Plant")]
    for venue in made:
        MeetingFactory(mission=mission, venue=venue)
    return made


def page_of(mission):
    return reverse("admin:agenda_travel", args=[mission.pk])


def opened(desk, mission):
    """Return what a browser would send back of the page as it is shown."""
    form = desk.get(page_of(mission)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def save(desk, mission, fields):
    return desk.post(page_of(mission), fields, follow=True)


def known():
    return set(TravelTime.objects.values_list("origin", "destination", "minutes"))


def way(origin, destination):
    return f"way-{origin.pk}-{destination.pk}"


def remember(desk, mission, origin, destination, minutes):
    typed = {"origin": origin.pk, "destination": destination.pk, "minutes": minutes}
    desk.post(reverse("admin:agenda_remember_travel", args=[mission.pk]), typed)


def test_the_matrix_takes_one_time_per_direction(desk, mission, venues):
    fair, plant = venues
    page = save(desk, mission, {**opened(desk, mission), way(fair, plant): 30})
    once = known()
    turned = {way(fair, plant): "", way(plant, fair): 20}
    save(desk, mission, {**opened(desk, mission), **turned})

    assert "1 travel time was written." in page.content.decode()
    assert (once, known()) == ({(fair.pk, plant.pk, 30)}, {(plant.pk, fair.pk, 20)})


def test_what_was_remembered_at_a_clash_meanwhile_stays(desk, mission, venues):
    fair, plant = venues
    fields = opened(desk, mission)
    remember(desk, mission, fair, plant, 40)
    save(desk, mission, {**fields, way(plant, fair): 25})

    assert known() == {(fair.pk, plant.pk, 40), (plant.pk, fair.pk, 25)}


def test_a_program_that_posts_one_way_erases_no_other(desk, mission, venues):
    fair, plant = venues
    remember(desk, mission, fair, plant, 40)
    save(desk, mission, {way(plant, fair): 25})

    assert known() == {(fair.pk, plant.pk, 40), (plant.pk, fair.pk, 25)}


def test_two_who_type_the_same_way_are_told_and_lose_nothing(desk, mission, venues):
    fair, plant = venues
    fields = opened(desk, mission)
    remember(desk, mission, fair, plant, 40)
    page = save(desk, mission, {**fields, way(fair, plant): 30, way(plant, fair): 25})
    before = known()
    form = page.context["form"]
    again = {name: form[name].value() for name in form.fields}
    save(desk, mission, again)

    assert [str(error) for error in form.non_field_errors()] == [
        "While you were typing, somebody else saved: Fair → Plant: 40. What you typed is still "
        "here and not saved: compare, then save again to write yours over theirs."
    ]
    assert (before, known()) == (
        {(fair.pk, plant.pk, 40)},
        {(fair.pk, plant.pk, 30), (plant.pk, fair.pk, 25)},
    )


def marks(page):
    """Return what is said of each way that is marked, and whether it is marked as invalid."""
    written = page.content.decode()
    said = dict(re.findall(r'id="([^"]*-meanwhile)">([^<]*)<', written))
    marked = re.findall(
        r'name="(way-[^"]*)"[^>]*?( aria-invalid="true")? aria-describedby="([^"]*)"', written
    )
    return {name: (bool(invalid), said[by]) for name, invalid, by in marked}


def test_cells_that_somebody_else_changed_meanwhile_are_marked_in_place(desk, mission):
    fair, plant, town = venues = [VenueFactory(name_en=name) for name in ("Fair", "Plant", "Town")]
    for venue in venues:
        MeetingFactory(mission=mission, venue=venue)
    remember(desk, mission, town, fair, 15)
    fields = opened(desk, mission)
    unmarked = marks(desk.get(page_of(mission)))
    remember(desk, mission, fair, plant, 40)
    remember(desk, mission, fair, town, 50)
    TravelTime.objects.filter(origin=town).delete()
    typed = {way(fair, plant): 30, way(town, fair): 20, way(plant, fair): 25}
    page = save(desk, mission, {**fields, **typed})

    assert unmarked == {}
    assert marks(page) == {
        way(fair, plant): (True, "somebody else saved 40"),
        way(fair, town): (False, "changed by somebody else"),
        way(town, fair): (True, "emptied by somebody else"),
    }


def test_two_who_type_the_same_minutes_agree(desk, mission, venues):
    fair, plant = venues
    fields = opened(desk, mission)
    remember(desk, mission, fair, plant, 40)
    page = save(desk, mission, {**fields, way(fair, plant): 40})

    assert "0 travel times were written." in page.content.decode()
    assert known() == {(fair.pk, plant.pk, 40)}


def test_a_wrong_cell_loses_nothing_and_shows_what_others_wrote(desk, mission, venues):
    fair, plant = venues
    fields = opened(desk, mission)
    remember(desk, mission, plant, fair, 50)
    page = save(desk, mission, {**fields, way(fair, plant): "-5"})

    form = page.context["form"]
    assert list(form.errors) == [way(fair, plant)]
    assert [str(form[way(*ends)].value()) for ends in ((fair, plant), (plant, fair))] == [
        "-5",
        "50",
    ]
    assert "marked" in page.content.decode()


def test_the_matrix_shows_estimates_and_says_unknown(desk, mission, venues):
    before = desk.get(page_of(mission)).content.decode()
    for venue, longitude in zip(venues, (-83.29, -83.17), strict=True):
        venue.latitude, venue.longitude = "42.5", longitude
        venue.save()

    shown = [cell.guess for cell in desk.get(page_of(mission)).context["rows"][0][1]]
    assert ('placeholder="unknown"' in before, shown) == (True, [None, 20])
    assert "Virtues of the Haversine" in before


def test_sixty_venues_are_saved_and_more_than_seventy_lead_to_the_list(desk, mission):
    places = VenueFactory.create_batch(60)
    MeetingFactory._meta.model.objects.bulk_create(
        MeetingFactory.build(mission=mission, venue=place) for place in places
    )
    first, last = places[0], places[-1]
    save(desk, mission, {**opened(desk, mission), way(first, last): 15})
    MeetingFactory._meta.model.objects.bulk_create(
        MeetingFactory.build(mission=mission, venue=place)
        for place in VenueFactory.create_batch(11)
    )

    assert known() == {(first.pk, last.pk, 15)}
    assert "more than 70 venues" in desk.get(page_of(mission)).content.decode()


def test_readers_look_and_write_nothing(client, settings, mission, venues):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(
        UserFactory(role=Role.READER), backend="django.contrib.auth.backends.ModelBackend"
    )
    fair, plant = venues

    assert client.get(page_of(mission)).status_code == 200
    assert client.post(page_of(mission), {way(fair, plant): 30}).status_code == 403
    assert known() == set()
