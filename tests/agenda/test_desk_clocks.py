"""When something was done, as the desk says it: on the clocks of home, by name, on every page."""

import pytest
from django.urls import reverse

from agenda.models import AcceptedClash, Acknowledgement, Feedback, PersonalLink
from agenda.publishing import publish
from tests.agenda.acceptances import accept_all_clashes
from tests.agenda.notice_mission import delegate, meeting_of
from tests.agenda.test_lists import address
from tests.factories import (
    FeedbackFactory,
    MeetingFactory,
    MissionFactory,
    PersonalLinkFactory,
    VenueFactory,
)
from tests.lines import lines_of
from tests.moments import NOON

pytestmark = pytest.mark.django_db
AT_NOON = "14:00 (Rome time)"


def words_of(answer):
    return " ".join(lines_of(answer))


def test_personal_links_are_sent_and_opened_on_the_home_clocks(desk):
    link = PersonalLinkFactory(sent_at=NOON, page_fetched_at=NOON, expires_at=NOON)
    where = address(PersonalLink, f"?mission={link.mission.pk}")

    listed = words_of(desk.get(where))
    shown = words_of(desk.get(address(PersonalLink, f"{link.pk}/change/")))

    assert (listed.count(AT_NOON), shown.count(AT_NOON)) == (3, 2)


def test_what_readers_say_is_dated_on_the_clocks_of_the_house(desk):
    FeedbackFactory(written_at=NOON, dealt_with_at=NOON)

    assert words_of(desk.get(address(Feedback))).count(AT_NOON) == 2


def test_who_has_seen_a_version_is_told_on_the_home_clocks(desk):
    mission = MissionFactory()
    ada = delegate(mission, "Ada")
    meeting_of(mission, ada)
    version = publish(mission=mission, now=NOON)
    Acknowledgement.objects.create(version=version, person=ada, seen_at=NOON)

    page = words_of(desk.get(f"/admin/agenda/version/{version.pk}/readers/"))

    assert f"published on 20 April 2025, {AT_NOON}" in page
    assert "yes, 20 April 2025, 14:00" in page
    assert "All times on this page: Rome time." in page


def test_why_a_clash_is_all_right_was_written_on_the_home_clocks(desk):
    mission = MissionFactory()
    ada = delegate(mission, "Ada")
    for title in ("Breakfast", "Visit"):
        meeting_of(mission, ada, title=title, venue=VenueFactory())
    accept_all_clashes(mission)
    AcceptedClash.objects.update(accepted_at=NOON)

    listed = words_of(desk.get(address(AcceptedClash)))
    among_clashes = words_of(desk.get(reverse("admin:agenda_clashes", args=[mission.pk])))

    for page in (listed, among_clashes):
        assert f"20 April 2025, {AT_NOON}" in page


def test_deleted_rows_are_dated_on_the_clocks_of_the_house(desk):
    meeting = MeetingFactory()
    meeting.delete()
    type(meeting).history.update(history_date=NOON)

    page = words_of(desk.get(reverse("admin:agenda_meeting_deleted")))

    assert f"deleted on 20 April 2025, {AT_NOON}" in page
