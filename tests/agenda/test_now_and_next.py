"""What stands on top of the public and the personal page: now, today without an hour, next."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Meeting
from agenda.now_and_next import turns
from agenda.publishing import publish
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
NINE = datetime(2025, 4, 23, 13, tzinfo=UTC)  # in Detroit
HOURLESS = {"starts_at": None, "ends_at": None}
TITLES = {"Visit", "Lunch", "Tour", "Some time", "Called off", "Far", "Dinner"}
HEADINGS = {
    "en": {"Now", "This morning", "This afternoon", "Today, hour to be defined", "Next"},
    "it": {"Adesso", "Stamattina", "Oggi pomeriggio", "Oggi, ora da definire", "Poi"},
}
FOLLOWING = {"All days", "Tutti i giorni", "What changed", "Che cosa è cambiato"}
MORNING, AFTERNOON, ANY_HOUR = "This morning", "This afternoon", "Today, hour to be defined"


@pytest.fixture
def link():
    mission = MissionFactory(is_demonstration=True, end_date="2025-04-26")
    link = PersonalLinkFactory(mission=mission)

    def add(title, day=23, part="", hour=None, **values):
        start = NINE + timedelta(days=day - 23, hours=(hour or 9) - 9)
        hours = {"starts_at": start, "ends_at": start + timedelta(hours=1)} if hour else HOURLESS
        named = {"title_en": title, "title_it": title, "date": f"2025-04-{day}"}
        meeting = MeetingFactory(mission=mission, part_of_day=part, **named, **hours, **values)
        ParticipationFactory(meeting=meeting, person=link.person)

    add("Visit", part="morning")
    add("Tour", part="afternoon")
    add("Some time", part="day")
    add("Called off", part="afternoon", status=Meeting.Status.CANCELLED)
    add("Lunch", hour=13)
    add("Far", day=24, part="afternoon")
    add("Dinner", day=24, hour=20)
    publish(mission=mission, now=NOON)
    return link


def addresses(link, language="en"):
    return f"/{language}/missions/{link.mission.slug}/", f"/p/{link.key}/{language}/"


def top(client, address, moment, language="en"):
    """Return the headings and titles on top of a page, up to what follows there."""
    lines = lines_of(client.get(f"{address}?at=2025-04-{moment}"))
    end = next(place for place, line in enumerate(lines) if line in FOLLOWING)
    return [line for line in lines[:end] if line in HEADINGS[language] | TITLES]


@pytest.mark.parametrize(
    ("moment", "now", "others"),
    [
        (
            "23T09:00",
            [],
            [MORNING, "Visit", AFTERNOON, "Tour", ANY_HOUR, "Some time", "Next", "Lunch"],
        ),
        (
            "23T13:30",
            ["Lunch"],
            [AFTERNOON, "Tour", ANY_HOUR, "Some time", "Next", "Far", "Dinner"],
        ),
        ("23T18:00", [], [ANY_HOUR, "Some time", "Next", "Far", "Dinner"]),
        ("24T00:00", [], [AFTERNOON, "Far", "Next", "Dinner"]),
        ("24T20:00", ["Dinner"], []),
    ],
)
def test_what_has_no_hour_stands_under_its_part_of_the_day_and_never_under_now(
    client, link, moment, now, others
):
    public, personal = addresses(link)

    head = ["Now", *now]
    tail = others if "Next" in others else [*others, "Next"]
    assert top(client, public, moment) == [*(head if now else []), *others]
    assert top(client, personal, moment) == [*head, *tail]


def test_the_headings_are_in_the_language_of_the_page(client, link):
    for address in addresses(link, "it"):
        shown = top(client, address, "23T13:30", "it")

        assert [line for line in shown if line in HEADINGS["it"]] == [
            "Adesso",
            "Oggi pomeriggio",
            "Oggi, ora da definire",
            "Poi",
        ]


def test_no_item_without_an_hour_is_labelled_now(client, link):
    public, _personal = addresses(link)

    for path in ("", "days/2025-04-23/"):
        page = client.get(f"{public}{path}?at=2025-04-23T13:30").content.decode()
        assert page.count("label--now") == 1


def test_a_part_of_a_later_day_comes_next_only_where_nothing_with_hours_may_come_before(
    client, link
):
    MeetingFactory(
        mission=link.mission, title_en="Early", date="2025-04-24", part_of_day="day", **HOURLESS
    )
    publish(mission=link.mission, now=NOON)

    seen = client.get(f"{addresses(link)[0]}?at=2025-04-23T18:00").context

    assert [str(item.title) for item in seen["next"]] == ["Far", "Dinner"]


def test_a_kept_answer_is_renewed_when_a_day_or_a_part_of_it_begins_or_ends(client, link):
    items = client.get(addresses(link)[0]).context["reading"].items

    assert sorted(f"{turn:%d %H}" for turn in turns(items)) == [
        *("23 04", "23 16", "23 17", "23 18", "23 22"),
        *("24 04", "24 22"),
        *("25 00", "25 01"),
    ]
