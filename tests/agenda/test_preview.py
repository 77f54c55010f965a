"""The preview moment: ``?at=`` on the public and the personal pages."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Meeting
from agenda.publishing import publish
from agenda.versions.published import forget
from tests.factories import (
    DelegateFactory,
    FirmFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 4, 20, 12, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)
HOURLESS = {"starts_at": None, "ends_at": None}
THEN, NOW = "?at=2025-04-20T12:00", "?at=2025-04-23T09:45"
HOW_TO = "Write the moment as 2025-04-23T13:45, on the clocks of the place."
COME_SI_SCRIVE = "Scrivere il momento così: 2025-04-23T13:45, sull'ora del luogo."


def demonstration(**values):
    return MissionFactory(is_demonstration=True, **values)


def page(mission, language="en"):
    return f"/{language}/missions/{mission.slug}/"


def titles(answer):
    return [item.title.value for day in answer.context["days"] for item in day.items]


def test_in_a_demonstration_anybody_looks_at_another_moment(client):
    mission = demonstration()
    meeting = MeetingFactory(mission=mission)
    MeetingFactory(mission=mission, date="2025-04-24", part_of_day="morning", **HOURLESS)
    publish(mission=mission, now=FIRST)

    seen = client.get(page(mission) + NOW)

    assert f"{seen.context['preview']:%Y-%m-%d %H:%M}" == "2025-04-23 09:45"
    assert [item.id for item in seen.context["now"]] == [meeting.pk]
    assert f"{seen.context['next'][0].when.date}" == "2025-04-24"


def test_the_page_says_that_it_is_a_preview_and_is_not_for_search_machines(client):
    mission = demonstration()
    publish(mission=mission, now=FIRST)

    seen = client.get(page(mission) + NOW).content.decode()

    assert "Preview: 23 April 2025, 09:45 (Detroit time)." in seen
    assert '<meta name="robots" content="noindex">' in seen


@pytest.mark.parametrize("staff", [True, False])
def test_of_a_real_mission_only_staff_look_at_another_moment(client, staff):
    mission = MissionFactory()
    publish(mission=mission, now=FIRST)
    client.force_login(
        UserFactory(is_staff=staff), backend="django.contrib.auth.backends.ModelBackend"
    )

    seen = client.get(page(mission) + NOW)

    assert (seen.context["preview"] is not None) is staff


def test_of_a_real_mission_the_public_gets_the_page_of_now(client):
    mission = MissionFactory()
    publish(mission=mission, now=FIRST)

    seen = client.get(f"{page(mission)}?at=nonsense")

    assert (seen.status_code, seen.context["preview"], seen.context["preview_problem"]) == (
        200,
        None,
        "",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "yesterday",
        "2025-04-23",
        "2025-13-45T99:99",
        "2025-04-23T13:45Z",
        "2025-04-23T13:45+02:00",
        "%00",
        "<script>",
        "٢٠٢٥-٠٤-٢٣T13:4x",
    ],
)
def test_a_moment_that_cannot_be_read_gets_a_sentence_in_the_language_of_the_page(client, typed):
    mission = demonstration()
    publish(mission=mission, now=FIRST)

    english, italian = (client.get(f"{page(mission, code)}?at={typed}") for code in ("en", "it"))

    assert (english.status_code, english.context["preview"]) == (200, None)
    assert english.context["preview_problem"] == HOW_TO
    assert italian.context["preview_problem"] == COME_SI_SCRIVE


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Detroit"])
@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_moment_at_the_ends_of_the_calendar_is_refused_with_a_sentence(client, zone, day):
    mission = demonstration(time_zone=zone)
    publish(mission=mission, now=FIRST)

    seen = client.get(f"{page(mission)}?at={day}T23:59")

    assert seen.context["preview_problem"] == "Choose a day of the years 2000 to 2100."


def test_a_moment_that_the_clocks_skip_or_repeat_is_refused_with_a_sentence(client):
    mission = demonstration()
    publish(mission=mission, now=FIRST)

    skipped = client.get(f"{page(mission)}?at=2025-03-09T02:30")
    repeated = client.get(f"{page(mission)}?at=2025-11-02T01:30")

    assert skipped.context["preview_problem"] == (
        "On 09/03/2025 02:30 does not exist (Detroit time): the clocks go forward. "
        "Type a time an hour later or earlier."
    )
    assert repeated.context["preview_problem"] == (
        "On 02/11/2025 01:30 comes twice (Detroit time): the clocks go back. "
        "Type a time before or after the repeated hour."
    )


def test_before_the_first_publication_there_is_nothing_to_look_at(client):
    mission = demonstration()
    publish(mission=mission, now=FIRST)

    assert client.get(f"{page(mission)}?at=2025-04-19T12:00").status_code == 404


def test_a_past_version_is_shown_as_it_was(client):
    mission = demonstration()
    meeting = MeetingFactory(mission=mission, title_en="As it was")
    publish(mission=mission, now=FIRST)
    meeting.title_en = "As it is"
    meeting.save()
    publish(mission=mission, now=SECOND)

    then, now = (titles(client.get(page(mission) + moment)) for moment in (THEN, ""))

    assert (then, now) == (["As it was"], ["As it is"])


def test_what_was_withdrawn_stays_away_from_looks_at_the_past(client):
    mission = demonstration()
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=FIRST)
    assert titles(client.get(page(mission) + THEN)) == ["Meeting with the maker"]
    meeting.visibility = Meeting.Visibility.DELEGATION
    meeting.save()
    publish(mission=mission, now=SECOND)
    forget()

    assert titles(client.get(page(mission) + THEN)) == []
    assert client.get(f"{page(mission)}items/{meeting.pk}/{THEN}").status_code == 404


def test_a_detail_that_was_withdrawn_stays_away_from_looks_at_the_past(client):
    mission = demonstration()
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=FIRST)
    meeting.public_title, meeting.public_time = False, Meeting.PublicTime.DAY
    meeting.save()
    publish(mission=mission, now=SECOND)

    item = client.get(f"{page(mission)}items/{meeting.pk}/{THEN}").context["item"]

    assert (item.title.value, item.when.part, item.when.starts_at) == ("", "day", None)


def test_people_and_firms_that_were_withdrawn_stay_away_from_looks_at_the_past(client):
    mission = demonstration()
    meeting = MeetingFactory(mission=mission, public_participants=True)
    stays, goes = DelegateFactory.create_batch(2, mission=mission, shown_publicly=True)
    for delegate in (stays, goes):
        ParticipationFactory(meeting=meeting, person=delegate.person)
    firm = FirmFactory()
    mission.firms.add(firm)
    publish(mission=mission, now=FIRST)
    goes.shown_publicly = False
    goes.save()
    mission.firms.remove(firm)
    publish(mission=mission, now=SECOND)

    item = client.get(f"{page(mission)}items/{meeting.pk}/{THEN}").context
    delegation = client.get(f"{page(mission)}delegation/{THEN}").context

    assert [len(item["item"].participants), len(delegation["delegates"])] == [1, 1]
    assert delegation["firms"] == ()


def test_changes_name_the_fields_and_never_what_was_withdrawn(client):
    mission = demonstration()
    kept = MeetingFactory(mission=mission, title_en="Kept")
    gone = MeetingFactory(mission=mission, title_en="Gone")
    publish(mission=mission, now=FIRST)
    kept.title_en, gone.visibility = "Renamed", Meeting.Visibility.ORGANISERS
    kept.save()
    gone.save()
    publish(mission=mission, now=SECOND)

    changes = client.get(page(mission)).context["reading"].changes

    assert [(change.kind, change.item.title.value, change.fields) for change in changes] == [
        ("changed", "Renamed", ("title",))
    ]


def test_the_links_of_a_preview_keep_its_moment(client):
    mission = demonstration()
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=FIRST)

    seen = client.get(page(mission) + NOW).content.decode()

    assert f'href="{page(mission)}items/{meeting.pk}/?at=2025-04-23T09%3A45"' in seen
    assert f'href="{page(mission, "it")}?at=2025-04-23T09%3A45"' in seen


def test_a_personal_page_has_a_preview_on_the_clocks_of_the_published_place(client):
    mission = demonstration()
    meeting = MeetingFactory(mission=mission)
    link = PersonalLinkFactory(mission=mission)
    ParticipationFactory(meeting=meeting, person=link.person)
    publish(mission=mission, now=FIRST)
    mission.time_zone = "Asia/Tokyo"
    mission.save()

    seen = client.get(f"/p/{link.key}/en/{NOW}")

    link.refresh_from_db()
    assert f"{seen.context['preview']:%H:%M %Z}" == "09:45 EDT"
    assert [entry.id for entry in seen.context["now"]] == [meeting.pk]
    assert link.page_fetched_at is None
