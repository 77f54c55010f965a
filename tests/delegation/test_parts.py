"""Who takes part and who rides: read in the history of the meeting or ride, restored from there."""

import pytest
from django.utils.html import escape

from agenda.editing.substitution import substitute
from agenda.models import Participation, Passenger, Transfer
from companies.models import Affiliation
from tests.agenda.test_lists import address
from tests.browser_form import typed
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    MeetingFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return PersonFactory(given_name="Anna", family_name="Bianchi")


def history(client, row):
    """Return what the history of a row tells, the newest first, and the ways to restore."""
    page = client.get(address(type(row), f"{row.pk}/history/"))
    shown = page.context["edits"]
    return [(edit.row, edit.verb) for edit, _way in shown], [way for _edit, way in shown if way]


def restore_first(client, row):
    """Follow the first button of a history, say yes, and return what is told."""
    way = history(client, row)[1][0]
    asked = client.get(way)
    page = client.post(way, follow=True)
    return asked.content.decode(), [str(message) for message in page.context["messages"]]


def test_who_rides_is_read_in_the_history_of_the_ride_and_of_its_meeting(desk, anna):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    where = address(Transfer, f"{ride.pk}/change/")
    desk.post(where, {**typed(desk.get(where)), "riders": [anna.pk]})
    desk.post(where, {**typed(desk.get(where)), "riders": []})

    told, _ways = history(desk, ride)
    of_meeting, _ways = history(desk, meeting)

    page = desk.get(address(Transfer, f"{ride.pk}/history/"))
    newest = page.context["edits"][0][0]
    name = f"passenger: Anna Bianchi ({ride})"
    assert told[:2] == of_meeting[:2] == [(name, "deleted"), (name, "added")]
    assert newest.who == str(page.wsgi_request.user)


def test_a_seat_that_goes_to_a_stand_in_is_read_in_the_history_of_the_ride(desk, anna):
    there = ParticipationFactory(person=anna)
    ride = TransferFactory(mission=there.meeting.mission, serves=there.meeting)
    PassengerFactory(transfer=ride, person=anna)
    dario = DelegateFactory(mission=there.meeting.mission, person__given_name="Dario")

    substitute(participation=there, delegate=dario, with_rides=True)

    told = [(name.partition(" (")[0], verb) for name, verb in history(desk, ride)[0]]
    assert told[:2] == [
        (f"passenger: {dario.person}", "added"),
        ("passenger: Anna Bianchi", "deleted"),
    ]


def test_a_ride_that_left_a_meeting_is_read_in_its_history(desk):
    meeting = MeetingFactory()
    TransferFactory(mission=meeting.mission, serves=meeting)
    Transfer.objects.update(serves=None)

    page = desk.get(address(type(meeting), f"{meeting.pk}/history/"))

    (field,) = page.context["edits"][0][0].fields
    assert (field.before, field.after) == (str(meeting), "–")


@pytest.mark.parametrize(("factory", "holder"), [
    (ParticipationFactory, "meeting"), (PassengerFactory, "transfer"), (AffiliationFactory, "person"),
])  # fmt: skip
def test_a_part_deleted_by_itself_is_restored_from_the_history(desk, factory, holder):
    part = factory()
    model, key, row = type(part), part.pk, getattr(part, holder)
    part.delete()

    asked, told = restore_first(desk, row)

    assert (f"“{escape(row)}”" in asked, told[0].partition(":")[0]) == (True, "Restored")
    assert getattr(model.objects.get(pk=key), holder) == row
    assert history(desk, row)[1] == []


def test_a_ride_dropped_from_a_meeting_comes_back_with_its_passengers(desk):
    meeting = MeetingFactory()
    seat = PassengerFactory(transfer__mission=meeting.mission, transfer__serves=meeting)
    seat.transfer.delete()

    ways = [way for way in history(desk, meeting)[1] if "/transfer/" in way]
    desk.post(ways[0])

    assert list(Passenger.objects.values_list("person")) == [(seat.person_id,)]


