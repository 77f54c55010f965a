"""The board's page: who stands in which row, from when to when, and what is wrong."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from agenda.models import Meeting
from delegation.roles import Role
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    UnavailabilityFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def minister(mission):
    person = PersonFactory(given_name="", family_name="Ministra")
    DelegateFactory(mission=mission, person=person)
    return person


@pytest.fixture
def visit(mission, minister):
    """A visit from 9:30 to 10:30 by the clocks of Detroit."""
    meeting = MeetingFactory(mission=mission, title_en="Visit", venue=VenueFactory(name_en="Plant"))
    ParticipationFactory(meeting=meeting, person=minister)
    return meeting


def board(client, mission, **asked):
    return client.get(reverse("admin:agenda_board", args=[mission.pk]), asked)


def rows(page):
    """Return by row the parts in it, with their minutes since 8 o'clock."""
    return {
        row.lead.name: [(part.sort, part.start, part.end) for part in row.parts]
        for row in page.context["board"].rows
    }


def test_a_delegate_has_a_row_with_items_rides_ways_and_absences(desk, mission, minister, visit):
    ride = TransferFactory(mission=mission)
    PassengerFactory(transfer=ride, person=minister)
    UnavailabilityFactory(
        person=minister,
        starts_at=datetime(2025, 4, 23, 18, tzinfo=UTC),
        ends_at=datetime(2025, 4, 23, 19, tzinfo=UTC),
    )

    assert rows(board(desk, mission)) == {
        "Ministra": [("item", 45, 70), ("gap", 70, 90), ("item", 90, 150), ("shade", 360, 420)]
    }


def test_what_no_delegate_takes_part_in_has_a_row_of_its_own(desk, mission, minister):
    MeetingFactory(mission=mission)

    assert rows(board(desk, mission)) == {"Ministra": [], "No delegate": [("item", 90, 150)]}


def test_venues_and_vehicles_are_rows_by_choice(desk, mission, visit):
    hotel = VenueFactory(name_en="Hotel", name_it="Albergo")
    TransferFactory(mission=mission, origin=hotel, destination=visit.venue)

    ride, meeting = ("item", 45, 70), ("item", 90, 150)
    venues, vehicles = (board(desk, mission, rows=kind) for kind in ("venues", "vehicles"))
    assert rows(venues) == {"Hotel": [ride], "Plant": [ride, meeting]}
    assert rows(vehicles) == {"minibus A": [ride]}


def test_items_without_hours_wait_in_the_tray_and_know_into_which_rows_they_come(
    desk, mission, minister
):
    plant = VenueFactory()
    dinner = MeetingFactory(
        mission=mission,
        title_en="Dinner",
        venue=plant,
        part_of_day="evening",
        starts_at=None,
        ends_at=None,
    )
    colleague = DelegateFactory(mission=mission).person
    for person in (minister, colleague):
        ParticipationFactory(meeting=dinner, person=person)
    DelegateFactory(mission=mission)

    delegates, venues = (
        [
            (waiting.item.title, waiting.item.when, set(waiting.rows))
            for waiting in board(desk, mission, rows=kind).context["board"].tray
        ]
        for kind in ("delegates", "venues")
    )
    assert delegates == [("Dinner", "evening", {f"person-{minister.pk}", f"person-{colleague.pk}"})]
    assert venues == [("Dinner", "evening", {str(plant.pk)})]


def test_an_item_on_other_clocks_says_which(desk, mission):
    venue = VenueFactory(time_zone="America/Chicago")
    away = MeetingFactory(mission=mission, venue=venue)
    MeetingFactory(mission=mission)

    page = board(desk, mission)
    (row,) = page.context["board"].rows
    (block,) = (block for block in row.blocks if block.item.key.pk == away.pk)
    assert (block.start, block.item.when, block.item.until) == (90, "08:30", "–09:30")
    assert block.item.zone == "Chicago"
    assert "Hours with a city are those of its clocks: Chicago." in page.content.decode()


def test_a_clash_stands_at_the_row_of_whom_it_concerns_only(desk, mission, minister, visit):
    other = MeetingFactory(mission=mission, title_en="Breakfast", venue=VenueFactory())
    colleague = PersonFactory(given_name="", family_name="Collega")
    DelegateFactory(mission=mission, person=colleague)
    for person in (minister, colleague):
        ParticipationFactory(meeting=other, person=person)

    page = board(desk, mission)
    found = {row.lead.name: (row.lanes, row.blocks) for row in page.context["board"].rows}
    assert {
        name: (lanes, [[warning.words for warning in block.warnings] for block in blocks])
        for name, (lanes, blocks) in found.items()
    } == {
        "Ministra": (2, [["Ministra is in two places at once."]] * 2),
        "Collega": (1, [[]]),
    }
    assert "▲" in page.content.decode()


