"""The page that publishes: what the public will see, what differs, what to check."""

import pytest

from agenda.admin.mission import leaving_words
from agenda.models import Meeting, Version
from agenda.publishing import publish
from delegation.models import Mission
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
)
from tests.moments import NOON

pytestmark = pytest.mark.django_db


def page_of(mission):
    return f"/admin/delegation/mission/{mission.pk}/publish/"


def meeting_with_somebody(**fields):
    meeting = MeetingFactory(**fields)
    ParticipationFactory(meeting=meeting)
    return meeting


def test_both_languages_stand_side_by_side_as_the_public_reads_them(desk):
    meeting = meeting_with_somebody()

    page = desk.get(page_of(meeting.mission)).content.decode()

    assert page.count('class="item-card"') == 2
    for words in (
        "Incontro con il costruttore", "Meeting with the maker", "Mercoledì 23 aprile 2025",
        "Wednesday 23 April 2025", "ora di Detroit", "Detroit time",
    ):  # fmt: skip
        assert words in page


def test_what_to_check_is_listed_with_links(desk):
    mission = MissionFactory(summary_it="Sommario")
    post = AffiliationFactory()
    delegate = DelegateFactory(mission=mission, person=post.person, affiliation=post)
    MeetingFactory(mission=mission, status=Meeting.Status.PROPOSED)

    context = desk.get(page_of(mission)).context

    assert [one.row for one in context["preview"].untranslated] == [mission]
    assert list(context["unconfirmed"]) == [delegate]
    assert context["preview"].left_out == ("Meeting with the maker",)


def test_old_and_new_are_shown(desk):
    meeting = meeting_with_somebody()
    publish(mission=meeting.mission, now=NOON)
    Meeting.objects.filter(pk=meeting.pk).update(title_it="Altro")

    page = desk.get(page_of(meeting.mission), headers={"accept-language": "it"}).content.decode()

    assert "Incontro con il costruttore</del>" in page
    assert "Altro</ins>" in page


def test_publishing_says_what_came_of_it_and_leads_there(desk):
    mission = meeting_with_somebody().mission
    seen = desk.get(page_of(mission)).context["preview"]

    done = desk.post(
        page_of(mission), {"expected": seen.fingerprint, "is_public": "on"}, follow=True
    )

    told = str(next(iter(done.context["messages"])))
    assert told.startswith("Version 1 is published.")
    assert f"/en/missions/{mission.slug}/" in told
    assert f"/admin/agenda/version/{Version.objects.get().pk}/readers/" in told


def test_the_home_page_then_shows_the_mission_that_was_published(desk):
    mission, other = meeting_with_somebody().mission, MissionFactory()
    desk.get("/admin/", {"mission": other.pk})
    seen = desk.get(page_of(mission)).context["preview"]

    home = desk.post(page_of(mission), {"expected": seen.fingerprint}, follow=True)

    assert home.context["mission"] == mission


@pytest.mark.parametrize(
    ("reached", "said"), [(True, "One message leaves on "), (False, "It concerns nobody to whom ")]
)
def test_publishing_says_how_many_messages_leave_and_when(desk, reached, said):
    meeting = meeting_with_somebody()
    if reached:
        person = meeting.participations.get().person
        type(person).objects.filter(pk=person.pk).update(email="ada@example.org")
        PersonalLinkFactory(mission=meeting.mission, person=person)
    else:
        meeting.mission.delegates.all().delete()
    seen = desk.get(page_of(meeting.mission)).context["preview"]

    done = desk.post(page_of(meeting.mission), {"expected": seen.fingerprint}, follow=True)

    told = str(next(iter(done.context["messages"])))
    assert f"Version 1 is published. {said}" in told
    assert ("(Rome time)" in told) == reached


def test_publishing_without_a_quiet_period_says_that_messages_have_left(desk, settings):
    meeting = meeting_with_somebody()
    mission, person = meeting.mission, meeting.participations.get().person
    Mission.objects.filter(pk=mission.pk).update(quiet_minutes=0)
    type(person).objects.filter(pk=person.pk).update(email="ada@example.org")
    PersonalLinkFactory(mission=mission, person=person)
    seen = desk.get(page_of(mission)).context["preview"]
    desk.post(page_of(mission), {"expected": seen.fingerprint})
    version = mission.versions.get()
    mission.notices.update(status="sent")

    assert leaving_words(version) == "One message has left."
    mission.notices.update(status="waiting")
    type(person).objects.filter(pk=person.pk).update(email="")
    assert leaving_words(version) == "It concerns nobody to whom we send messages."
