"""Clashes at the desk: the work list, going past one with a reason, typing travel times."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from agenda.models import AcceptedClash, TravelTime, Version
from agenda.publishing import OpenClashes, publish
from delegation.roles import Role
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def minister():
    return PersonFactory(given_name="", family_name="Ministra")


@pytest.fixture
def meetings(mission, minister):
    """Two meetings at the same hour, both with the same person."""
    made = [
        MeetingFactory(mission=mission, title_en=title, venue=VenueFactory(name_en=f"{title} seat"))
        for title in ("Breakfast", "Visit")
    ]
    for meeting in made:
        ParticipationFactory(meeting=meeting, person=minister)
    return made


@pytest.fixture
def organiser(client):
    user = UserFactory(username="anna", role=Role.ORGANISER)
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def _no_second_factor(settings, client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    settings.SECOND_FACTOR_REQUIRED = False


def work_list(client, mission):
    return client.get(reverse("admin:agenda_clashes", args=[mission.pk])).context


def open_sentences(client, mission):
    return [clash.sentence for clash, _form in work_list(client, mission)["open"]]


def accept(client, mission, **typed):
    (clash, _form), *_others = work_list(client, mission)["open"]
    address = reverse("admin:agenda_accept_clash", args=[mission.pk, clash.key])
    return client.post(address, {"state": clash.state, **typed}, follow=True)


def test_the_work_list_says_who_is_where_at_once(organiser, mission, meetings):
    assert open_sentences(organiser, mission) == ["Ministra is in two places at once."]


def test_no_version_is_written_with_a_clash_that_nobody_accepted(mission, meetings):
    with pytest.raises(OpenClashes):
        publish(mission=mission, now=NOW)
    assert not Version.objects.exists()


def test_the_publish_page_names_the_clash_and_refuses(organiser, mission, meetings):
    address = reverse("admin:agenda_publish", args=[mission.pk])
    page = organiser.get(address)
    assert [clash.sentence for clash in page.context["clashes"]] == [
        "Ministra is in two places at once."
    ]
    expected = page.context["preview"].fingerprint
    refused = organiser.post(address, {"expected": expected, "note": ""})
    assert "Clashes block publishing: settle them, or write why they are all right." in (
        refused.content.decode()
    )
    assert not Version.objects.exists()


def test_a_written_reason_lets_it_pass_and_says_who_and_when(organiser, mission, meetings):
    accept(organiser, mission, reason="She leaves the first one after the greetings.")

    assert open_sentences(organiser, mission) == []
    (accepted,) = work_list(organiser, mission)["accepted"]
    row = accepted.acceptance
    assert (row.reason, row.accepted_by.username) == (
        "She leaves the first one after the greetings.",
        "anna",
    )
    assert publish(mission=mission, now=NOW).number == 1


@pytest.mark.parametrize("reason", ["", " ", "x" * 501])
def test_without_a_reason_it_stays_open_and_the_page_says_so(organiser, mission, meetings, reason):
    page = accept(organiser, mission, reason=reason)

    assert page.status_code == 200
    (_clash, form), *_others = page.context["open"]
    assert list(form.errors) == ["reason"]
    assert not AcceptedClash.objects.exists()


def test_a_change_of_one_of_the_two_items_opens_it_again(organiser, mission, meetings):
    accept(organiser, mission, reason="Greetings only.")
    visit = meetings[1]
    visit.ends_at = visit.ends_at.replace(minute=45)
    visit.save()

    assert open_sentences(organiser, mission) == ["Ministra is in two places at once."]


def test_a_change_of_a_third_item_leaves_it_accepted(organiser, mission, meetings):
    accept(organiser, mission, reason="Greetings only.")
    MeetingFactory(mission=mission, title_en="Dinner")

    assert open_sentences(organiser, mission) == []


def test_what_changed_while_one_wrote_the_reason_is_not_accepted(organiser, mission, meetings):
    (clash, _form), *_others = work_list(organiser, mission)["open"]
    visit = meetings[1]
    visit.ends_at = visit.ends_at.replace(minute=45)
    visit.save()

    address = reverse("admin:agenda_accept_clash", args=[mission.pk, clash.key])
    typed = {"state": clash.state, "reason": "Greetings only."}
    page = organiser.post(address, typed, follow=True)

    assert "This clash has changed or is gone: look again." in page.content.decode()
    assert not AcceptedClash.objects.exists()


def test_an_acceptance_can_be_taken_back(organiser, mission, meetings):
    accept(organiser, mission, reason="Greetings only.")
    row = AcceptedClash.objects.get()
    organiser.post(reverse("admin:agenda_reopen_clash", args=[mission.pk, row.pk]))

    assert open_sentences(organiser, mission) == ["Ministra is in two places at once."]


def test_accepting_again_keeps_the_newer_reason(organiser, mission, meetings):
    accept(organiser, mission, reason="Greetings only.")
    meetings[1].ends_at = meetings[1].ends_at.replace(minute=45)
    meetings[1].save()
    accept(organiser, mission, reason="The hosts agreed.")

    assert [row.reason for row in AcceptedClash.objects.all()] == ["The hosts agreed."]


def test_one_reason_goes_for_all_whom_the_same_two_items_bring_together(
    organiser, mission, meetings
):
    rector = PersonFactory(given_name="", family_name="Rettore")
    for meeting in meetings:
        ParticipationFactory(meeting=meeting, person=rector)

    assert open_sentences(organiser, mission) == ["Ministra and Rettore are in two places at once."]
    accept(organiser, mission, reason="Greetings only.")
    assert open_sentences(organiser, mission) == []
    organiser.post(
        reverse("admin:agenda_reopen_clash", args=[mission.pk, AcceptedClash.objects.first().pk])
    )
    assert not AcceptedClash.objects.exists()


def test_readers_look_and_accept_nothing(client, mission, meetings):
    client.force_login(UserFactory(role=Role.READER))
    answer = accept(client, mission, reason="Let me.")

    assert answer.status_code == 403
    assert open_sentences(client, mission) == ["Ministra is in two places at once."]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("agenda_accept_clash", ["x"]),
        ("agenda_reopen_clash", [1]),
        ("agenda_remember_travel", []),
        ("agenda_make_links", []),
        ("agenda_publish", []),
    ],
)
def test_what_readers_post_is_refused_and_not_passed_over_in_silence(client, mission, name, more):
    client.force_login(UserFactory(role=Role.READER))

    assert client.post(reverse(f"admin:{name}", args=[mission.pk, *more])).status_code == 403


def test_the_travel_time_is_typed_at_the_clash_and_settles_it(organiser, mission, meetings):
    breakfast, visit = meetings
    visit.starts_at, visit.ends_at = (
        moment.replace(hour=moment.hour + 2) for moment in (visit.starts_at, visit.ends_at)
    )
    visit.save()
    (remark,) = [clash for clash in work_list(organiser, mission)["remarks"] if clash.way]
    origin, destination = remark.way
    typed = {"origin": origin, "destination": destination, "minutes": 40}
    organiser.post(reverse("admin:agenda_remember_travel", args=[mission.pk]), typed)

    assert [clash for clash in work_list(organiser, mission)["remarks"] if clash.way] == []
    row = TravelTime.objects.get()
    assert (row.origin, row.destination, row.minutes) == (breakfast.venue, visit.venue, 40)


def test_a_travel_time_that_is_none_is_refused_with_a_sentence(organiser, mission, meetings):
    origin, destination = (meeting.venue_id for meeting in meetings)
    typed = {"origin": origin, "destination": destination, "minutes": "soon"}
    page = organiser.post(
        reverse("admin:agenda_remember_travel", args=[mission.pk]), typed, follow=True
    )

    assert "Write the travel time in whole minutes, from 1 to 2880." in page.content.decode()
    assert not TravelTime.objects.exists()


def test_the_menu_leads_to_the_mission_at_hand(organiser, mission, meetings):
    for name in ("agenda_clashes", "agenda_travel"):
        answer = organiser.get(reverse(f"admin:{name}_at_hand"))
        assert answer.url == reverse(f"admin:{name}", args=[mission.pk])
