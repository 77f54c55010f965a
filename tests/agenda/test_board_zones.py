"""The board of a mission with places on two clocks: an item stands on the day of its place."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from agenda.models import Meeting
from tests.factories import MeetingFactory, MissionFactory, VenueFactory

pytestmark = pytest.mark.django_db
SATURDAY, SUNDAY = date(2027, 11, 6), date(2027, 11, 7)
HOUR = timedelta(hours=1)


@pytest.fixture
def mission():
    return MissionFactory(
        time_zone="Asia/Tokyo", start_date=SATURDAY - timedelta(days=3), end_date=SUNDAY
    )


@pytest.fixture
def pier():
    return VenueFactory(name_en="Pier", time_zone="America/Los_Angeles")


@pytest.fixture
def reception(mission, pier):
    """A reception on Saturday from 23:00 to 0:45 in California, where Tokyo has Sunday at 15:00."""
    starts_at = datetime(2027, 11, 7, 6, tzinfo=UTC)
    return MeetingFactory(
        mission=mission,
        title_en="Reception",
        venue=pier,
        date=SATURDAY,
        starts_at=starts_at,
        ends_at=starts_at + 1.75 * HOUR,
    )


def in_tokyo(mission, day, hour):
    starts_at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - 9 * HOUR
    return MeetingFactory(
        mission=mission, title_en="Talks", date=day, starts_at=starts_at, ends_at=starts_at + HOUR
    )


def shown(client, mission, day):
    page = client.get(reverse("admin:agenda_board", args=[mission.pk]), {"day": day.isoformat()})
    board = page.context["board"]
    blocks = [
        (block.item.title, block.start, block.item.when, block.item.zone)
        for row in board.rows
        for block in row.blocks
    ]
    return blocks, page


def test_a_day_that_is_all_elsewhere_is_shown_on_the_clocks_there(desk, mission, reception):
    blocks, page = shown(desk, mission, SATURDAY)

    assert blocks == [("Reception", 15 * 60, "23:00", "")]
    assert page.context["board"].axis.marks[0].label == "00:00"
    assert "The hours of this day are Los Angeles time." in page.content.decode()


def test_on_a_mixed_day_the_axis_reaches_the_item_that_is_beyond_midnight(desk, mission, reception):
    in_tokyo(mission, SATURDAY, 10)
    blocks, page = shown(desk, mission, SATURDAY)
    marks = {mark.label: mark.minute for mark in page.context["board"].axis.marks}

    assert blocks == [
        ("Talks", 2 * 60, "10:00", ""),
        ("Reception", marks["15:00 +1"], "23:00", "Los Angeles"),
    ]
    assert "Hours with a city are those of its clocks: Los Angeles." in page.content.decode()


def test_it_is_found_on_the_day_of_the_mission_s_clocks_too(desk, mission, reception):
    in_tokyo(mission, SUNDAY, 10)
    blocks, page = shown(desk, mission, SUNDAY)

    assert blocks == [
        ("Talks", 2 * 60, "10:00", ""),
        ("Reception", 7 * 60, "23:00", "Los Angeles"),
    ]
    assert {SATURDAY, SUNDAY} <= {*page.context["board"].days}


def test_what_has_no_hours_waits_on_its_own_date_only(desk, mission, reception):
    Meeting.objects.update(starts_at=None, ends_at=None, part_of_day="evening")
    trays = [
        [waiting.item.title for waiting in shown(desk, mission, day)[1].context["board"].tray]
        for day in (SATURDAY, SUNDAY)
    ]

    assert trays == [["Reception"], []]
