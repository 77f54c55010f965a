"""Versions that an older release wrote: every page still reads them."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Version
from agenda.notices.sending import send_notices
from agenda.publishing import publish, withdraw
from agenda.versions.programme_formats import FORMAT, upgraded
from tests.agenda.leak_markers import Markers
from tests.agenda.leak_mission import mission_full_of_markers
from tests.agenda.old_programmes import format_1
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
THEN = datetime(2025, 4, 1, 9, tzinfo=UTC)
NOW = datetime(2025, 4, 20, 9, tzinfo=UTC)


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def delegates(mission):
    return DelegateFactory(mission=mission), DelegateFactory(mission=mission, shown_publicly=False)


@pytest.fixture
def meeting(mission):
    return MeetingFactory(mission=mission, title_it="Incontro di oggi", title_en="Meeting of today")


@pytest.fixture
def _old_version(mission, delegates, meeting):
    listed, unlisted = (delegate.person_id for delegate in delegates)
    programme = format_1(mission=mission, listed=listed, unlisted=unlisted, meeting=meeting.pk)
    Version.objects.create(mission=mission, number=1, published_at=THEN, programme=programme)


def shape(part):
    """Return the names in a programme without their values; of a list, those of its first row."""
    if isinstance(part, dict):
        return {name: shape(value) for name, value in part.items()}
    if isinstance(part, list):
        return [shape(row) for row in part if isinstance(row, dict)][:1]
    return None


def test_an_upgraded_programme_has_the_shape_of_a_new_one_else_a_format_is_missing():
    made = mission_full_of_markers(Markers())
    written = made.mission.versions.get(number=2).programme
    old = format_1(mission=made.mission, listed=1, unlisted=2, meeting=3)

    written["mission"]["logos"] = []  # older releases knew none
    written["meetings"] = [{**row, "declined": []} for row in written["meetings"]]  # nor of these
    assert (written["format"], upgraded(old)["format"]) == (FORMAT, FORMAT)
    assert shape(upgraded(old)) == shape(written)


def test_a_programme_of_today_is_left_as_it_is():
    programme = {"format": FORMAT, "anything": 1}

    assert upgraded(programme) is programme


@pytest.mark.usefixtures("_old_version")
def test_every_public_page_reads_an_old_version(client, mission, meeting):
    address = f"/en/missions/{mission.slug}/"
    pages = ["", f"items/{meeting.pk}/", "delegation/", "firms/", "calendar.ics"]

    answers = [client.get(address + page) for page in pages] + [client.get("/en/missions/")]

    assert [answer.status_code for answer in answers] == [200] * 6
    (item,) = answers[0].context["reading"].items
    assert [str(one.name) for one in item.participants] == ["Ada Rossi"]


@pytest.mark.usefixtures("_old_version")
def test_a_personal_page_and_calendar_read_an_old_version(client, mission, delegates):
    link = PersonalLinkFactory(mission=mission, person=delegates[0].person)

    page = client.get(f"/p/{link.key}/en/")
    calendar = client.get(f"/p/{link.key}/en/calendar.ics")

    (day,) = page.context["schedule"].days
    assert [str(getattr(entry, "title", "a ride")) for entry in day.entries] == [
        "a ride",
        "Incontro di prima",
    ]
    assert calendar.content.count(b"BEGIN:VEVENT") == 2


@pytest.mark.usefixtures("_old_version")
def test_the_desk_compares_with_an_old_version(client, settings, mission):
    settings.SECOND_FACTOR_REQUIRED = False
    user = UserFactory(role="organiser")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    home = client.get("/admin/")
    page = client.get(f"/admin/delegation/mission/{mission.pk}/publish/")

    assert (home.status_code, page.status_code) == (200, 200)
    assert page.context["preview"].number == 2


@pytest.mark.usefixtures("_old_version")
def test_publishing_counts_on_from_an_old_version(client, mission, meeting):
    version = publish(mission=mission, now=NOW)

    (row,) = version.programme["meetings"]
    assert (row["revision"]["sequence"], version.programme["format"]) == (4, FORMAT)
    assert version.programme["gone"]["transfers"][0]["revision"]["sequence"] == 3
    assert client.get(f"/en/missions/{mission.slug}/").context["reading"].changes != ()


@pytest.mark.usefixtures("_old_version")
def test_withdrawing_from_an_old_version_writes_todays_format(client, mission, meeting):
    version = withdraw(meeting=meeting, now=NOW)

    assert version.programme["format"] == FORMAT
    assert client.get(f"/en/missions/{mission.slug}/").context["reading"].items == ()


@pytest.mark.usefixtures("_old_version")
def test_a_notice_tells_what_changed_since_an_old_version(mission, delegates, meeting, mailoutbox):
    person = delegates[0].person
    person.email = "ada@example.org"
    person.save()
    ParticipationFactory(meeting=meeting, person=person)
    publish(mission=mission, now=NOW)

    send_notices(now=NOW + timedelta(minutes=mission.quiet_minutes))

    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]
