"""Publishing: the one gate from what organisers type to what readers read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from agenda.models import Meeting, Version
from agenda.publishing import ProgrammeChanged, draft, fingerprint, publish, withdraw
from agenda.versions.published import forget
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    TransferFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
STILL_LATER = NOON + timedelta(hours=2)


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def sign_in(client, role):
    client.force_login(UserFactory(role=role), backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def button(mission):
    """Return what the button of the publish page sends now."""
    newest = mission.versions.first()
    return {
        "expected": fingerprint(draft(mission, now=NOON, newest=newest), newest),
        "note": "",
        "is_public": "on",
    }


def page_of(mission):
    return f"/admin/delegation/mission/{mission.pk}/publish/"


def statuses(version):
    return {row["title"]["en"]: row["status"] for row in version.programme["meetings"]}


def sequences(version, revision="revision"):
    return [row[revision]["sequence"] for row in version.programme["meetings"]]


def test_versions_are_numbered_in_order_in_each_mission(mission):
    other = MissionFactory()

    made = [publish(mission=one, now=NOON).number for one in (mission, other, mission, mission)]

    assert made == [1, 1, 2, 3]


def test_an_organiser_publishes_with_one_button(client, mission):
    MeetingFactory(mission=mission)
    sign_in(client, "organiser")

    client.post(page_of(mission), {**button(mission), "note": "first", "is_public": ""})

    mission.refresh_from_db()
    version = Version.objects.get()
    assert (version.number, version.note, version.published_by.is_staff) == (1, "first", True)
    assert mission.is_public is False


@pytest.mark.parametrize("role", ["editor", "reader"])
def test_only_organisers_publish(client, mission, role):
    sign_in(client, role)

    client.post(page_of(mission), button(mission))

    assert Version.objects.count() == 0


def test_the_publish_page_is_not_for_the_public(client, mission):
    page = client.post(page_of(mission), button(mission))

    assert (page.status_code, Version.objects.count()) == (302, 0)


def test_what_changed_since_the_organiser_looked_is_not_published(client, mission):
    meeting = MeetingFactory(mission=mission)
    sign_in(client, "organiser")
    seen = button(mission)
    meeting.title_en = "Renamed meanwhile"
    meeting.save()

    page = client.post(page_of(mission), seen)

    assert [str(message) for message in page.context["messages"]] == [
        "The programme changed, or a version was published, while you looked at it. "
        "Look again, then publish."
    ]
    assert Version.objects.count() == 0


def test_a_fingerprint_says_what_is_published_and_not_when(mission):
    MeetingFactory(mission=mission)
    early = fingerprint(draft(mission, now=NOON, newest=None), None)
    late = fingerprint(draft(mission, now=LATER, newest=None), None)
    publish(mission=mission, now=NOON, expected=early)

    assert early == late
    with pytest.raises(ProgrammeChanged):
        publish(mission=mission, now=LATER, expected="something else")


def test_draft_changes_wait_for_the_next_version(client, mission):
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON)
    meeting.title_en = "A new title"
    meeting.save()
    address = f"/en/missions/{mission.slug}/items/{meeting.pk}/"

    before = client.get(address).context["item"].title.value
    publish(mission=mission, now=LATER)
    forget()
    after = client.get(address).context["item"].title.value

    assert (before, after) == ("Meeting with the maker", "A new title")


@pytest.mark.django_db(transaction=True)
def test_a_publication_that_fails_writes_nothing(mission):
    deleted = User(pk=9999)

    with pytest.raises(IntegrityError):
        publish(mission=mission, now=NOON, by=deleted, is_public=False)

    mission.refresh_from_db()
    assert (Version.objects.count(), mission.is_public) == (0, True)


def test_cancelled_items_stay_if_they_had_been_published(mission):
    published = MeetingFactory(mission=mission, title_en="published")
    publish(mission=mission, now=NOON)
    published.status = Meeting.Status.CANCELLED
    published.save()
    MeetingFactory(mission=mission, title_en="aborted", status=Meeting.Status.CANCELLED)

    second = publish(mission=mission, now=LATER)
    third = publish(mission=mission, now=LATER)

    assert [statuses(second), statuses(third)] == [{"published": "cancelled"}] * 2


def test_cancelling_shows_an_item_to_nobody_who_could_not_read_it(mission):
    meeting = MeetingFactory(mission=mission, visibility=Meeting.Visibility.PARTICIPANTS)
    publish(mission=mission, now=NOON)
    meeting.visibility, meeting.status = Meeting.Visibility.PUBLIC, Meeting.Status.CANCELLED
    meeting.save()

    version = publish(mission=mission, now=LATER)

    assert [row["visibility"] for row in version.programme["meetings"]] == ["participants"]


def test_an_item_that_is_on_again_drops_the_reason_of_its_cancellation(mission):
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON)
    meeting.cancel(reason_it="Sciopero", reason_en="Strike")
    cancelled = publish(mission=mission, now=LATER)
    meeting.status = Meeting.Status.CONFIRMED
    meeting.save()
    back = publish(mission=mission, now=STILL_LATER)

    reasons = [
        version.programme["meetings"][0]["cancellation_reason"] for version in (cancelled, back)
    ]
    assert reasons == [{"it": "Sciopero", "en": "Strike"}, {"it": "", "en": ""}]


def test_people_stand_in_the_order_of_the_delegation_and_without_those_who_declined(mission):
    meeting = MeetingFactory(mission=mission)
    for name, precedence, response in (
        ("Last", 30, "accepted"),
        ("First", 10, "invited"),
        ("Absent", 20, "declined"),
    ):
        delegate = DelegateFactory(mission=mission, person__family_name=name, precedence=precedence)
        ParticipationFactory(meeting=meeting, person=delegate.person, response=response)

    version = publish(mission=mission, now=NOON)

    people = version.programme["meetings"][0]["participants"]
    assert [row["name"]["it"] for row in people] == ["Ada First", "Ada Last"]


def test_withdrawing_an_item_publishes_no_other_draft(mission):
    meeting = MeetingFactory(mission=mission, title_en="withdrawn")
    other = MeetingFactory(mission=mission, title_en="other")
    publish(mission=mission, now=NOON)
    other.title_en = "still a draft"
    other.save()

    version = withdraw(meeting=meeting, now=LATER)

    shown = {row["title"]["en"]: row["visibility"] for row in version.programme["meetings"]}
    assert (version.number, shown) == (2, {"withdrawn": "participants", "other": "public"})
    assert meeting.visibility == Meeting.Visibility.PARTICIPANTS


def test_withdrawing_what_was_never_public_writes_no_version(mission):
    unpublished = MeetingFactory(mission=mission)
    assert withdraw(meeting=unpublished, now=NOON) is None
    private = MeetingFactory(mission=mission, visibility=Meeting.Visibility.DELEGATION)
    publish(mission=mission, now=NOON)

    assert withdraw(meeting=private, now=LATER) is None
    assert Version.objects.count() == 1


def test_a_sequence_counts_the_published_changes_of_its_item(mission):
    first = MeetingFactory(mission=mission)
    MeetingFactory(mission=mission)
    versions = [publish(mission=mission, now=NOON), publish(mission=mission, now=LATER)]
    for dress_code in ("suit", "overall"):
        first.dress_code_en = dress_code
        first.save()
        versions.append(publish(mission=mission, now=STILL_LATER))

    assert [sequences(version) for version in versions] == [[0, 0], [0, 0], [1, 0], [2, 0]]
    public = [sequences(version, "public_revision") for version in versions]
    assert public == [[0, 0]] * 4


def test_the_sequence_of_an_item_that_comes_back_grows(mission):
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON)
    for visibility, now in (("organisers", LATER), ("organisers", LATER), ("public", STILL_LATER)):
        meeting.visibility = visibility
        meeting.save()
        version = publish(mission=mission, now=now)

    revision = {"sequence": 2, "changed_at": STILL_LATER.isoformat()}
    row = version.programme["meetings"][0]
    assert (row["revision"], row["public_revision"]) == (revision, revision)
    assert version.programme["gone"] == {"meetings": [], "transfers": []}


HALF_HOUR = timedelta(minutes=30)


@pytest.mark.parametrize("how_many", [1, 3, 500])
def test_publishing_takes_the_same_queries_for_any_number_of_meetings(
    how_many, django_assert_num_queries
):
    mission = mission_of(how_many)
    publish(mission=mission, now=NOON)

    with django_assert_num_queries(29):
        version = publish(mission=mission, now=LATER)

    assert len(version.programme["meetings"]) == how_many


def mission_of(how_many):
    """Make a mission with so many meetings, each with a participant and a ride."""
    mission = MissionFactory()
    delegate = DelegateFactory(mission=mission)
    ride = TransferFactory(mission=mission)
    PassengerFactory(transfer=ride, person=delegate.person)
    meetings = Meeting.objects.bulk_create(
        MeetingFactory.build(
            mission=mission, starts_at=NOON + hour, ends_at=NOON + hour + HALF_HOUR
        )
        for hour in (timedelta(days=30, hours=number) for number in range(how_many))
    )
    for meeting in meetings:
        ParticipationFactory(meeting=meeting, person=delegate.person)
    return mission
