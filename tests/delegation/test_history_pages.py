"""Every history can be read at the desk, however long, also of what is not there any more."""

import pytest
from django.apps import apps
from django.contrib import admin

from agenda.models import Participation, Passenger, Venue
from delegation.history.parts import part_fields
from delegation.models import MissionLogo
from tests.agenda.test_lists import address
from tests.factories import (
    MeetingFactory,
    ParticipationFactory,
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
