"""The level at which a meeting can be read: its changes are told to organisers, and to no reader."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from agenda.models import Meeting, Version
from agenda.notices.sending import send_notices
from agenda.publishing import publish, withdraw
from agenda.versions.desk_reading import version_reading
from agenda.versions.publish_preview import preview
from delegation.models import Mission
from tests.agenda.notice_mission import DUE, LATER, NOON, told_mission
from tests.agenda.test_lists import address
from tests.factories import MeetingFactory, PersonalLinkFactory

pytestmark = pytest.mark.django_db
PUBLIC = {"visibility": "public", "public_title": True, "public_time": "hours"}
PUBLIC_IN_WORDS = "public (title, hours)"
COPIES = "copies that others made may exist"


def published(**level):
    meeting = MeetingFactory(title_it="Visita", title_en="Visit", **level)
    publish(mission=meeting.mission, now=NOON)
    return meeting


def change(meeting, **level):
    Meeting.objects.filter(pk=meeting.pk).update(**level)


def pages_of(desk, mission):
    """Return the home page and the page that publishes, as text."""
    home = desk.get("/admin/", {"mission": mission.pk}).content.decode()
    return home, desk.get(f"/admin/delegation/mission/{mission.pk}/publish/").content.decode()


def version_page(desk, version):
    return desk.get(address(Version, f"{version.pk}/change/")).content.decode()


def was_and_is(page):
    """Return what a page says that was and is now, as text."""
    words = page.split("Who reads it: <del>")[1].split("</ins>")[0]
    for markup in ('<span class="desk-hidden">', "</span>", "</del>", "<ins>"):
        words = words.replace(markup, "")
    return " ".join(words.split())


def test_a_raised_level_differs_at_home_on_the_publish_page_and_in_the_version(desk):
    meeting = published(visibility="participants")
    change(meeting, **PUBLIC)

    home, publish_page = pages_of(desk, meeting.mission)
    version = publish(mission=meeting.mission, now=LATER)
    pages = (home, publish_page, version_page(desk, version))

    said = f"was participants only → is now {PUBLIC_IN_WORDS}"
    assert [was_and_is(page) for page in pages] == [said] * 3
    assert "Look at 1 change and publish" in home
    assert [COPIES in page for page in pages] == [False] * 3


@pytest.mark.parametrize(
    ("level", "then"),
    [
        ({"visibility": "delegation"}, "delegation only"),
        ({"public_title": False}, "public (hours)"),
        ({"public_time": "day"}, "public (title, day only)"),
    ],
)
def test_a_lowered_level_warns_of_copies_before_and_after_publishing(desk, level, then):
    meeting = published(**PUBLIC)
    change(meeting, **level)

    _home, publish_page = pages_of(desk, meeting.mission)
    version = publish(mission=meeting.mission, now=LATER)

    for page in (publish_page, version_page(desk, version)):
        assert was_and_is(page) == f"was {PUBLIC_IN_WORDS} → is now {then}"
        assert COPIES in page


def lowered_of(found):
    with translation.override("en"):
        return [(str(one.title), str(one.before), one.after_in_words) for one in found]


def test_what_was_taken_out_of_the_programme_is_lowered_too():
    meeting = published(**PUBLIC)
    change(meeting, visibility="organisers")
    for_organisers = preview(meeting.mission, now=LATER).lowered
    meeting.delete()
    deleted = preview(Mission.objects.get(), now=LATER).lowered

    assert lowered_of(for_organisers) == [("Visit", PUBLIC_IN_WORDS, "organisers only")]
    assert lowered_of(deleted) == [("Visit", PUBLIC_IN_WORDS, "out of the programme")]


def test_what_was_withdrawn_at_once_says_so_in_its_version():
    meeting = published(**PUBLIC)
    version = withdraw(meeting=meeting, now=LATER)

    reading = version_reading(version.pk)

    assert reading.differs == 1
    assert lowered_of(reading.lowered) == [("Visit", PUBLIC_IN_WORDS, "participants only")]


def test_details_kept_for_the_public_that_does_not_read_it_have_no_words(desk):
    meeting = published(visibility="participants", public_host=False)
    change(meeting, public_host=True)

    _home, page = pages_of(desk, meeting.mission)

    assert "Nothing that readers find in words: no message tells it." in page


def test_a_new_meeting_says_who_will_read_it(desk):
    meeting = published()
    MeetingFactory(mission=meeting.mission, **PUBLIC)

    _home, page = pages_of(desk, meeting.mission)

    assert f"Who reads it: {PUBLIC_IN_WORDS}" in page


def test_who_takes_part_is_told_nothing_of_the_level(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    link = PersonalLinkFactory(mission=mission, person=ada)
    change(breakfast, visibility="delegation", public_host=True)
    publish(mission=mission, now=LATER)

    page = client.get(reverse("personal", args=[link.key])).content.decode()

    assert (send_notices(now=DUE), mail.outbox) == (0, [])
    assert "Breakfast" in page
    assert "was</span>" not in page
