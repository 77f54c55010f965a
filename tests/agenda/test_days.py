"""Days with addresses of their own, kinds to choose from, calendars of a part, and prints."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from agenda.models import Meeting
from agenda.publishing import publish
from agenda.versions.published import forget
from tests.factories import MeetingFactory, MissionFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def visit():
    meeting = MeetingFactory(kind=Meeting.Kind.VISIT, title_en="Visit")
    first = {"mission": meeting.mission, "kind": Meeting.Kind.CONFERENCE}
    MeetingFactory(title_en="Conference", **first)
    moved = {"starts_at": meeting.starts_at + DAY, "ends_at": meeting.ends_at + DAY}
    MeetingFactory(title_en="Second day", date="2025-04-24", **first, **moved)
    hidden = {"visibility": Meeting.Visibility.DELEGATION, "mission": meeting.mission}
    MeetingFactory(date="2025-04-25", part_of_day="day", starts_at=None, ends_at=None, **hidden)
    publish(mission=meeting.mission, now=NOON)
    return meeting


def page(meeting, end="", language="en"):
    return f"/{language}/missions/{meeting.mission.slug}/{end}"


def names(items):
    return [item.title.value for item in items]


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_public_day_has_an_address_of_its_own(client, visit, language):
    seen = client.get(page(visit, "days/2025-04-23/", language))
    whole = client.get(page(visit, language=language)).content.decode()

    assert len(seen.context["day"].items) == 2
    for day in ("2025-04-23", "2025-04-24"):
        assert f'href="{page(visit, f"days/{day}/", language)}"' in whole


@pytest.mark.parametrize("day", ["2025-04-22", "2025-04-25", "2025-02-30", "2025-4-3"])
def test_days_without_anything_public_are_not_found(client, visit, day):
    assert client.get(page(visit, f"days/{day}/")).status_code == 404
    assert client.get(page(visit, f"days/{day}/calendar.ics")).status_code == 404


def test_readers_choose_a_kind_without_a_script(client, visit):
    whole = client.get(page(visit))
    visits = client.get(page(visit, "?kind=visit"))
    of_day = client.get(page(visit, "days/2025-04-23/?kind=conference"))

    assert [choice for choice, _label in whole.context["form"].fields["kind"].choices] == [
        "",
        "visit",
        "conference",
    ]
    assert [names(day.items) for day in visits.context["days"]] == [["Visit"]]
    assert names(of_day.context["day"].items) == ["Conference"]
    assert '<option value="visit" selected>' in visits.content.decode()
    assert "aria-describedby" not in visits.content.decode()


@pytest.mark.parametrize("end", ["?kind=visit", "days/2025-04-23/?kind=visit"])
def test_the_kind_stays_chosen_from_day_to_day(client, visit, end):
    text = client.get(page(visit, end)).content.decode()

    for path in ("", "days/2025-04-23/", "days/2025-04-24/"):
        assert f'href="{page(visit, path)}?kind=visit"' in text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("it", "Qui non c'è alcun impegno"), ("en", "There is no item of this kind here.")],
)
@pytest.mark.parametrize(
    "end", ["days/2025-04-24/?kind=visit", "days/2025-04-23/?kind=x", "?kind=x"]
)
def test_a_kind_that_is_not_there_is_said_with_the_way_to_all(
    client, visit, end, language, sentence
):
    text = client.get(page(visit, end, language)).content.decode()

    assert sentence in text.replace("&#x27;", "'")
    assert "item-card__title" not in text
    assert f'<a href="{page(visit, end.partition("?")[0], language)}">' in text
    described = re.findall(r'aria-describedby="(.*?)"', text)
    assert all(f'id="{element}"' in text for element in described)


def test_what_is_under_way_is_marked_in_words(client):
    mission = MissionFactory(is_demonstration=True)
    MeetingFactory(mission=mission)
    MeetingFactory(
        mission=mission, date="2025-04-24", part_of_day="day", starts_at=None, ends_at=None
    )
    publish(mission=mission, now=NOON)
    address = f"/en/missions/{mission.slug}/days/2025-04-23/?at=2025-04-23T0"

    during = client.get(f"{address}9:45").content.decode()
    before = client.get(f"{address}9:00").content.decode()

    assert during.count('<span class="label label--now">now</span>') == 1
    assert "label--now" not in before
    assert f"/en/missions/{mission.slug}/days/2025-04-24/?at=2025-04-23T09%3A45" in during


def test_a_day_and_an_item_can_be_taken_into_a_calendar(client, visit):
    def summaries(end):
        events = Calendar.from_ical(client.get(page(visit, end)).content).events
        return [str(event["summary"]) for event in events]

    assert summaries("days/2025-04-23/calendar.ics") == ["Visit", "Conference"]
    assert summaries(f"items/{visit.pk}/calendar.ics") == ["Visit"]
    assert client.get(page(visit, "items/0/calendar.ics")).status_code == 404


@pytest.mark.parametrize("end", ["", "days/2025-04-23/", "items/{pk}/"])
def test_pages_can_be_sent_by_mail_with_their_full_address(client, settings, visit, end):
    end = end.format(pk=visit.pk)
    settings.SITE_URL = "https://missions.example"

    seen = client.get(page(visit, end))

    assert seen.context["address"] == f"https://missions.example{page(visit, end)}"
    assert "body=https%3A%2F%2Fmissions.example%2Fen%2F" in seen.content.decode()


def test_a_title_stands_in_the_subject_of_a_mail_as_it_was_typed(client):
    meeting = MeetingFactory(mission__title_en="Turin & “Valle d'Aosta”")
    publish(mission=meeting.mission, now=NOON)

    seen = client.get(page(meeting, f"days/{meeting.date}/"))

    assert "Turin%20%26%20%E2%80%9CValle%20d%27Aosta%E2%80%9D&amp;body=" in seen.text


def test_the_sheet_to_print_says_version_and_time_and_leads_to_its_check(client, settings, visit):
    settings.SITE_URL = "https://missions.example"

    seen = client.get(f"/it/print/{visit.mission.slug}/")

    text = seen.content.decode()
    assert seen.context["address"] == f"https://missions.example/it/print/{visit.mission.slug}/1/"
    assert " – Versione 1, foglio preparato il " in text
    assert "<svg" in text
    assert text.count("item-card__title") == 3
    assert (seen["Cache-Control"], "ETag" in seen) == ("public, no-cache", True)
    packed = client.get(f"/it/print/{visit.mission.slug}/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("language", "yes", "no"),
    [
        ("it", "Sì: la versione 1", "No: la Sua stampa è la versione 1, la più recente è la 2."),
        ("en", "Yes: version 1", "No: your print is version 1, the newest one is 2."),
    ],
)
def test_a_print_is_current_until_a_newer_version_is_published(client, visit, language, yes, no):
    address = f"/{language}/print/{visit.mission.slug}/1/"

    first = client.get(address).content.decode()
    publish(mission=visit.mission, now=NOON + DAY)
    forget()
    second = client.get(address).content.decode()

    assert (yes in first, no in first) == (True, False)
    assert (yes in second, no in second) == (False, True)
    for number in (0, 3):
        assert client.get(f"/en/print/{visit.mission.slug}/{number}/").status_code == 404
