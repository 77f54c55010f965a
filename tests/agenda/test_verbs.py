"""Verbs on one row: each asks first, then acts."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from agenda.editing.duplication import duplicate
from agenda.models import Meeting
from agenda.publishing import publish
from delegation.models import Mission
from tests.agenda.test_lists import address
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    PersonalLinkFactory,
    PersonFactory,
    UserFactory,
)
from tests.moments import NOON

pytestmark = pytest.mark.django_db


VERBS = {
    "Cancel with a reason…",
    "Copy to another day…",
    "Withdraw from the public at once…",
}


def button(row, verb):
    return address(type(row), f"{row.pk}/{verb}/")


def buttons(page):
    return {str(action["title"]) for action in page.context["actions_detail"]}


def test_a_meeting_is_cancelled_from_its_page(desk):
    meeting = MeetingFactory()

    asked = desk.get(button(meeting, "cancel"))
    meeting.refresh_from_db()
    before = meeting.status
    desk.post(button(meeting, "cancel"), {"confirmed": 1, "reason_it": "Neve", "reason_en": "Snow"})

    meeting.refresh_from_db()
    assert (asked.status_code, before, meeting.status) == (200, "confirmed", "cancelled")


def test_a_cancellation_without_reason_is_asked_again(desk):
    meeting = MeetingFactory()

    page = desk.post(button(meeting, "cancel"), {"confirmed": 1, "reason_it": "Neve"})

    assert page.context["form"].errors == {"reason_en": ["This field is required."]}


def test_a_meeting_is_copied_from_its_page(desk):
    meeting = MeetingFactory()

    desk.post(button(meeting, "duplicate"), {"confirmed": 1, "date": "2025-04-24"})

    assert Meeting.objects.count() == 2


def test_withdrawing_asks_first(desk):
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)

    asked = desk.get(button(meeting, "withdraw"))
    meeting.refresh_from_db()
    before = meeting.visibility
    desk.post(button(meeting, "withdraw"), {"confirmed": 1})

    meeting.refresh_from_db()
    assert "within two seconds" in asked.content.decode()
    assert (before, meeting.visibility) == ("public", "participants")
    assert meeting.mission.versions.count() == 2


def test_a_link_is_replaced_only_after_a_yes(desk):
    link = PersonalLinkFactory()
    old = link.key

    desk.get(button(link, "replace"))
    link.refresh_from_db()
    kept = link.key
    desk.post(button(link, "replace"), {"confirmed": 1})

    link.refresh_from_db()
    assert kept == old != link.key


def test_a_link_is_sent_to_its_person(desk, django_capture_on_commit_callbacks):
    link = PersonalLinkFactory(person=PersonFactory(email="ada@example.org"))

    with django_capture_on_commit_callbacks(execute=True):
        page = desk.post(button(link, "send"), {"confirmed": 1}, follow=True)

    link.refresh_from_db()
    assert "the mail is on its way" in str(next(iter(page.context["messages"])))
    assert [(sent.to, link.url in sent.body) for sent in mail.outbox] == [
        (["ada@example.org"], True)
    ]
    assert link.state == "sent"


def test_a_link_to_nowhere_is_not_sent(desk):
    link = PersonalLinkFactory()

    page = desk.post(button(link, "send"), {"confirmed": 1}, follow=True)

    assert "No e-mail address" in str(next(iter(page.context["messages"])))
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (
            "organiser",
            {"Cancel with a reason…", "Copy to another day…", "Withdraw from the public at once…"},
        ),
        ("editor", {"Cancel with a reason…", "Copy to another day…"}),
        ("reader", set()),
    ],
)
def test_each_role_is_offered_what_it_may_do(client, settings, role, offered):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(role=role), backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    meeting = MeetingFactory()

    page = client.get(address(Meeting, f"{meeting.pk}/change/"))
    forced = client.post(button(meeting, "withdraw"), {"confirmed": 1})

    assert buttons(page) & VERBS == offered
    assert (forced.status_code == 403) == (role != "organiser")


@pytest.mark.parametrize("key", ["0", "abc", "99999999999999999999", "%00"])
def test_a_row_that_is_not_there_leads_back_to_the_list(desk, key):
    page = desk.get(address(Meeting, f"{key}/cancel/"))

    assert (page.status_code, page["Location"]) == (302, "/admin/agenda/meeting/")


@pytest.mark.parametrize(
    ("verb", "was", "said"),
    [("withdraw", True, "gone within two seconds"), ("show", False, "Everybody can read")],
)
def test_a_mission_leaves_and_enters_the_public_site_only_after_a_yes(desk, verb, was, said):
    mission = MissionFactory(is_public=was)

    asked = desk.get(button(mission, verb))
    mission.refresh_from_db()
    before = mission.is_public
    desk.post(button(mission, verb), {"confirmed": 1})

    mission.refresh_from_db()
    assert said in asked.content.decode()
    assert (before, mission.is_public) == (was, not was)


def test_missions_are_withdrawn_from_their_list_after_a_question(desk):
    missions = MissionFactory.create_batch(2, is_public=True)
    ticked = {"action": "withdraw", "_selected_action": [row.pk for row in missions]}

    desk.post(address(Mission), ticked)
    before = Mission.objects.filter(is_public=True).count()
    desk.post(address(Mission), {**ticked, "confirmed": 1})

    assert (before, Mission.objects.filter(is_public=True).count()) == (2, 0)


@pytest.mark.parametrize(
    ("is_public", "offered"),
    [(True, "Withdraw from the public site…"), (False, "Show on the public site…")],
)
def test_the_page_of_a_mission_offers_what_is_left_to_do(desk, is_public, offered):
    mission = MissionFactory(is_public=is_public)

    page = desk.get(address(Mission, f"{mission.pk}/change/"))

    assert buttons(page) == {offered}


@pytest.mark.parametrize("day", [date.min, date.max, date(2027, 1, 1)])
def test_a_meeting_is_not_copied_to_a_day_far_from_its_mission(day):
    meeting = MeetingFactory()

    with pytest.raises(ValidationError, match=r"more than a year away|più di un anno"):
        duplicate(meeting=meeting, day=day)

    assert list(Meeting.objects.all()) == [meeting]
