"""The board while something is held: what lets go, what waits, and what is asked for twice."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.board import Board

pytestmark = pytest.mark.django_db(transaction=True)
ELEVEN = datetime(2025, 4, 23, 15, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def times(meeting):
    meeting.refresh_from_db()
    return meeting.starts_at, meeting.ends_at


def test_what_is_let_go_outside_the_rows_stays_as_it_was(board, meeting):
    board.hold(meeting, 700, 20).waits_to_hear("Let go here and it stays as it was.")
    board.page.mouse.up()
    board.waits_to_hear("Left as it was.")
    assert times(meeting) == (ELEVEN, ELEVEN + 4 * QUARTER)

    meeting.starts_at = meeting.ends_at = None
    meeting.part_of_day = "morning"
    meeting.save()
    board.open().hold(meeting, 700, 20)
    board.page.mouse.up()
    board.waits_to_hear("Left as it was.")
    assert times(meeting) == (None, None)


def test_escape_lets_go_of_an_edge_whatever_has_the_focus(board, meeting):
    box = board.item(meeting).bounding_box()
    board.page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 10)
    board.page.mouse.down()
    board.page.mouse.move(box["x"] + 2 * box["width"], box["y"] + 10, steps=4)
    board.waits_to_hear("11:00–13:00")
    board.page.keyboard.press("Escape")
    board.waits_to_hear("Left as it was.")
    board.page.mouse.up()

    assert times(meeting) == (ELEVEN, ELEVEN + 4 * QUARTER)


def test_an_item_of_a_quarter_of_an_hour_is_moved_by_mouse_and_opened_by_a_click(board, meeting):
    meeting.ends_at = ELEVEN + QUARTER
    meeting.save()
    board.open().drag(meeting, 1).waits_to_hear("12:00–12:15.")
    assert times(meeting) == (ELEVEN + 4 * QUARTER, ELEVEN + 5 * QUARTER)

    with board.page.expect_navigation():
        board.item(meeting).click(position={"x": 2, "y": 10})
    assert board.reader.path().endswith(f"/board/meeting/{meeting.pk}/")


def test_what_is_asked_for_twice_is_done_once_and_two_undos_take_two_moves_back(board, meeting):
    board.press(meeting, "Enter", "ArrowRight", "Enter", "Enter").waits_to_hear("11:15–12:15.")
    board.page.keyboard.press("Escape")
    board.drag(meeting, 1).waits_to_hear("12:15–13:15.")
    assert (times(meeting)[0], board.is_silent()) == (ELEVEN + 5 * QUARTER, True)

    board.take_back().take_back().waits_to_hear("11:00–12:00.")
    assert (times(meeting)[0], board.is_silent()) == (ELEVEN, True)


def test_what_is_held_stays_so_while_the_board_is_read_again(board, meeting):
    board.drag(meeting, 1).waits_to_hear("12:00–13:00.")
    board.press(meeting, "Enter", "ArrowRight")
    board.page.wait_for_load_state("networkidle")

    board.waits_to_see(meeting, "12:15–13:15")
    board.page.keyboard.press("Enter")
    board.waits_to_hear("12:15–13:15.")
    assert (times(meeting)[0], board.is_silent()) == (ELEVEN + 5 * QUARTER, True)


def test_a_finger_that_waits_picks_an_item_up_and_one_that_does_not_scrolls(board, meeting):
    board.touch(meeting, 1, wait=0)
    board.page.wait_for_timeout(500)
    assert times(meeting)[0] == ELEVEN

    board.touch(meeting, 1, wait=600).waits_to_hear("12:00–13:00.")
    assert times(meeting)[0] == ELEVEN + 4 * QUARTER


def test_tab_stops_once_and_arrows_go_from_item_to_item(board, meeting):
    assert board.stops() == 1
    first = board.press(meeting, "Home").focused()
    board.page.keyboard.press("ArrowDown")
    below = board.focused()

    assert first[0] != f"meeting-{meeting.pk}"
    assert (below[0], below[1] != first[1], board.stops()) == (first[0], True, 1)


def test_rows_are_found_by_what_stands_in_them(board, meeting):
    everybody = board.rows()
    board.find("aizoon")

    assert 1 == len(board.rows()) < len(everybody)
    assert board.find("").rows() == everybody


def test_after_a_move_and_its_undo_only_the_rows_of_the_item_come_anew(board, meeting):
    own = board.row_keys(meeting)
    board.mark_rows().drag(meeting, 1).waits_to_hear("12:00–13:00.")
    board.waits_to_see(meeting, "12:00")
    assert board.unmarked_rows() == own
    assert len(own) < len(board.rows())

    board.mark_rows().take_back().waits_to_hear("11:00–12:00.")
    board.waits_to_see(meeting, "11:00")
    assert board.unmarked_rows() == own
    assert board.reader.complaints == []


def test_what_is_taken_back_before_the_board_was_read_anew_stands_where_it_was(board, meeting):
    box = board.item(meeting).bounding_box()
    board.press(meeting, "Enter", "ArrowRight", "Enter").waits_to_hear("11:15–12:15.")
    board.take_back().waits_to_hear("11:00–12:00.")

    assert board.unmarked_rows()
    assert board.item(meeting).bounding_box() == box
    assert board.waits_to_see(meeting, "11:00").stops() == 1


def test_an_item_out_of_the_tray_shows_in_each_row_of_its_people_where_it_would_stand(
    board, site, meeting
):
    everybody = Board(board.reader, site.mission, "?day=2025-04-23&apart=on").open()
    own = everybody.row_keys(meeting)
    meeting.starts_at = meeting.ends_at = None
    meeting.part_of_day = "morning"
    meeting.save()
    everybody.open().press(meeting, "Enter")
    assert len(own) > 1
    assert everybody.ghosts() == [[row, "09:00–10:00"] for row in own]

    everybody.page.keyboard.press("ArrowRight")
    assert everybody.ghosts() == [[row, "09:15–10:15"] for row in own]
    everybody.page.keyboard.press("Escape")
    assert everybody.ghosts() == []

    everybody.hold(meeting, 700, 400)
    assert [row for row, _hours in everybody.ghosts()] == own
    everybody.page.mouse.move(700, 20)
    everybody.waits_to_hear("Let go here and it stays as it was.")
    assert everybody.ghosts() == []
