"""Every history can be read at the desk, however long, also of what is not there any more."""

import pytest
from django.apps import apps
from django.contrib import admin

from agenda.models import Meeting, Participation, Passenger, Transfer, Venue
from companies.models import Firm
from delegation.history.parts import part_fields
from delegation.models import MissionLogo
from tests.agenda.test_lists import address
from tests.factories import (
    FirmFactory,
    MeetingFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonFactory,
    TransferFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


def test_every_recorded_row_has_a_page_with_its_history_or_is_part_of_one_that_has():
    ours = [model for model in apps.get_models() if not model.__name__.startswith("Historical")]
    recorded = [model for model in ours if hasattr(model, "history")]
    paged = {model for model in recorded if admin.site.is_registered(model)}
    parts = {field.model for model in recorded for field in part_fields(model)}
    inside = {inline.model for page in admin.site._registry.values() for inline in page.inlines}

    assert set(recorded) - paged == {Participation, Passenger, MissionLogo}
    assert parts >= inside | (set(recorded) - paged)


def test_a_long_history_is_read_page_by_page(desk):
    person = PersonFactory(given_name="Ada 0")
    for number in range(1, 102):
        person.given_name = f"Ada {number}"
        person.save()

    where = address(type(person), f"{person.pk}/history/")
    pages = [desk.get(where, {"page": number}) for number in (1, 2)]

    shown = [len(page.context["edits"]) for page in pages]
    ways = [[word in page.content.decode() for word in ("Newer", "Older")] for page in pages]
    assert (shown, ways) == ([100, 2], [[False, True], [True, False]])


def test_many_deleted_rows_are_listed_page_by_page(desk):
    for venue in VenueFactory.create_batch(101):
        venue.delete()

    where = address(Venue, "deleted/")
    pages = [desk.get(where, {"page": number}) for number in (1, 2)]

    assert [len(page.context["deletions"]) for page in pages] == [100, 1]


def test_the_history_of_a_deleted_row_is_still_there(desk):
    venue = VenueFactory()
    rows = [TransferFactory(origin=venue), MeetingFactory(venue=venue), venue]
    ways = [address(type(row), f"{row.pk}/history/") for row in rows]
    for row in rows:
        row.delete()

    pages = [desk.get(way) for way in ways]

    told = [[edit.verb for edit, _restore in page.context["edits"]] for page in pages]
    assert told == [["deleted", "added"]] * 3


def test_a_deleted_meeting_tells_who_was_in_it_and_restores_nobody_without_it(desk):
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting)
    way = address(type(meeting), f"{meeting.pk}/history/")
    meeting.delete()

    shown = desk.get(way).context["edits"]

    assert {(edit.row, edit.verb, restore) for edit, restore in shown} == {
        (row, verb, None)
        for row in ("participation: Ada Rossi", "meeting: Meeting with the maker")
        for verb in ("added", "deleted")
    }


@pytest.mark.parametrize("how", ["row", "rows"])
def test_what_a_deletion_empties_is_read_in_the_history_of_what_pointed_there(desk, how):
    meeting = MeetingFactory(title_en="Lunch")
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    venue = VenueFactory(organisation=FirmFactory())
    rows = [meeting, Firm.objects.get()]
    for row in rows if how == "row" else (Meeting.objects.all(), Firm.objects.all()):
        row.delete()

    pages = [desk.get(address(type(row), f"{row.pk}/history/")) for row in (ride, venue)]

    newest = [page.context["edits"][0][0] for page in pages]
    assert [(edit.verb, edit.fields[0].before, edit.fields[0].after) for edit in newest] == [
        ("changed", "Lunch (deleted)", "–"),
        ("changed", "Officina Torinese (deleted)", "–"),
    ]


def test_who_deletes_what_a_row_pointed_to_is_named_in_its_history(desk):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    desk.post(address(Meeting, f"{meeting.pk}/delete/"), {"post": "yes"})

    page = desk.get(address(Transfer, f"{ride.pk}/history/"))

    assert page.context["edits"][0][0].who == str(page.wsgi_request.user)


def test_what_did_not_point_to_a_deleted_row_has_no_new_record():
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission)
    meeting.delete()

    assert list(ride.history.values_list("history_type", flat=True)) == ["+"]


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_history_takes_as_many_queries_for_any_number_of_people(
    desk, how_many, django_assert_num_queries
):
    meeting = MeetingFactory()
    ride = TransferFactory(mission=meeting.mission, serves=meeting)
    for _person in range(how_many):
        person = ParticipationFactory(meeting=meeting).person
        PassengerFactory(transfer=ride, person=person).delete()
    Participation.objects.update(role="speaker")
    way = address(Meeting, f"{meeting.pk}/history/")
    desk.get(way)

    with django_assert_num_queries(23):
        page = desk.get(way)

    assert len(page.context["edits"]) == 2 + 4 * how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_deleted_rows_take_as_many_queries_for_any_number(
    desk, how_many, django_assert_num_queries
):
    for _ride in range(how_many):
        TransferFactory().delete()
    way = address(Transfer, "deleted/")
    desk.get(way)

    with django_assert_num_queries(10):
        page = desk.get(way)

    assert len(page.context["deletions"]) == how_many
