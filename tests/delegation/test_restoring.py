"""Deleted rows: found and restored at the desk."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from agenda.models import Meeting, Participation, Passenger, Transfer, Venue
from agenda.publishing import publish
from companies.models import Firm, Organisation, Person
from delegation.history.restoring import restore
from tests.factories import (
    FirmFactory,
    InstitutionFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    SectorFactory,
    TransferFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def sign_in(client, role):
    client.force_login(UserFactory(role=role), backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def desk(client):
    return sign_in(client, "editor")


def page_of(model):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/deleted/"


def deleted(desk, model):
    return [name for _record, name in desk.get(page_of(model)).context["deletions"]]


def restore_newest(desk, model):
    record = desk.get(page_of(model)).context["deletions"][0][0]
    page = desk.post(page_of(model), {"record": record.pk}, follow=True)
    return [str(message) for message in page.context["messages"]]


def columns(meeting):
    """Return what is written of a meeting: of a translated field, its two columns."""
    names = {field.name for field in Meeting._meta.concrete_fields}
    return {name: getattr(meeting, name) for name in names if f"{name}_it" not in names}


def test_a_deleted_meeting_comes_back_with_its_people_under_its_own_number(desk):
    meeting = MeetingFactory()
    participation = ParticipationFactory(meeting=meeting)
    meeting.refresh_from_db()
    before = columns(meeting)
    meeting.delete()

    told = restore_newest(desk, Meeting)

    assert told == ["Restored: Meeting with the maker."]
    assert columns(Meeting.objects.get()) == before
    assert Participation.objects.get().person == participation.person
    assert deleted(desk, Meeting) == []


def test_a_restored_meeting_is_the_same_item_for_calendars():
    meeting = MeetingFactory()
    first = publish(mission=meeting.mission, now=NOON).programme["meetings"][0]
    record = Meeting.history.model
    meeting.delete()
    publish(mission=meeting.mission, now=NOON)
    record.objects.first().instance.save(force_insert=True)

    again = publish(mission=meeting.mission, now=NOON).programme["meetings"][0]

    assert (again["uid"], again["id"]) == (first["uid"], first["id"])
    assert again["revision"]["sequence"] == first["revision"]["sequence"] + 2  # off, on again


def test_a_participant_taken_out_just_before_stays_out(desk):
    meeting = MeetingFactory()
    stays = ParticipationFactory(meeting=meeting)
    ParticipationFactory(meeting=meeting).delete()
    meeting.delete()

    restore_newest(desk, Meeting)

    assert [part.person for part in Participation.objects.all()] == [stays.person]


def test_of_two_meetings_deleted_at_once_each_has_its_own_people_again(desk):
    first, second = ParticipationFactory(), ParticipationFactory()
    Meeting.objects.all().delete()

    restore_newest(desk, Meeting)
    restore_newest(desk, Meeting)

    pairs = Participation.objects.order_by("pk").values_list("meeting", "person")
    assert list(pairs) == [(part.meeting_id, part.person_id) for part in (first, second)]


def test_a_large_meeting_comes_back_whole():
    meeting = MeetingFactory()
    people = Person.objects.bulk_create(Person(family_name=f"Rossi {n}") for n in range(310))
    Participation.objects.bulk_create(
        Participation(meeting=meeting, person=person) for person in people
    )
    meeting.delete()

    restore(Meeting.history.first())

    assert Participation.objects.count() == 310


def test_a_meeting_deleted_twice_comes_back_as_it_last_was(desk):
    meeting = MeetingFactory()
    left, stays = ParticipationFactory(meeting=meeting), ParticipationFactory(meeting=meeting)
    meeting.delete()
    meeting = restore(Meeting.history.first())
    Participation.objects.get(person=left.person).delete()
    meeting.delete()

    restore_newest(desk, Meeting)

    assert [part.person for part in Participation.objects.all()] == [stays.person]


def test_the_ride_to_a_restored_meeting_serves_it_again(desk):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    meeting.delete()
    ride.refresh_from_db()
    served_meanwhile = ride.serves
    ride.save()

    restore_newest(desk, Meeting)

    ride.refresh_from_db()
    assert (served_meanwhile, ride.serves) == (None, Meeting.objects.get())


def test_a_ride_that_has_another_meeting_by_now_keeps_it(desk):
    meeting = MeetingFactory()
    other = MeetingFactory(mission=meeting.mission)
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    meeting.delete()
    Transfer.objects.update(serves=other)

    restore_newest(desk, Meeting)

    ride.refresh_from_db()
    assert ride.serves == other


def test_a_ride_taken_off_the_meeting_before_stays_off(desk):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    Transfer.objects.update(serves=None)
    meeting.delete()

    restore_newest(desk, Meeting)

    ride.refresh_from_db()
    assert ride.serves is None


def test_a_restored_firm_is_in_its_missions_again_but_for_those_it_had_left(desk):
    firm = FirmFactory()
    mission, left_before, never = MissionFactory.create_batch(3)
    mission.firms.add(firm)
    left_before.firms.add(firm)
    left_before.firms.remove(firm)
    firm.delete()
    without = [list(each.firms.all()) for each in (mission, left_before, never)]

    restore_newest(desk, Firm)

    again = [list(each.firms.all()) for each in (mission, left_before, never)]
    assert (without, again) == ([[], [], []], [[Firm.objects.get()], [], []])


def test_the_ride_comes_back_with_its_passengers_and_without_the_meeting_that_is_gone(desk):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    passenger = PassengerFactory(transfer=ride)
    ride.delete()
    meeting.delete()

    restore_newest(desk, Transfer)

    assert Transfer.objects.get().serves is None
    assert Passenger.objects.get().person == passenger.person


def test_what_a_row_needs_has_to_be_restored_first(desk):
    venue = VenueFactory()
    ride = TransferFactory(origin=venue)
    ride.delete()
    venue.delete()

    refused = restore_newest(desk, Transfer)
    first, second = restore_newest(desk, Venue), restore_newest(desk, Transfer)

    assert refused == ["Restore this first: The maker's seat (deleted)."]
    assert (first, len(second), Transfer.objects.count()) == (["Restored: The maker's seat."], 1, 1)


def test_a_row_whose_place_is_taken_is_refused_in_words(desk):
    meeting = MeetingFactory()
    first = ParticipationFactory(meeting=meeting)
    person = first.person
    first.delete()
    ParticipationFactory(meeting=meeting, person=person)
    meeting.history.all().delete()
    record = Participation.history.filter(history_type="-").get()

    with pytest.raises(ValidationError):
        restore(record)


def test_firms_and_institutions_are_restored_on_their_own_pages_with_their_sectors(desk):
    firm, institution = FirmFactory(), InstitutionFactory()
    firm.sectors.add(SectorFactory(code="29.1"))
    firm.delete()
    institution.delete()

    names = deleted(desk, Firm)
    restore_newest(desk, Firm)

    assert names == ["Officina Torinese"]
    assert [sector.code for sector in Organisation.objects.get().sectors.all()] == ["29.1"]


@pytest.mark.parametrize("record", ["", "x", "999999", "-1"])
def test_what_is_no_record_is_not_found(desk, record):
    assert desk.post(page_of(Meeting), {"record": record}).status_code == 404


def test_readers_see_what_was_deleted_and_restore_nothing(client):
    MeetingFactory().delete()
    desk = sign_in(client, "reader")

    page = desk.get(page_of(Meeting))
    record = page.context["deletions"][0][0]
    answer = desk.post(page_of(Meeting), {"record": record.pk})

    assert "<button" not in page.content.decode().partition("deleted")[2].partition("</ul>")[0]
    assert (answer.status_code, Meeting.objects.count()) == (403, 0)


def test_deleted_rows_are_for_the_desk_alone(client):
    assert client.get(page_of(Meeting)).status_code == 302
