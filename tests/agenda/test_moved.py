"""Items that were moved say so, and when they were, as far as the public may know."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Meeting
from agenda.public_when import has_moved
from agenda.publishing import publish
from agenda.versions.published import forget
from tests.factories import MeetingFactory
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
LATER = timedelta(hours=2)
MOVED = {"en": "moved was 09:30–10:30", "it": "spostato era 09:30–10:30"}


@pytest.fixture
def meeting():
    """Return a meeting that was published at 09:30 on the clocks of the place."""
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)
    return meeting


def again(meeting, **changes):
    """Change a meeting and publish its mission once more."""
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting.save()
    version = publish(mission=meeting.mission, now=NOON)
    forget()
    return version


def move(meeting):
    return again(meeting, starts_at=meeting.starts_at + LATER, ends_at=meeting.ends_at + LATER)


def pages(client, meeting, language="en"):
    mission = f"/{language}/missions/{meeting.mission.slug}/"
    paper = f"/{language}/print/{meeting.mission.slug}/"
    return [
        client.get(path)
        for path in (
            mission,
            f"{mission}days/{meeting.date:%Y-%m-%d}/",
            f"{mission}items/{meeting.pk}/",
            paper,
        )
    ]


def event(client, meeting):
    return pages(client, meeting)[2].context["structured"]


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_page_marks_what_was_moved_and_strikes_out_when_it_was(client, meeting, language):
    before = [MOVED[language] in lines_of(page) for page in pages(client, meeting, language)]
    move(meeting)

    after = pages(client, meeting, language)

    assert (before, [MOVED[language] in lines_of(page) for page in after]) == (
        [False] * 4,
        [True] * 4,
    )
    assert "<del> 09:30–10:30</del>" in after[0].text


def test_the_mark_stays_when_something_else_is_published(client, meeting):
    move(meeting)
    again(meeting, title_en="Renamed")

    assert MOVED["en"] in lines_of(pages(client, meeting)[0])


def test_another_day_is_told_with_the_hours(client, meeting):
    day = timedelta(days=1)
    again(
        meeting,
        date=meeting.date + day,
        starts_at=meeting.starts_at + day,
        ends_at=meeting.ends_at + day,
    )

    lines = lines_of(pages(client, meeting)[0])

    assert "moved was Wednesday 23 April 09:30–10:30" in lines


def test_search_engines_are_told_that_it_is_rescheduled(client, meeting):
    assert event(client, meeting)["eventStatus"].endswith("/EventScheduled")
    move(meeting)

    moved = event(client, meeting)

    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert moved["previousStartDate"] == "2025-04-23T09:30:00-04:00"


def test_hours_taken_from_the_public_are_told_neither_then_nor_ever_again(client, meeting):
    move(meeting)
    again(meeting, public_time=Meeting.PublicTime.PART_OF_DAY)
    without = [page.text for page in pages(client, meeting)]
    again(meeting, public_time=Meeting.PublicTime.HOURS)

    with_hours = [page.text for page in pages(client, meeting)]

    assert ["09:30" in text or "11:30" in text for text in without] == [False] * 4
    assert [("09:30" in text, "11:30" in text) for text in with_hours] == [(False, True)] * 4


def test_what_is_moved_and_loses_its_hours_at_once_tells_no_former_hour(client, meeting):
    meeting.public_time = Meeting.PublicTime.PART_OF_DAY
    move(meeting)

    assert ["09:30" in page.text for page in pages(client, meeting)] == [False] * 4


def test_what_was_withdrawn_comes_back_without_its_past(client, meeting):
    again(meeting, visibility=Meeting.Visibility.PARTICIPANTS)
    meeting.visibility = Meeting.Visibility.PUBLIC
    move(meeting)

    seen = [page.text for page in pages(client, meeting)]

    assert [("09:30" in text, "11:30" in text) for text in seen] == [(False, True)] * 4


def test_what_is_cancelled_is_no_longer_called_moved(client, meeting):
    move(meeting)
    again(meeting, status=Meeting.Status.CANCELLED)

    assert event(client, meeting)["eventStatus"].endswith("/EventCancelled")
    assert "09:30" not in pages(client, meeting)[0].text


def at(starts_at=None, part_of_day="", day="2025-04-23"):
    return {
        "date": day,
        "zone": "America/Detroit",
        "starts_at": starts_at,
        "part_of_day": part_of_day,
    }


@pytest.mark.parametrize(
    ("was", "now", "moved"),
    [
        (at("2025-04-23T13:30+00:00"), at("2025-04-23T13:30+00:00"), False),
        (at("2025-04-23T13:30+00:00"), at("2025-04-23T14:30+00:00"), True),
        (at("2025-04-23T13:30+00:00"), at(part_of_day="morning"), False),
        (at(part_of_day="morning"), at("2025-04-23T13:30+00:00"), False),
        (at(part_of_day="day"), at("2025-04-23T13:30+00:00"), False),
        (at(part_of_day="morning"), at("2025-04-23T18:30+00:00"), True),
        (at(part_of_day="morning"), at(part_of_day="evening"), True),
        (at(part_of_day="day"), at(part_of_day="day", day="2025-04-24"), True),
    ],
)
def test_to_know_an_hour_better_or_less_well_is_no_move(was, now, moved):
    assert has_moved(was, now) is moved
