"""Saving at the desk: clashes are shown before, with everything typed; rides are asked about."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages

from agenda.models import AcceptedClash, Meeting, Participation, Transfer, Unavailability
from delegation.models import Delegate
from tests.browser_form import typed as browser_fields
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    VenueFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
QUARTER = timedelta(minutes=15)
LUNCHTIME = {
    "starts_at": datetime(2025, 4, 23, 16, 30, tzinfo=UTC),
    "ends_at": datetime(2025, 4, 23, 17, 30, tzinfo=UTC),
}


@pytest.fixture(autouse=True)
def _desk_in_english(settings, desk):
    settings.SECOND_FACTOR_REQUIRED = False
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def minister():
    return PersonFactory(given_name="", family_name="Ministra")


@pytest.fixture
def breakfast(mission, minister):
    """A meeting from 9:30 to 10:30 in Detroit."""
    meeting = MeetingFactory(mission=mission, title_en="Breakfast", venue=VenueFactory())
    ParticipationFactory(meeting=meeting, person=minister)
    return meeting


def typed(meeting, **changes):
    """Return what the form of a meeting posts, with its participants and no rides of its own."""
    people = list(meeting.participations.all()) if meeting.pk else []
    rows = {}
    for number, row in enumerate(people):
        prefix = f"participations-{number}"
        rows |= {
            f"{prefix}-id": row.pk,
            f"{prefix}-meeting": meeting.pk,
            f"{prefix}-person": row.person_id,
            f"{prefix}-side": row.side,
            f"{prefix}-role": row.role,
            f"{prefix}-shown": "on",
            f"{prefix}-response": row.response,
        }
    return {
        "mission": meeting.mission_id,
        "kind": meeting.kind,
        "title_it": meeting.title_it,
        "title_en": meeting.title_en,
        "status": meeting.status,
        "visibility": meeting.visibility,
        "public_time": meeting.public_time,
        "venue": meeting.venue_id or "",
        "date": "2025-04-23",
        "starts": "09:30",
        "ends": "10:30",
        "participations-TOTAL_FORMS": len(people),
        "participations-INITIAL_FORMS": len(people),
        "transfers-TOTAL_FORMS": 0,
        "transfers-INITIAL_FORMS": 0,
        **rows,
        **changes,
    }


def test_the_form_of_an_item_that_is_not_there_leads_home(desk):
    answer = desk.get("/admin/agenda/meeting/999999/change/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


def with_new_participant(person):
    return {
        "participations-TOTAL_FORMS": 1,
        "participations-0-person": person.pk,
        "participations-0-side": "delegation",
        "participations-0-role": "guest",
        "participations-0-shown": "on",
        "participations-0-response": "invited",
    }


def add(desk, meeting, person, **changes):
    values = typed(meeting, **with_new_participant(person), **changes)
    return desk.post("/admin/agenda/meeting/add/", values)


def change(desk, meeting, **changes):
    return desk.post(f"/admin/agenda/meeting/{meeting.pk}/change/", typed(meeting, **changes))


def asked(page):
    return [clash.sentence for clash in page.context["question"].clashes]


def test_a_new_clash_is_shown_before_saving_and_nothing_typed_is_lost(desk, breakfast, minister):
    visit = MeetingFactory.build(mission=breakfast.mission, title_it="Visita", title_en="Visit")
    page = add(desk, visit, minister, notes="Bring the model.")

    assert asked(page) == ["Ministra is in two places at once."]
    assert [meeting.title_en for meeting in Meeting.objects.all()] == ["Breakfast"]
    form = page.context["adminform"].form
    assert (form["title_en"].value(), form["notes"].value()) == ("Visit", "Bring the model.")
    (people, _rides) = page.context["inline_admin_formsets"]
    assert people.formset.forms[0]["person"].value() == str(minister.pk)


def test_a_question_is_no_error_and_has_a_heading_of_its_own(desk, breakfast, minister):
    visit = MeetingFactory.build(mission=breakfast.mission)
    asking, wrong = add(desk, visit, minister), add(desk, visit, minister, title_it="")

    for page, is_wrong in ((asking, False), (wrong, True)):
        lines = lines_of(page)
        assert any("correct the error" in line for line in lines) == is_wrong
        assert ("Before it is saved" in lines) != is_wrong
    assert "Not saved yet: look at what it would cause, and save again." in lines_of(asking)


def test_saved_again_without_a_reason_it_is_open_work(desk, breakfast, minister):
    visit = MeetingFactory.build(mission=breakfast.mission)
    seen = " ".join(add(desk, visit, minister).context["question"].tokens)
    answer = add(desk, visit, minister, clashes_seen=seen)

    assert answer.status_code == 302
    assert (Meeting.objects.count(), AcceptedClash.objects.count()) == (2, 0)


def test_saved_again_with_a_reason_the_clash_is_accepted(desk, breakfast, minister):
    visit = MeetingFactory.build(mission=breakfast.mission)
    seen = " ".join(add(desk, visit, minister).context["question"].tokens)
    add(desk, visit, minister, clashes_seen=seen, clash_reason="She only says hello.")

    row = AcceptedClash.objects.get()
    assert (row.kind, row.person, row.reason) == (
        "person_twice", minister, "She only says hello.",
    )  # fmt: skip


def test_a_clash_of_a_new_item_has_a_name_that_does_not_hang_on_its_number(
    desk, breakfast, minister
):
    page = add(desk, MeetingFactory.build(mission=breakfast.mission), minister)

    name = f"person_twice.meeting-{breakfast.pk}.meeting-new.{minister.pk}"
    assert page.context["question"].tokens == (name,)


def test_a_reason_that_is_too_long_is_asked_again_and_one_typed_too_early_is_kept(
    desk, breakfast, minister
):
    visit = MeetingFactory.build(mission=breakfast.mission)
    first = add(desk, visit, minister, clash_reason="Greetings only.")
    seen = " ".join(first.context["question"].tokens)
    page = add(desk, visit, minister, clashes_seen=seen, clash_reason="x" * 501)

    assert 'value="Greetings only."' in first.content.decode()
    assert (page.status_code, page.context["reason"]) == (200, "")
    assert not AcceptedClash.objects.exists()


def test_a_clash_that_came_up_meanwhile_is_asked_about_too(desk, breakfast, minister):
    visit = MeetingFactory.build(mission=breakfast.mission)
    seen = " ".join(add(desk, visit, minister).context["question"].tokens)
    lunch = MeetingFactory(mission=breakfast.mission)
    ParticipationFactory(meeting=lunch, person=minister)
    page = add(desk, visit, minister, clashes_seen=seen)

    assert asked(page) == ["Ministra is in two places at once."] * 2
    assert Meeting.objects.count() == 2


def test_a_clash_that_was_there_before_does_not_hold_up_another_edit(desk, breakfast, minister):
    ParticipationFactory(meeting=MeetingFactory(mission=breakfast.mission), person=minister)
    answer = change(desk, breakfast, title_en="Early breakfast")

    assert answer.status_code == 302
    shown = desk.get(f"/admin/agenda/meeting/{breakfast.pk}/change/").context["item_clashes"]
    assert [clash.sentence for clash in shown if clash.is_open] == [
        "Ministra is in two places at once."
    ]


@pytest.fixture
def ride(breakfast, minister):
    """A ride that brings the minister to the breakfast and serves it."""
    made = TransferFactory(
        mission=breakfast.mission, destination=breakfast.venue, serves=breakfast, seats=4
    )
    PassengerFactory(transfer=made, person=minister)
    return made


@pytest.fixture
def ride_back(breakfast, minister):
    """A ride of the minister's that leaves from there afterwards, and serves nothing by name."""
    made = TransferFactory(
        mission=breakfast.mission,
        vehicle_it="pulmino B",
        origin=breakfast.venue,
        departs_at=datetime(2025, 4, 23, 14, 45, tzinfo=UTC),
        arrives_at=datetime(2025, 4, 23, 15, 15, tzinfo=UTC),
    )
    PassengerFactory(transfer=made, person=minister)
    return made


