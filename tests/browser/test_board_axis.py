"""The hours of the board: they grow for what is moved there, and what stands in them is read."""

from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT = datetime(2025, 4, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def breakfast(board, meeting):
    """Return the meeting, now from 8 to 9, where the board begins."""
    meeting.mission.meetings.exclude(pk=meeting.pk).delete()
    meeting.mission.transfers.all().delete()
    meeting.starts_at, meeting.ends_at = EIGHT, EIGHT + HOUR
    meeting.save()
    board.open()
    return meeting


def times(meeting):
    meeting.refresh_from_db()
    return meeting.starts_at, meeting.ends_at


def test_keys_move_an_item_to_hours_that_were_not_shown(board, breakfast):
    board.press(breakfast, "Enter", *["ArrowLeft"] * 4)
    board.waits_to_see(breakfast, "07:00–08:00")
    board.page.keyboard.press("Enter")
    board.waits_to_hear("07:00–08:00.")
    assert times(breakfast) == (EIGHT - HOUR, EIGHT)

    board.waits_to_see(breakfast, "07:00").press(breakfast, "Enter", *["ArrowRight"] * 54, "Enter")
    board.waits_to_hear("20:30–21:30.")
    assert times(breakfast) == (EIGHT + 12.5 * HOUR, EIGHT + 13.5 * HOUR)
    assert board.reader.complaints == []


def test_at_the_ends_of_the_day_it_is_said_why_an_item_stops(board, breakfast):
    board.press(breakfast, "Enter", *["ArrowLeft"] * 33)
    said = board.waits_to_hear("The day has no more hours")

    assert said.startswith("00:00–01:00")


def test_an_item_pulled_to_the_rim_goes_to_earlier_hours(board, breakfast):
    board.pull_to_the_rim(breakfast, "06:")
    board.page.keyboard.press("Escape")
    board.page.mouse.up()

    board.waits_to_see(breakfast, "08:00")
    assert times(breakfast) == (EIGHT, EIGHT + HOUR)


@pytest.mark.parametrize("width", ["to be read", "whole day"])
def test_no_word_is_broken_and_hours_are_seen_whole(board, width):
    board.page.get_by_label("Width").select_option(label=width)
    broken, cut = board.spelled()

    assert broken == []
    assert width == "whole day" or cut == []
