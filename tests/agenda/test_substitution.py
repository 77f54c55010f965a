"""One delegate standing in for another: with trace, counted for clashes, with the right title."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from agenda.clashes import find_clashes
from agenda.models import AcceptedClash, Meeting
from agenda.plan.clash_kinds import ClashKind
from agenda.plan.reading import read_plan
from agenda.publishing import publish
from delegation.models import Delegate
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _desk_in_english(settings, desk):
    settings.SECOND_FACTOR_REQUIRED = False
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def mission():
    return MissionFactory()


def delegate(mission, name, **values):
    person = PersonFactory(given_name="", family_name=name)
    post = AffiliationFactory(person=person, title_en=f"Title of {name}")
    return DelegateFactory(mission=mission, person=person, affiliation=post, **values)


@pytest.fixture
def minister(mission):
    return delegate(mission, "Ministra", role=Delegate.Role.HEAD)


@pytest.fixture
def adviser(mission):
    return delegate(mission, "Consigliera")


@pytest.fixture
def meeting(mission, minister):
    made = MeetingFactory(mission=mission, kind=Meeting.Kind.INSTITUTIONAL)
    ParticipationFactory(meeting=made, person=minister.person, affiliation=minister.affiliation)
    return made


def stand_in(desk, meeting, absent, present, **changes):
    participation = meeting.participations.get(person=absent.person)
    values = {"participation": participation.pk, "delegate": present.pk, "with_rides": "on"}
    address = reverse("admin:agenda_substitute", args=[meeting.pk])
    return desk.post(address, {**values, **changes})


def test_the_button_of_a_meeting_leads_to_the_page(desk, meeting):
    answer = desk.get(f"/admin/agenda/meeting/{meeting.pk}/stand-in/")

    assert answer.url == reverse("admin:agenda_substitute", args=[meeting.pk])


def test_readers_let_nobody_stand_in(client, meeting, minister, adviser):
    client.force_login(
        UserFactory(role="reader"), backend="django.contrib.auth.backends.ModelBackend"
    )

    assert stand_in(client, meeting, minister, adviser).status_code == 403
    assert [row[0] for row in people_of(meeting)] == [minister.person]


def people_of(meeting):
    rows = meeting.participations.select_related("person", "standing_in_for", "affiliation")
    return [(row.person, row.standing_in_for, row.affiliation) for row in rows]


def test_who_stands_in_wears_their_own_title_and_says_for_whom(desk, meeting, minister, adviser):
    answer = stand_in(desk, meeting, minister, adviser)

    assert answer.url == reverse("admin:agenda_meeting_change", args=[meeting.pk])
    assert people_of(meeting) == [(adviser.person, minister.person, adviser.affiliation)]
    version = publish(mission=meeting.mission, now=NOW)
    (row,) = version.programme["meetings"][0]["participants"]
    assert (row["title"]["en"], row["standing_in_for"]["en"]) == (
        "Title of Consigliera",
        "Ministra",
    )


def test_a_stand_in_of_a_stand_in_stands_for_the_first(desk, mission, meeting, minister, adviser):
    third = delegate(mission, "Terza")
    stand_in(desk, meeting, minister, adviser)
    stand_in(desk, meeting, adviser, third)

    assert people_of(meeting) == [(third.person, minister.person, third.affiliation)]


def test_who_comes_back_stands_in_for_nobody(desk, meeting, minister, adviser):
    stand_in(desk, meeting, minister, adviser)
    stand_in(desk, meeting, adviser, minister)

    assert people_of(meeting) == [(minister.person, None, minister.affiliation)]


def test_the_seat_goes_over_or_stays_as_asked(desk, mission, meeting, minister, adviser):
    ride = TransferFactory(mission=mission, serves=meeting)
    PassengerFactory(transfer=ride, person=minister.person)
    stand_in(desk, meeting, minister, adviser, with_rides="")
    assert [seat.person for seat in ride.seats_taken.all()] == [minister.person]
    stand_in(desk, meeting, adviser, minister, with_rides="")
    stand_in(desk, meeting, minister, adviser)
    assert [seat.person for seat in ride.seats_taken.all()] == [adviser.person]


@pytest.mark.parametrize("comes_anyway", [False, True])
def test_a_ride_that_serves_nothing_by_name_stays_with_who_comes_to_the_house_anyway(
    desk, mission, meeting, minister, adviser, comes_anyway
):
    meeting.venue = VenueFactory()
    meeting.save()
    ride = TransferFactory(mission=mission, destination=meeting.venue)
    PassengerFactory(transfer=ride, person=minister.person)
    if comes_anyway:
        hours = {name: getattr(meeting, name) + 3 * HOUR for name in ("starts_at", "ends_at")}
        lunch = MeetingFactory(mission=mission, venue=meeting.venue, **hours)
        ParticipationFactory(meeting=lunch, person=minister.person)
    stand_in(desk, meeting, minister, adviser)

    rides = minister if comes_anyway else adviser
    assert [seat.person for seat in ride.seats_taken.all()] == [rides.person]


def test_nobody_stands_in_at_a_cancelled_meeting(desk, meeting, minister, adviser):
    meeting.cancel(reason_it="Neve", reason_en="Snow")
    address = reverse("admin:agenda_substitute", args=[meeting.pk])
    page = desk.get(address, follow=True)
    stand_in(desk, meeting, minister, adviser)

    assert [str(message) for message in page.context["messages"]] == [
        "This meeting is cancelled: nobody needs to stand in."
    ]
    assert [row[0] for row in people_of(meeting)] == [minister.person]


def test_the_page_asks_to_choose_in_the_language_of_the_desk(desk, meeting, adviser):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "it"
    form = desk.get(reverse("admin:agenda_substitute", args=[meeting.pk])).context["form"]

    names = ("participation", "delegate")
    assert [form.fields[name].empty_label for name in names] == ["Scelga…", "Scelga…"]


def test_who_had_no_seat_leaves_none(desk, mission, meeting, minister, adviser):
    ride = TransferFactory(mission=mission, serves=meeting)

    stand_in(desk, meeting, minister, adviser)

    assert not ride.seats_taken.exists()


def test_the_head_is_not_absent_where_somebody_stands_in(desk, meeting, minister, adviser):
    stand_in(desk, meeting, minister, adviser)

    kinds = {clash.kind for clash in find_clashes(read_plan(meeting.mission))}
    assert ClashKind.HEAD_ABSENT not in kinds


def test_a_stand_in_who_is_elsewhere_is_told_first(desk, mission, meeting, minister, adviser):
    elsewhere = MeetingFactory(mission=mission)
    ParticipationFactory(meeting=elsewhere, person=adviser.person)
    question = stand_in(desk, meeting, minister, adviser).context["question"]

    assert [clash.sentence for clash in question.clashes] == [
        "Consigliera is in two places at once."
    ]
    assert [row[0] for row in people_of(meeting)] == [minister.person]
    seen = {"clashes_seen": " ".join(question.tokens), "clash_reason": "She leaves early."}
    stand_in(desk, meeting, minister, adviser, **seen)
    assert [row[0] for row in people_of(meeting)] == [adviser.person]
    assert AcceptedClash.objects.get().reason == "She leaves early."


@pytest.mark.parametrize("wrong", ["", "x", "999999"])
def test_wrong_choices_get_a_sentence(desk, meeting, minister, adviser, wrong):
    page = stand_in(desk, meeting, minister, adviser, delegate=wrong)

    assert list(page.context["form"].errors) == ["delegate"]
    assert [row[0] for row in people_of(meeting)] == [minister.person]


@pytest.mark.usefixtures("_english")
def test_participants_say_for_whom_they_stand_in_and_the_word_they_sent(desk):
    meeting = MeetingFactory()
    absent = PersonFactory(given_name="Ada", family_name="Bianchi")
    ParticipationFactory(meeting=meeting)
    ParticipationFactory(meeting=meeting, standing_in_for=absent, response_word="Ten minutes late")

    page = desk.get(f"/admin/agenda/meeting/{meeting.pk}/change/")

    formset = page.context["inline_admin_formsets"][0]
    rows = [form.instance for form in formset.formset.initial_forms]
    assert [formset.opts.remarks(row) for row in rows] == [
        "–",
        "stands in for Ada Bianchi; “Ten minutes late”",
    ]
