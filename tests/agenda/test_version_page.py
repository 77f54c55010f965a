"""The page of a version at the desk: its programme in words, and what it changed."""

import pytest

from agenda.models import Meeting, Version
from agenda.publishing import publish
from tests.agenda.test_lists import address
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    UserFactory,
)
from tests.lines import lines_of
from tests.moments import LATER, NOON

pytestmark = pytest.mark.django_db


def page_of(version):
    return address(Version, f"{version.pk}/change/")


def test_the_first_version_shows_its_days_with_people_and_rides(desk):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting, person=PersonFactory(family_name="Bianchi"))
    ride = TransferFactory(mission=meeting.mission)
    PassengerFactory(transfer=ride, person=PersonFactory(family_name="Verdi"))
    version = publish(mission=meeting.mission, now=NOON, note="After the call")

    page = desk.get(page_of(version))

    shown = page.content.decode()
    seen = page.context["seen"]
    assert (seen.before, seen.changes) == (None, ())
    assert [(entry.is_transfer, entry.id) for day in seen.days for entry in day.entries] == sorted(
        [(False, meeting.pk), (True, ride.pk)], key=lambda entry: not entry[0]
    )
    for words in ("After the call", "Meeting with the maker", "Bianchi", "Verdi", "Rome time"):
        assert words in shown
    assert "first version" in shown
    assert "starts_at" not in shown


def test_a_later_version_shows_what_was_and_what_is_now(desk):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting)
    publish(mission=meeting.mission, now=NOON)
    Meeting.objects.filter(pk=meeting.pk).update(title_en="Meeting with the owner")
    DelegateFactory(mission=meeting.mission)
    second = publish(mission=meeting.mission, now=LATER)

    page = desk.get(page_of(second))

    fields = [
        (field.name, str(field.before), str(field.after))
        for change in page.context["seen"].changes
        for field in change.fields
    ]
    assert page.context["seen"].before.number == 1
    assert [(change.part, change.kind) for change in page.context["seen"].rest] == [
        ("delegate", "added")
    ]
    assert fields == [("title", "Meeting with the maker", "Meeting with the owner")]


def test_who_takes_part_without_being_shown_differs_at_the_desk(desk):
    meeting = MeetingFactory()
    publish(mission=meeting.mission, now=NOON)
    ParticipationFactory(
        meeting=meeting, person=PersonFactory(given_name="", family_name="Bianchi"), shown=False
    )

    version = publish(mission=meeting.mission, now=LATER)

    page = " ".join(lines_of(desk.get(page_of(version))))
    assert "Who takes part without being shown: was – → is now Bianchi" in page


def test_a_version_takes_no_edits(desk):
    version = publish(mission=MeetingFactory().mission, now=NOON)

    refused = desk.post(page_of(version), {"note": "Changed"})

    assert refused.status_code == 403
    assert Version.objects.get(pk=version.pk).note == ""


@pytest.mark.parametrize("key", ["0", "abc", "99999999999999999999"])
def test_a_version_that_is_not_there_is_said_so(desk, key):
    assert desk.get(address(Version, f"{key}/change/")).status_code == 302


@pytest.mark.parametrize("role", ["editor", "reader"])
def test_every_role_reads_versions(client, settings, role):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(role=role), backend="django.contrib.auth.backends.ModelBackend")
    version = publish(mission=MeetingFactory().mission, now=NOON)

    assert client.get(page_of(version)).status_code == 200
