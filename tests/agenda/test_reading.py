"""Times as a reader sees them, where only a part of the day is told."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from agenda.reading import When, part_of
from tests.moments import NOON


def test_what_has_no_hours_has_none_at_home_and_lasts_one_day():
    when = When(
        date=date(2025, 4, 23),
        part="morning",
        starts_at=None,
        ends_at=None,
        zone=ZoneInfo("America/Detroit"),
        home_zone=ZoneInfo("Europe/Rome"),
    )

    assert (when.home_starts_at, when.home_ends_at, when.ends_on) == (None, None, None)


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"), (18, "evening")],
)
def test_an_hour_that_is_not_told_leaves_its_part_of_the_day(hour, part):
    assert part_of(NOON.replace(hour=hour)) == part
