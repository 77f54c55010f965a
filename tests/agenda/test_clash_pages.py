"""Clashes at the desk: the work list, going past one with a reason, typing travel times."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from agenda.admin.locking import lock
from agenda.models import AcceptedClash, TravelTime, Version
from agenda.publishing import OpenClashes, publish
from delegation.roles import Role
from tests.browser_form import typed
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


def accept(client, mission, **sent):
    (clash, _form), *_others = work_list(client, mission)["open"]
    address = reverse("admin:agenda_accept_clash", args=[mission.pk, clash.key])
    return client.post(address, {"state": clash.state, **sent}, follow=True)


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


def first_open(client, mission):
    (clash, _form), *_others = work_list(client, mission)["open"]
    return clash


FORMER = "“Greetings only.” – anna, "


@pytest.mark.parametrize(
    ("row", "values", "changed"),
    [
        ("meeting", {"title_en": "Works"}, "title or details"),
        ("meeting", {"status": "tentative"}, "title or details"),
        ("meeting", {"kind": "visit"}, "title or details"),
        ("meeting", {"description_it": "Con il rettore"}, "title or details"),
        ("meeting", {"dress_code_en": "Dark suit"}, "title or details"),
        ("meeting", {"languages": ["en"]}, "title or details"),
        ("meeting", {"public_venue": True}, "title or details"),
        ("meeting", {"assumed_hours": True}, "title or details"),
        ("meeting", {"room_en": "Hall 2"}, "the place"),
        ("venue", {"address": "2 Main Street"}, "the place"),
        ("venue", {"entrance_it": "Porta nord"}, "the place"),
        ("venue", {"city": "Troy"}, "the place"),
        ("participation", {"role": "speaker"}, "the people"),
        ("participation", {"side": "counterpart"}, "the people"),
        ("participation", {"shown": False}, "the people"),
    ],
)
def test_whatever_readers_are_told_opens_it_again_and_the_page_says_so(
    organiser, mission, meetings, row, values, changed
):
    accept(organiser, mission, reason="Greetings only.")
    visit = meetings[1]
    changing = {"venue": visit.venue, "participation": visit.participations.get()}.get(row, visit)
    type(changing).objects.filter(pk=changing.pk).update(**values)

    clash = first_open(organiser, mission)

    assert clash.former.startswith(FORMER)
    assert clash.changed == changed
    page = organiser.get(reverse("admin:agenda_meeting_change", args=[visit.pk])).content.decode()
    assert f"Since then this has changed: {changed}." in page


def test_what_nobody_reads_leaves_it_accepted(organiser, mission, meetings):
    accept(organiser, mission, reason="Greetings only.")
    mission.meetings.update(notes="Ask for parking.")

    assert open_sentences(organiser, mission) == []


def test_moving_away_and_back_opens_it_all_the_same(organiser, mission, meetings):
    accept(organiser, mission, reason="Greetings only.")
    visit, hours = meetings[1], {}
    for name in ("starts_at", "ends_at"):
        hours[name] = getattr(visit, name)
    for day in (1, 0):
        lock(mission.pk)
        moved = {name: at + timedelta(days=day) for name, at in hours.items()}
        mission.meetings.filter(pk=visit.pk).update(**moved)

    clash = first_open(organiser, mission)

    assert (clash.former[: len(FORMER)], clash.changed) == (FORMER, "")
    home = organiser.get("/admin/").content.decode()
    assert "It has changed since, and is again as it was." in home
    accept(organiser, mission, reason="Once more.")
    assert open_sentences(organiser, mission) == []


def test_the_form_says_who_accepted_and_when(organiser, mission, meetings):
    accept(organiser, mission, reason="Greetings only.")
    AcceptedClash.objects.update(accepted_at=NOW)
    address = reverse("admin:agenda_meeting_change", args=[meetings[1].pk])

    told = "“Greetings only.” – anna, 1 April 2025, 11:00"
    assert told in organiser.get(address).content.decode()
    AcceptedClash.objects.update(accepted_by=None)
    assert told.replace("anna, ", "") in organiser.get(address).content.decode()


def accepted_list(client):
    page = client.get("/admin/agenda/acceptedclash/")
    columns = page.context["cl"].model_admin
    return [
        (columns.what(row), columns.on(row), str(columns.counting(row)[1]))
        for row in page.context["cl"].result_list
    ]


def test_the_list_of_what_was_accepted_says_what_when_and_whether_it_counts(
    organiser, mission, meetings
):
    accept(organiser, mission, reason="Greetings only.")
    AcceptedClash.objects.update(accepted_at=NOW)
    what = (
        "two places at once: Breakfast (Wednesday 23 April, 09:30–10:30); "
        "Visit (Wednesday 23 April, 09:30–10:30)"
    )
    on = "1 April 2025, 11:00 (Rome time)"

    assert accepted_list(organiser) == [(what, on, "yes")]
    mission.meetings.filter(pk=meetings[1].pk).update(title_en="Works")
    assert accepted_list(organiser) == [(what.replace("Visit", "Works"), on, "open again")]
    meetings[1].participations.all().delete()
    assert [row[2] for row in accepted_list(organiser)] == ["no longer a clash"]
    meetings[1].delete()
    assert accepted_list(organiser)[0][0].endswith("; deleted item")
    row = AcceptedClash.objects.get()
    form = organiser.get(f"/admin/agenda/acceptedclash/{row.pk}/change/").content.decode()
    assert "Breakfast (Wednesday 23 April" in form


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
    sent = {"state": clash.state, "reason": "Greetings only."}
    page = organiser.post(address, sent, follow=True)

    assert "This clash has changed or is gone: look again." in page.content.decode()
    assert not AcceptedClash.objects.exists()


def test_the_address_that_takes_a_reason_leads_to_the_list_when_it_is_only_opened(
    organiser, mission, meetings
):
    (clash, _form), *_others = work_list(organiser, mission)["open"]

    page = organiser.get(reverse("admin:agenda_accept_clash", args=[mission.pk, clash.key]))

    assert page.url == reverse("admin:agenda_clashes", args=[mission.pk])
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
    sent = {"origin": origin, "destination": destination, "minutes": 40}
    organiser.post(reverse("admin:agenda_remember_travel", args=[mission.pk]), sent)

    assert [clash for clash in work_list(organiser, mission)["remarks"] if clash.way] == []
    row = TravelTime.objects.get()
    assert (row.origin, row.destination, row.minutes) == (breakfast.venue, visit.venue, 40)


def two_hours_later(meeting):
    """Move a meeting in the database, so that nobody is at two places at once any more."""
    hours = {name: getattr(meeting, name) for name in ("starts_at", "ends_at")}
    later = {name: at + timedelta(hours=2) for name, at in hours.items()}
    type(meeting).objects.filter(pk=meeting.pk).update(**later)


UNKNOWN = "How long Ministra travels in between is not known."


@pytest.mark.parametrize("page", ["/admin/", "publish", "form"])
def test_the_travel_time_is_typed_wherever_the_note_is_shown(organiser, mission, meetings, page):
    visit = meetings[1]
    two_hours_later(visit)
    address = {
        "publish": reverse("admin:agenda_publish", args=[mission.pk]),
        "form": reverse("admin:agenda_meeting_change", args=[visit.pk]),
    }.get(page, page)

    shown = organiser.get(address).content.decode()
    (form,) = re.findall(r'<form id="(travel_unknown[^"]+)-way"', shown)
    assert (UNKNOWN in shown, f'form="{form}-way" name="minutes"' in shown) == (True, True)
    sent = {
        "origin": meetings[0].venue_id,
        "destination": visit.venue_id,
        "minutes": 40,
        "back": address,
    }
    answer = organiser.post(reverse("admin:agenda_remember_travel", args=[mission.pk]), sent)

    assert answer.url == address
    assert UNKNOWN not in organiser.get(address).content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "x", ""])
def test_the_way_back_stays_at_the_desk(organiser, mission, meetings, back):
    origin, destination = (meeting.venue_id for meeting in meetings)
    sent = {"origin": origin, "destination": destination, "minutes": 40, "back": back}
    answer = organiser.post(reverse("admin:agenda_remember_travel", args=[mission.pk]), sent)

    assert "elsewhere" not in answer.url


def test_what_is_worth_a_look_is_said_at_saving_and_only_once(organiser, mission, meetings):
    visit = meetings[1]
    two_hours_later(visit)
    mission.meetings.filter(pk=visit.pk).update(
        date="2025-04-22", starts_at=None, ends_at=None, part_of_day="morning"
    )
    address = reverse("admin:agenda_meeting_change", args=[visit.pk])
    hours = {"date": "2025-04-23", "starts": "11:30", "ends": "12:30", "part_of_day": ""}

    def save():
        fields = {**typed(organiser.get(address)), **hours}
        page = organiser.post(address, fields, follow=True)
        return [str(message) for message in page.context["messages"]]

    assert f"Saved. Worth a look: {UNKNOWN}" in save()
    assert not any("Worth a look" in told for told in save())


def test_a_travel_time_that_is_none_is_refused_with_a_sentence(organiser, mission, meetings):
    origin, destination = (meeting.venue_id for meeting in meetings)
    sent = {"origin": origin, "destination": destination, "minutes": "soon"}
    page = organiser.post(
        reverse("admin:agenda_remember_travel", args=[mission.pk]), sent, follow=True
    )

    assert "Write the travel time in whole minutes, from 1 to 2880." in page.content.decode()
    assert not TravelTime.objects.exists()


def test_the_menu_leads_to_the_mission_at_hand(organiser, mission, meetings):
    for name in ("agenda_clashes", "agenda_travel"):
        answer = organiser.get(reverse(f"admin:{name}_at_hand"))
        assert answer.url == reverse(f"admin:{name}", args=[mission.pk])
