"""Moving items on the board by pointer, by keys and without script."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import AcceptedClash, TravelTime
from tests.browser.board import PASSWORD, Board

pytestmark = pytest.mark.django_db(transaction=True)
ELEVEN = datetime(2025, 4, 23, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def times(meeting):
    meeting.refresh_from_db()
    return meeting.starts_at, meeting.ends_at


def test_an_item_is_dragged_then_its_end_and_both_are_taken_back(board, meeting):
    board.drag(meeting, 1).waits_to_hear("12:00–13:00.")
    assert times(meeting) == (ELEVEN + HOUR, ELEVEN + 2 * HOUR)
    board.drag(meeting, -0.5, edge=True).waits_to_hear("12:00–12:30.")
    assert times(meeting) == (ELEVEN + HOUR, ELEVEN + 1.5 * HOUR)

    board.take_back().waits_to_hear("12:00–13:00.")
    board.take_back().waits_to_hear("11:00–12:00.")
    assert times(meeting) == (ELEVEN, ELEVEN + HOUR)
    assert board.reader.complaints == []


def test_keys_move_an_item_and_tell_what_it_would_cause(board, meeting):
    board.press(meeting, "Enter", "ArrowRight", "ArrowRight", "Shift+ArrowLeft")
    assert board.waits_to_hear("No new clash.").startswith("11:30–12:15")
    assert times(meeting) == (ELEVEN, ELEVEN + HOUR)

    board.page.keyboard.press("Enter")
    board.waits_to_hear("11:30–12:15.")
    assert times(meeting) == (ELEVEN + HOUR / 2, ELEVEN + 1.25 * HOUR)
    focused = board.page.evaluate("document.activeElement.closest('[data-key]').dataset.key")
    assert focused == f"meeting-{meeting.pk}"


def test_escape_leaves_an_item_as_it_was(board, meeting):
    board.press(meeting, "Enter", "ArrowRight", "Escape").waits_to_hear("Left as it was.")

    board.waits_to_see(meeting, "11:00")
    assert times(meeting) == (ELEVEN, ELEVEN + HOUR)


def test_what_would_clash_is_asked_about_left_or_kept_with_a_reason(board, meeting):
    board.drag(meeting, 3)
    assert "in two places at once" in board.question().inner_text()
    assert board.reader.barriers() == {}
    board.leave()
    assert times(meeting) == (ELEVEN, ELEVEN + HOUR)

    board.drag(meeting, 3).keep("Two groups.").waits_to_hear("14:00–15:00.")
    assert times(meeting) == (ELEVEN + 3 * HOUR, ELEVEN + 4 * HOUR)
    assert {row.reason for row in AcceptedClash.objects.filter(accepted_by__username="ada")} == {
        "Two groups."
    }


def test_an_item_out_of_the_tray_gets_hours_by_pointer(board, meeting):
    meeting.starts_at = meeting.ends_at = None
    meeting.part_of_day = "morning"
    meeting.save()
    board.open()
    tray = board.item(meeting).bounding_box()
    hours = board.page.locator(".board__hours").bounding_box()
    board.page.mouse.move(tray["x"] + 20, tray["y"] + 12)
    board.page.mouse.down()
    board.page.mouse.move(hours["x"] + hours["width"] * 3.5 / 12, hours["y"] + 100, steps=4)
    board.page.mouse.up()

    board.waits_to_hear("11:00–12:00.")
    assert times(meeting) == (ELEVEN, ELEVEN + HOUR)


def test_the_second_organiser_is_told_and_sees_how_things_stand(board, meeting):
    meeting.starts_at += HOUR
    meeting.ends_at += HOUR
    meeting.save()
    said = board.drag(meeting, -0.25).note()
    board.page.mouse.move(5, 5)

    assert "has moved" in said
    assert board.note() == said
    assert times(meeting) == (ELEVEN + HOUR, ELEVEN + 2 * HOUR)
    board.waits_to_see(meeting, "12:00")


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("rows", ["delegates", "venues", "vehicles"])
def test_the_board_has_no_barrier_and_breaks_no_policy(board, site, language, rows):
    TravelTime.objects.all().delete()
    board.reader.speaks(language)
    Board(board.reader, site.mission, f"?day=2025-04-23&rows={rows}").open()
    for fold in board.page.locator("summary").all():
        fold.click()
    form = board.item(site.mission.transfers.first()).locator("a").get_attribute("href")

    assert board.reader.barriers() == {}
    assert board.reader.resize(390).barriers() == {}
    assert board.reader.overflow() == 0
    board.page.goto(board.page.url.partition("?")[0] + form)
    assert board.reader.barriers() == {}
    assert board.reader.complaints == []


def test_without_script_a_form_moves_an_item(without_script, site, organiser, meeting):
    without_script.speaks("en").sign_in(organiser.username, PASSWORD)
    without_script.open(Board(without_script, site.mission).address)
    page = without_script.page
    page.get_by_role("link", name=meeting.title_en).first.click()
    page.get_by_label("Starts").fill("2025-04-23T11:15")
    page.get_by_role("button", name="Move").click()

    assert without_script.sees("now Wednesday 23 April, 11:15–12:00.")
    assert times(meeting) == (ELEVEN + HOUR / 4, ELEVEN + HOUR)
