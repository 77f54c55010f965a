"""Clock times of a place become moments, and the other way round."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from delegation.local_time import local_day, moment_at, zone_in_words

DETROIT, ROME, TOKYO = ZoneInfo("America/Detroit"), ZoneInfo("Europe/Rome"), ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("day", "clock", "utc", "at_home"),
    [
        (date(2025, 4, 23), time(9, 30), "13:30", "15:30"),
        (date(2025, 4, 23), time(18, 15), "22:15", "00:15"),
        (date(2026, 3, 24), time(9, 0), "13:00", "14:00"),
        (date(2025, 10, 28), time(9, 0), "13:00", "14:00"),
        (date(2025, 11, 5), time(9, 0), "14:00", "15:00"),
    ],
)
def test_a_clock_time_in_detroit_is_the_right_moment_in_rome(day, clock, utc, at_home):
    moment = moment_at(day, clock, DETROIT)

    assert (f"{moment:%H:%M}", f"{moment.astimezone(ROME):%H:%M}") == (utc, at_home)


def test_the_day_is_the_day_of_the_place():
    late_in_rome = datetime(2025, 4, 23, 22, 15, tzinfo=UTC)

    assert (local_day(late_in_rome, DETROIT), local_day(late_in_rome, ROME)) == (
        date(2025, 4, 23),
        date(2025, 4, 24),
    )


def test_a_time_that_does_not_exist_is_refused_and_named():
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        moment_at(date(2025, 3, 9), time(2, 30), DETROIT)

    assert refused.value.messages == [
        "On 09/03/2025 02:30 does not exist (Detroit time): the clocks go forward. "
        "Type a time an hour later or earlier."
    ]


def test_a_time_that_comes_twice_is_refused_and_named():
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        moment_at(date(2025, 11, 2), time(1, 30), DETROIT)

    assert refused.value.messages == [
        "On 02/11/2025 01:30 comes twice (Detroit time): the clocks go back. "
        "Type a time before or after the repeated hour."
    ]


@pytest.mark.parametrize("clock", [time(1, 59), time(3, 0)])
def test_the_edges_of_a_skipped_hour_exist(clock):
    moment = moment_at(date(2025, 3, 9), clock, DETROIT)

    assert moment.astimezone(DETROIT).time() == clock


@pytest.mark.parametrize("clock", [time(0, 59), time(2, 0)])
def test_the_edges_of_a_repeated_hour_come_once(clock):
    moment = moment_at(date(2025, 11, 2), clock, DETROIT)

    assert moment.astimezone(DETROIT).time() == clock


@pytest.mark.parametrize(
    ("zone", "in_english"),
    [
        (DETROIT, "Detroit time"),
        (ROME, "Rome time"),
        (TOKYO, "Tokyo time"),
        (ZoneInfo("America/Indiana/Indianapolis"), "Indianapolis time"),
    ],
)
def test_a_zone_is_said_in_words(zone, in_english):
    with translation.override("en"):
        assert zone_in_words(zone) == in_english