def test_a_passenger_whose_seat_is_taken_is_refused_in_words(desk, anna):
    ride = TransferFactory(seats=1)
    PassengerFactory(transfer=ride, person=anna).delete()
    PassengerFactory(transfer=ride)

    _asked, told = restore_first(desk, ride)

    assert told == [
        "2 passengers don't fit 1 seat: take some out or choose a larger vehicle.",
    ]
    assert not Passenger.objects.filter(person=anna).exists()


def test_a_passenger_who_drives_by_now_is_refused_in_words(desk, anna):
    ride = TransferFactory()
    PassengerFactory(transfer=ride, person=anna).delete()
    Transfer.objects.update(driver=anna)

    _asked, told = restore_first(desk, ride)

    assert (told, Passenger.objects.count()) == (["Anna Bianchi drives this ride now."], 0)


def test_who_takes_part_again_already_is_refused_in_words(desk):
    there = ParticipationFactory()
    meeting, person = there.meeting, there.person
    there.delete()
    ParticipationFactory(meeting=meeting, person=person)

    _asked, told = restore_first(desk, meeting)

    assert told == ["This person takes part in this meeting already."]
    assert Participation.objects.count() == 1


def test_a_passenger_of_a_ride_that_is_gone_waits_for_the_ride(desk):
    meeting = MeetingFactory()
    seat = PassengerFactory(transfer__mission=meeting.mission, transfer__serves=meeting)
    ride = seat.transfer
    name = str(ride)
    seat.delete()
    ride.delete()

    ways = [way for way in history(desk, meeting)[1] if "/passenger/" in way]
    page = desk.post(ways[0], follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert told == [f"Restore this first: {name} (deleted)."]


def test_clashes_that_come_back_with_somebody_are_told(desk):
    there = ParticipationFactory()
    meeting, person = there.meeting, there.person
    there.delete()
    ParticipationFactory(meeting=MeetingFactory(mission=meeting.mission), person=person)

    _asked, told = restore_first(desk, meeting)

    assert "1 new clash blocks publishing." in told[0]


def test_a_button_pressed_twice_restores_once_and_says_so(desk):
    there = ParticipationFactory()
    meeting = there.meeting
    there.delete()
    (way,) = history(desk, meeting)[1]
    desk.post(way, follow=True)

    page = desk.post(way, follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert (told, Participation.objects.count()) == (["This is there again already."], 1)


def test_readers_see_who_was_taken_out_and_restore_nobody(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    there = ParticipationFactory()
    meeting = there.meeting
    there.delete()
    record = Participation.history.first()
    client.force_login(
        UserFactory(role="reader"), backend="django.contrib.auth.backends.ModelBackend"
    )

    told, ways = history(client, meeting)
    way = address(type(meeting), f"{meeting.pk}/history/restore/participation/{record.pk}/")

    assert (len(told) > 1, ways) == (True, [])
    assert (client.post(way).status_code, Participation.objects.count()) == (403, 0)


@pytest.mark.parametrize("kind", ["venue", "passenger"])
def test_what_belongs_to_another_row_is_not_restored_here(desk, kind):
    meeting, elsewhere = MeetingFactory(), PassengerFactory()
    elsewhere.delete()
    number = Passenger.history.first().pk

    page = desk.post(address(type(meeting), f"{meeting.pk}/history/restore/{kind}/{number}/"))

    assert (page.status_code, Passenger.objects.count()) == (404, 0)


@pytest.mark.parametrize("number", [0, 99999999, "9" * 40])
def test_a_number_that_never_was_a_part_is_not_found(desk, number):
    transfer = PassengerFactory().transfer
    way = address(type(transfer), f"{transfer.pk}/history/restore/passenger/{number}/")

    assert [desk.get(way).status_code, desk.post(way).status_code] == [404, 404]


def test_a_second_main_post_is_refused_in_words(desk):
    post = AffiliationFactory(main=True)
    person = post.person
    post.delete()
    AffiliationFactory(person=person, main=True)

    _asked, told = restore_first(desk, person)

    assert (len(told), Affiliation.objects.count()) == (1, 1)
