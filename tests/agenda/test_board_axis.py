"""Placing a day on an axis: days on which the clocks change, lanes, ways between places."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agenda.board.axis import Mark, axis_of
from agenda.board.rows import Item, Lead, row_of
from agenda.plan.planned import Key
from agenda.plan.travel import TravelTimes

DETROIT = ZoneInfo("America/Detroit")
DAY = date(2025, 4, 23)
NOBODY_KNOWS = TravelTimes(typed={}, places={}, speed_kmh=40)


def item(number, starts, ends, *, day=DAY, origin=1, destination=1):
    """Return an item between two hours of Detroit, counted from midnight."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=DETROIT).astimezone(UTC)
    return Item(
        key=Key("meeting", number),
        title="Visit",
        when="",
        until="",
        where="",
        zone="",
        zones="",
        starts_at=midnight + timedelta(hours=starts),
        ends_at=midnight + timedelta(hours=ends),
        origin=origin,
        destination=destination,
        row="",
        seen="",
        url="",
    )


def shown(axis):
    """Return the first and the last hour that are seen before the axis grows, and its length."""
    labels = [mark.label for mark in axis.marks if 0 <= mark.minute < axis.length]
    return [labels[0], labels[-1]], axis.length


def row(*items, travel=NOBODY_KNOWS):
    lead = Lead("person-1", "Ada Rossi", "", items, people=frozenset({1}), travels=True)
    return row_of(lead, axis_of(DAY, DETROIT, items), {}, travel, buffer_minutes=10)


def test_the_axis_shows_working_hours_and_whatever_is_earlier_or_later():
    plain = axis_of(DAY, DETROIT, [])
    wide = axis_of(DAY, DETROIT, [item(1, 5.5, 6), item(2, 21, 22.25)])

    assert shown(plain) == (["08:00", "19:00"], 12 * 60)
    assert shown(wide) == (["05:00", "22:00"], 18 * 60)


def test_the_axis_can_grow_from_midnight_to_midnight():
    plain = axis_of(DAY, DETROIT, [])

    assert (plain.earliest, plain.latest) == (-8 * 60, 16 * 60)
    assert [plain.marks[0], plain.marks[-1]] == [Mark(-8 * 60, "00:00"), Mark(15 * 60, "23:00")]


def test_hours_begin_where_clocks_of_half_hour_zones_begin_them():
    kolkata = ZoneInfo("Asia/Kolkata")
    early = replace(item(1, 0, 1), starts_at=datetime(2025, 4, 23, 1, 45, tzinfo=UTC))

    assert shown(axis_of(DAY, kolkata, [early]))[0][0] == "07:00"


@pytest.mark.parametrize(
    ("day", "hours", "labels"),
    [
        (date(2025, 3, 9), 23, ["00:00", "01:00", "03:00", "04:00"]),
        (date(2025, 11, 2), 25, ["00:00", "01 EDT", "01 EST", "02:00"]),
    ],
)
def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is(day, hours, labels):
    whole_day = item(1, -1, hours + 1, day=day)
    axis = axis_of(day, DETROIT, [whole_day])

    assert axis.length == hours * 60
    assert [mark.label for mark in axis.marks[:4]] == labels


def test_overlapping_items_stand_in_lanes_and_a_lane_is_used_again():
    placed = row(item(1, 9, 11), item(2, 10, 12), item(3, 11, 12))

    assert [(block.item.key.pk, block.start, block.end, block.lane) for block in placed.blocks] == [
        (1, 60, 180, 0),
        (2, 120, 240, 1),
        (3, 180, 240, 0),
    ]
    assert placed.lanes == 2


@pytest.mark.parametrize(
    ("typed", "needed", "is_short"),
    [({(1, 2): 20}, 30, False), ({(1, 2): 21}, 31, True), ({}, None, False)],
)
def test_the_way_between_two_places_says_what_it_needs(typed, needed, is_short):
    travel = TravelTimes(typed=typed, places={}, speed_kmh=40)
    (gap,) = row(item(1, 9, 10), item(2, 10.5, 11, origin=2, destination=2), travel=travel).gaps

    assert (gap.start, gap.end, gap.needed, gap.is_short) == (120, 150, needed, is_short)


def test_a_way_for_which_there_is_no_time_stands_between_its_two_items():
    parts = row(item(1, 9, 10), item(2, 10, 11, origin=2, destination=2)).parts

    assert [part.sort for part in parts] == ["item", "gap", "item"]


def test_there_is_no_way_within_one_place():
    assert row(item(1, 9, 10), item(2, 11, 12)).gaps == ()
