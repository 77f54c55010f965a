"""Meetings as organisers type, change, cancel and copy them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from agenda.models import Meeting, Participation
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
ADD = "/admin/agenda/meeting/add/"
LIST = "/admin/agenda/meeting/"


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def typed(mission, **changes):
    empty_inlines = {
        f"{prefix}-{name}": number
        for prefix in ("participations", "transfers")
        for name, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
    }
    return {
        "mission": mission.pk,
        "kind": "visit",
        "title_it": "Visita",
        "title_en": "Visit",
        "status": "tentative",
        "visibility": "participants",
        "public_time": "part_of_day",
        "date": "2025-04-23",
        "starts": "09:30",
        "ends": "10:30",
        **empty_inlines,
        **changes,
    }


def errors(page):
    return page.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("America/Detroit", datetime(2025, 4, 23, 13, 30, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2025, 4, 23, 0, 30, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2025, 4, 22, 21, 30, tzinfo=UTC)),
    ],
)
def test_hours_typed_at_the_desk_are_those_of_the_place(desk, zone, utc):
    desk.post(ADD, typed(MissionFactory(time_zone=zone)))

    assert Meeting.objects.get().starts_at == utc


def test_the_venues_zone_goes_before_the_missions(desk):
    venue = VenueFactory(time_zone="Asia/Tokyo")

    desk.post(ADD, typed(MissionFactory(), venue=venue.pk))

    assert Meeting.objects.get().starts_at == datetime(2025, 4, 23, 0, 30, tzinfo=UTC)


def test_hours_are_shown_again_on_the_clocks_of_the_place(desk):
    meeting = MeetingFactory()

    page = desk.get(f"{LIST}{meeting.pk}/change/")

    initial = page.context["adminform"].form.initial
    assert (f"{initial['starts']:%H:%M}", f"{initial['ends']:%H:%M}") == ("09:30", "10:30")


def test_a_meeting_may_end_after_midnight(desk):
    desk.post(ADD, typed(MissionFactory(), starts="22:00", ends="00:30", ends_next_day="on"))

    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.ends_at) == (
        date(2025, 4, 23),
        datetime(2025, 4, 24, 4, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"starts": "11:00"}, "meeting_ends_after_start"),
        ({"part_of_day": "morning"}, "meeting_hours_or_part_of_day"),
        ({"starts": "", "ends": ""}, "meeting_hours_or_part_of_day"),
        ({"ends": ""}, "meeting_hours_or_part_of_day"),
    ],
)
def test_broken_rules_are_explained_and_nothing_is_saved(desk, changes, rule, language):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    page = desk.post(ADD, typed(MissionFactory(), **changes))

    rules = {rule.name: rule for rule in Meeting._meta.constraints}
    with translation.override(language):
        expected = str(rules[rule].violation_error_message)
    assert errors(page)["__all__"] == [expected]
    assert not Meeting.objects.exists()


def test_an_hour_that_the_clocks_skip_is_refused(desk):
    page = desk.post(ADD, typed(MissionFactory(), date="2025-03-09", starts="02:30", ends="04:00"))

    assert "does not exist" in errors(page)["starts"][0]
    assert not Meeting.objects.exists()


def test_a_status_moves_only_along_its_steps(desk):
    meeting = MeetingFactory(status=Meeting.Status.HELD)

    page = desk.post(
        f"{LIST}{meeting.pk}/change/", typed(meeting.mission, status=Meeting.Status.PROPOSED)
    )

    assert errors(page)["status"] == [
        "This status can't follow the present one: choose one of the list."
    ]
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.HELD


def test_whole_groups_join_once(desk):
    mission = MissionFactory()
    head, member = DelegateFactory(mission=mission), DelegateFactory(mission=mission)
    DelegateFactory(mission=mission, group="firms")

    desk.post(ADD, typed(mission, groups=["institutional"]))

    people = Participation.objects.order_by("pk").values_list("person", flat=True)
    assert list(people) == [head.person_id, member.person_id]


def test_cancelling_asks_for_the_reason_and_keeps_it(desk):
    meeting = MeetingFactory()
    chosen = {"action": "cancel", "_selected_action": [meeting.pk]}

    asked = desk.post(LIST, chosen)
    desk.post(LIST, {**chosen, "confirmed": "1", "reason_it": "Neve", "reason_en": "Snow"})

    meeting.refresh_from_db()
    assert asked.status_code == 200
    assert (meeting.status, meeting.cancellation_reason_it, meeting.cancellation_reason_en) == (
        "cancelled",
        "Neve",
        "Snow",
    )


def test_what_was_held_is_not_cancelled(desk):
    meeting = MeetingFactory(status=Meeting.Status.HELD)
    chosen = {"action": "cancel", "_selected_action": [meeting.pk], "confirmed": "1"}

    page = desk.post(LIST, {**chosen, "reason_it": "Neve", "reason_en": "Snow"}, follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert told == ["“Meeting with the maker”: A meeting that is held can't become cancelled."]
    meeting.refresh_from_db()
    assert meeting.status == Meeting.Status.HELD


def test_what_is_cancelled_is_not_cancelled_again(desk):
    meeting = MeetingFactory(status=Meeting.Status.CANCELLED, cancellation_reason_en="Snow")
    chosen = {"action": "cancel", "_selected_action": [meeting.pk], "confirmed": "1"}

    page = desk.post(LIST, {**chosen, "reason_it": "Vento", "reason_en": "Wind"}, follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert told == ["“Meeting with the maker”: This meeting is cancelled already."]
    meeting.refresh_from_db()
    assert meeting.cancellation_reason_en == "Snow"


def test_a_meeting_lasts_a_day_at_most(desk):
    page = desk.post(ADD, typed(MissionFactory(), starts="09:00", ends="09:30", ends_next_day="on"))

    assert errors(page)["__all__"] == ["A meeting lasts 24 hours at most."]


@pytest.mark.usefixtures("_english")
def test_hours_lie_on_the_day_of_the_place():
    meeting = MeetingFactory(date="2025-04-24")
    meeting.refresh_from_db()

    with pytest.raises(ValidationError) as refused:
        meeting.full_clean()

    assert refused.value.message_dict == {
        "date": ["The meeting starts on another day of the place (Detroit time)."]
    }


def test_a_copy_keeps_hours_of_the_place_and_people(desk):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting)
    chosen = {"action": "duplicate", "_selected_action": [meeting.pk], "confirmed": "1"}

    desk.post(LIST, {**chosen, "date": "2025-11-05"})

    copy = Meeting.objects.exclude(pk=meeting.pk).get()
    assert (copy.date, copy.starts_at, copy.status, copy.people.count()) == (
        date(2025, 11, 5),
        datetime(2025, 11, 5, 14, 30, tzinfo=UTC),
        "proposed",
        1,
    )
    assert copy.calendar_uid != meeting.calendar_uid


def test_a_copy_of_a_meeting_without_hours_has_none_either(desk):
    hours = {"starts_at": None, "ends_at": None, "part_of_day": "evening"}
    meeting = MeetingFactory(**hours)
    chosen = {"action": "duplicate", "_selected_action": [meeting.pk], "confirmed": "1"}

    desk.post(LIST, {**chosen, "date": "2025-11-05"})

    copy = Meeting.objects.exclude(pk=meeting.pk).get()
    assert {name: getattr(copy, name) for name in hours} == hours


@pytest.mark.parametrize(
    ("role", "visibility"), [("organiser", "participants"), ("editor", "public")]
)
def test_only_organisers_withdraw(client, role, visibility):
    client.force_login(UserFactory(role=role), backend="django.contrib.auth.backends.ModelBackend")
    meeting = MeetingFactory()

    client.post(LIST, {"action": "withdraw", "_selected_action": [meeting.pk], "confirmed": "1"})

    meeting.refresh_from_db()
    assert meeting.visibility == visibility


def test_readers_change_nothing(client):
    client.force_login(
        UserFactory(role="reader"), backend="django.contrib.auth.backends.ModelBackend"
    )

    seen, posted = client.get(LIST), client.post(ADD, typed(MissionFactory()))

    assert (seen.status_code, posted.status_code, Meeting.objects.count()) == (200, 403, 0)