def test_a_clash_is_told_once_with_its_items_and_blocks_point_to_it(desk, mission, minister, visit):
    other = MeetingFactory(mission=mission, title_en="Breakfast", venue=visit.venue)
    ParticipationFactory(meeting=other, person=minister)

    page = board(desk, mission)
    (clash,) = page.context["board"].clashes
    assert [(item.title, item.when, item.until) for item in clash.items] == [
        ("Visit", "09:30", "–10:30"),
        ("Breakfast", "09:30", "–10:30"),
    ]
    written = page.content.decode()
    assert written.count("Ministra is in two places at once.") == 1
    assert written.count(f'aria-describedby="{clash.name}"') == 2
    assert strip_tags(written).count("▲ clash 09:30–10:30") == 2


def test_what_somebody_does_in_another_mission_is_shown_without_its_words(
    desk, mission, minister, visit
):
    secret = MeetingFactory(
        title_en="Secret", starts_at=visit.ends_at, ends_at=visit.ends_at.replace(hour=16)
    )
    ParticipationFactory(meeting=secret, person=minister)

    page = board(desk, mission)
    (row,) = page.context["board"].rows
    assert [block.item.title for block in row.blocks] == ["Visit", "Other mission"]
    assert "Secret" not in page.content.decode()


def test_days_lead_to_one_another_also_those_outside_the_dates(desk, mission):
    MeetingFactory(
        mission=mission,
        date=date(2025, 4, 22),
        starts_at=datetime(2025, 4, 22, 22, tzinfo=UTC),
        ends_at=datetime(2025, 4, 22, 23, tzinfo=UTC),
    )

    shown = board(desk, mission, day="2025-04-24").context["board"]
    assert (shown.day, shown.days) == (
        date(2025, 4, 24),
        (date(2025, 4, 22), date(2025, 4, 23), date(2025, 4, 24)),
    )


@pytest.mark.parametrize("day", ["", "tomorrow", "0001-01-01", "9999-12-31", "2025-02-30"])
@pytest.mark.parametrize("kind", ["", "tables"])
def test_nonsense_leads_to_the_mission_s_own_days(desk, mission, day, kind):
    page = board(desk, mission, day=day, rows=kind)

    assert (page.status_code, page.context["board"].day, page.context["kind"]) == (
        200,
        mission.start_date,
        "delegates",
    )


@pytest.mark.parametrize("kind", ["delegates", "venues", "vehicles"])
@pytest.mark.parametrize("how_many", [1, 3])
def test_a_day_takes_the_same_queries_for_any_number_of_rows(
    desk, mission, kind, how_many, django_assert_num_queries
):
    for _number in range(how_many):
        meeting = MeetingFactory(mission=mission, venue=VenueFactory())
        person = DelegateFactory(mission=mission).person
        ParticipationFactory(meeting=meeting, person=person)
        ride = TransferFactory(mission=mission, serves=meeting)
        PassengerFactory(transfer=ride, person=person)

    with django_assert_num_queries(25):
        board(desk, mission, rows=kind, day="2025-04-23")


def test_the_board_has_the_strict_policy_and_is_for_the_desk_only(client, desk, mission):
    policy = board(desk, mission).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    client.logout()
    assert board(client, mission).status_code == 302
    client.force_login(
        UserFactory(is_staff=False), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert board(client, mission).status_code == 403


def test_readers_look_and_get_no_way_to_move(desk, mission, visit):
    desk.force_login(UserFactory(role=Role.READER), backend="delegation.roles.RoleBackend")
    page = board(desk, mission)

    assert rows(page) == {"Ministra": [("item", 90, 150)]}
    assert "data-movable" not in page.content.decode()


def test_the_menu_and_the_home_page_lead_to_the_board(desk, mission, visit):
    address = reverse("admin:agenda_board", args=[mission.pk])
    assert desk.get(reverse("admin:agenda_board_at_hand")).url == address
    home = desk.get(reverse("admin:index")).content.decode()
    assert address in home
    assert reverse("admin:agenda_board_at_hand") in home
    Meeting.objects.all().delete()
    mission.delete()
    assert desk.get(reverse("admin:agenda_board_at_hand")).url == reverse("admin:index")