def later(desk, meeting, **answers):
    """Move the breakfast by a quarter of an hour."""
    with_rides = {"transfers-TOTAL_FORMS": 0, "transfers-INITIAL_FORMS": 0}
    return change(desk, meeting, starts="09:45", ends="10:45", **with_rides, **answers)


def times(ride):
    return Transfer.objects.filter(pk=ride.pk).values_list("departs_at", "arrives_at").first()


def test_a_moved_meeting_names_whom_and_what_it_drags_along(desk, breakfast, ride, ride_back):
    interpreter = PersonFactory(given_name="", family_name="Interprete")
    role = Participation.Role.INTERPRETER
    ParticipationFactory(meeting=breakfast, person=interpreter, role=role)
    breakfast.room_it = "Sala 2"
    breakfast.save()
    move = later(desk, breakfast, room_it="Sala 2").context["question"].move

    assert (move.people, move.interpreters) == (("Ministra",), ("Interprete",))
    assert move.room == "Sala 2"
    assert [(drag.ride, drag.brings) for drag in move.rides] == [(ride, True), (ride_back, False)]
    assert Meeting.objects.get(pk=breakfast.pk).starts_at == breakfast.starts_at


def told_after(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_meeting_without_rides_says_after_saving_whom_and_what_it_took_along(desk, breakfast):
    interpreter = PersonFactory(given_name="", family_name="Interprete")
    role = Participation.Role.INTERPRETER
    ParticipationFactory(meeting=breakfast, person=interpreter, role=role)
    answer = later(desk, breakfast, room_it="Sala 2", room_en="Room 2")

    assert answer.status_code == 302
    assert told_after(answer)[0] == (
        "Moving with it: Ministra, the interpreter Interprete, room Room 2. "
        "No transfer before or after it."
    )


def test_of_many_people_it_names_some_and_says_how_many_more_moved(desk, breakfast):
    for number in range(8):
        guest = PersonFactory(given_name="", family_name=f"Ospite {number}")
        ParticipationFactory(meeting=breakfast, person=guest)

    assert told_after(later(desk, breakfast))[0] == (
        "Moving with it: Ministra, Ospite 0, Ospite 1, Ospite 2, Ospite 3, 4 more. "
        "No transfer before or after it."
    )


def test_an_empty_meeting_says_that_no_transfer_goes_there(desk):
    answer = later(desk, MeetingFactory(venue=VenueFactory()))

    assert told_after(answer)[0] == "No transfer before or after it."


def test_what_became_of_each_ride_is_said_after_saving(desk, breakfast, ride, ride_back):
    answers = {f"ride-{ride.pk}": "move", f"ride-{ride_back.pk}": "drop"}

    assert told_after(later(desk, breakfast, **answers))[0] == (
        f"Moving with it: Ministra. Before it: {ride}, Wednesday 23 April, 09:00–09:25. "
        f"After it: {ride_back} (dropped)."
    )


def test_a_side_without_a_ride_is_said_to_have_none(desk, breakfast, ride_back):
    answer = later(desk, breakfast, **{f"ride-{ride_back.pk}": "move"})

    assert told_after(answer)[0].endswith(
        f"No transfer before it. After it: {ride_back}, Wednesday 23 April, 11:00–11:30."
    )


def test_what_stays_where_it_is_takes_nobody_along(desk, breakfast):
    answer = change(desk, breakfast, title_en="Early breakfast")

    assert [told for told in told_after(answer) if "transfer" in told] == []


def test_a_move_that_clashes_names_whom_it_takes_along_in_the_question(desk, breakfast, minister):
    lunch = MeetingFactory(mission=breakfast.mission, venue=breakfast.venue, **LUNCHTIME)
    ParticipationFactory(meeting=lunch, person=minister)
    page = change(desk, breakfast, starts="12:30", ends="13:30")

    assert page.context["question"].move.people == ("Ministra",)
    lines = lines_of(page)
    assert "No transfer before or after it." in lines


def test_the_question_says_when_each_ride_is_and_would_be(desk, breakfast, ride):
    page = later(desk, breakfast)

    (asked_of,) = page.context["rides"]
    assert (asked_of.when, asked_of.then) == (
        "Wednesday 23 April, 08:45–09:10",
        "Wednesday 23 April, 09:00–09:25",
    )
    assert "Wednesday 23 April, 09:00–09:25" in page.content.decode()


def test_the_clashes_are_those_of_the_choice_that_is_marked(desk, breakfast, ride):
    earlier = {"starts": "09:00", "ends": "10:00"}
    first = change(desk, breakfast, **earlier)
    seen = " ".join(first.context["question"].tokens)
    kept = {"clashes_seen": seen, f"ride-{ride.pk}": "keep"}
    second = change(desk, breakfast, **earlier, **kept)

    assert [
        value for value, _label, is_chosen in first.context["rides"][0].choices if is_chosen
    ] == ["move"]
    assert (asked(first), asked(second)) == (
        [],
        [
            "Ministra is in two places at once.",
            "The ride arrives after the meeting has begun.",
        ],
    )


def test_what_was_edited_on_a_ride_together_with_its_move_stays(desk, breakfast, ride):
    address = f"/admin/agenda/meeting/{breakfast.pk}/change/"
    fields = {
        **browser_fields(desk.get(address)),
        "transfers-0-seats": 6,
        f"ride-{ride.pk}": "move",
    }
    desk.post(address, {**fields, "starts": "09:45", "ends": "10:45"})

    row = Transfer.objects.get(pk=ride.pk)
    assert (row.seats, row.departs_at) == (6, ride.departs_at + QUARTER)


def test_each_ride_moves_stays_or_goes_as_chosen(desk, breakfast, ride, ride_back):
    answers = {f"ride-{ride.pk}": "move", f"ride-{ride_back.pk}": "drop"}
    answer = later(desk, breakfast, **answers)

    assert answer.status_code == 302
    assert times(ride) == (ride.departs_at + QUARTER, ride.arrives_at + QUARTER)
    assert times(ride_back) is None


def test_a_ride_that_is_kept_and_no_longer_fits_clashes(desk, breakfast, ride):
    page = change(desk, breakfast, starts="09:00", ends="10:00", **{f"ride-{ride.pk}": "keep"})

    assert asked(page) == [
        "Ministra is in two places at once.",
        "The ride arrives after the meeting has begun.",
    ]
    assert times(ride) == (ride.departs_at, ride.arrives_at)


def test_an_answer_that_is_none_is_asked_for_again(desk, breakfast, ride):
    page = later(desk, breakfast, **{f"ride-{ride.pk}": "burn"})

    assert [drag.ride for drag in page.context["question"].move.rides] == [ride]
    assert times(ride) == (ride.departs_at, ride.arrives_at)


def test_a_ride_goes_to_the_new_venue_with_its_meeting(desk, breakfast, ride):
    elsewhere = VenueFactory()
    change(desk, breakfast, venue=elsewhere.pk, **{f"ride-{ride.pk}": "move"})

    assert Transfer.objects.get(pk=ride.pk).destination == elsewhere


def test_a_ride_saved_at_the_desk_is_checked_too(desk, breakfast, ride, minister):
    values = {
        "mission": breakfast.mission_id,
        "vehicle_it": "auto",
        "vehicle_en": "car",
        "seats": 3,
        "origin": ride.origin_id,
        "destination": ride.destination_id,
        "departs": "2025-04-23T09:00",
        "arrives": "2025-04-23T09:20",
        "riders": [minister.pk],
    }
    page = desk.post("/admin/agenda/transfer/add/", values)

    assert asked(page) == ["Ministra is in two places at once."]
    assert list(Transfer.objects.all()) == [ride]


def test_an_unavailability_over_an_item_is_told_first(desk, breakfast, minister):
    values = {
        "person": minister.pk,
        "time_zone": "Europe/Rome",
        "starts": "2025-04-23T15:00",
        "ends": "2025-04-23T16:00",
        "reason": "At the doctor's",
    }
    page = desk.post("/admin/agenda/unavailability/add/", values)

    assert asked(page) == ["Ministra is unavailable."]
    assert not Unavailability.objects.exists()
    seen = " ".join(page.context["question"].tokens)
    desk.post("/admin/agenda/unavailability/add/", {**values, "clashes_seen": seen})
    assert Unavailability.objects.get().person == minister


def test_a_later_arrival_than_an_item_is_told_first(desk, breakfast, minister):
    delegate = DelegateFactory(mission=breakfast.mission, person=minister)
    values = {
        "mission": breakfast.mission_id,
        "person": minister.pk,
        "group": delegate.group,
        "role": delegate.role,
        "precedence": 1,
        "arrives": "2025-04-23T12:00",
    }
    page = desk.post(f"/admin/delegation/delegate/{delegate.pk}/change/", values)

    assert asked(page) == ["Ministra arrives later."]
    assert Delegate.objects.get().arrives_at is None
