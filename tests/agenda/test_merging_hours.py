"""Two organisers at the hours of one row: a span is one thing, never half of the one, half of the other."""

import pytest

from agenda.models import Meeting, Transfer
from tests.agenda.test_merging import Organiser
from tests.factories import MeetingFactory, TransferFactory, VenueFactory

pytestmark = pytest.mark.django_db
HOURS = ("date", "starts", "ends", "ends_next_day", "part_of_day")
LATER = {"starts": "11:00", "ends": "12:00"}


def shown(organiser, *names):
    values = [organiser.fields[name] or "" for name in names]
    return ["".join(value) for value in values]


def test_a_start_that_the_second_typed_keeps_its_own_end(desk):
    meeting = MeetingFactory()
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(**LATER)

    told = second.save(starts="09:15", room_it="Sala 2")
    hours = shown(second, "starts", "ends")
    saved = second.save()

    row = Meeting.objects.get()
    assert told.endswith("You both wrote: starts, ends. Saving again writes yours over theirs.")
    assert (hours, saved) == (["09:15", "10:30"], "")
    assert ((row.ends_at - row.starts_at).seconds, row.room_it) == (75 * 60, "Sala 2")


def test_hours_that_the_second_left_alone_follow_those_of_the_first(desk):
    meeting = MeetingFactory()
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(**LATER, date="2025-04-24")

    told = second.save(room_it="Sala 2")

    assert "both" not in told
    assert shown(second, *HOURS) == ["2025-04-24", "11:00", "12:00", "", ""]
    assert second.save() == ""


def test_an_end_is_not_mixed_with_a_part_of_the_day(desk):
    meeting = MeetingFactory()
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(starts="", ends="", part_of_day="morning")

    told = second.save(ends="11:00")

    assert "You both wrote: part of the day, starts, ends." in told
    assert shown(second, *HOURS) == ["2025-04-23", "09:30", "11:00", "", ""]
    assert second.save() == ""


@pytest.mark.parametrize(("zone", "kept"), [("Asia/Tokyo", "hers"), (None, "the first one's")])
def test_hours_keep_the_place_on_whose_clocks_they_were_typed(desk, zone, kept):
    here, there = VenueFactory(), VenueFactory(time_zone=zone)
    meeting = MeetingFactory(venue=here)
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(venue=there.pk)

    told = second.save(ends="11:00")
    second.save()

    venue = here if kept == "hers" else there
    assert (Meeting.objects.get().venue, "You both wrote: ends, venue." in told) == (
        venue,
        kept == "hers",
    )


def test_a_place_with_other_clocks_keeps_the_hours_it_was_chosen_for(desk):
    tokyo = VenueFactory(time_zone="Asia/Tokyo")
    meeting = MeetingFactory(venue=VenueFactory())
    first, second = Organiser(desk, meeting), Organiser(desk, meeting)
    first.save(**LATER)

    told = second.save(venue=tokyo.pk)

    assert "You both wrote: starts, ends, venue." in told
    assert shown(second, "starts", "ends") == ["09:30", "10:30"]


def test_a_ride_arrives_when_the_one_who_typed_its_departure_saw_it_arrive(desk):
    ride = TransferFactory()
    first, second = Organiser(desk, ride), Organiser(desk, ride)
    seen = shown(second, "departs", "arrives")
    first.save(departs="2025-04-23T18:00", arrives="2025-04-23T18:40")

    told = second.save(departs="2025-04-23T06:00")
    second.save()

    row = Transfer.objects.get()
    assert "You both wrote: departs, arrives." in told
    assert shown(second, "departs", "arrives") == ["2025-04-23T06:00", seen[1]]
    assert row.arrives_at == ride.arrives_at
