"""Clashes of random rows beside minutes counted one by one: nights, changes of clocks, zones."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations, product
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.clashes import find_clashes
from agenda.models import Meeting, Participation, TravelTime
from agenda.plan.clash_kinds import ClashKind
from agenda.plan.reading import read_plan
from delegation.local_time import moment_at
from tests.factories import MeetingFactory, MissionFactory, PersonFactory, VenueFactory

pytestmark = pytest.mark.django_db
BUFFER, WAY = 10, 45
CHANGES_OF_CLOCKS = [
    ("Europe/Rome", date(2025, 3, 29)),
    ("Europe/Rome", date(2025, 10, 25)),
    ("America/Detroit", date(2025, 11, 1)),
    ("Pacific/Auckland", date(2025, 4, 5)),
]
ACROSS_THE_DATE_LINE = ["Pacific/Honolulu", "Pacific/Kiritimati", None]
TYPED = st.tuples(
    st.integers(0, 2),  # the venue
    st.integers(0, 2),  # days after the first
    st.integers(0, 143),  # ten minutes of that day
    st.integers(1, 30),  # how many ten minutes it lasts
    st.booleans(),  # whether the second person comes as well
)


class Counted(NamedTuple):
    pk: int
    day: date
    venue: int
    minutes: range
    guests: list


def written(mission, venues, people, rows):
    """Write meetings as typed on the clocks of their venues; return them as counted minutes."""
    counted = []
    for venue, days, tens, lasts, both in rows:
        zone = venues[venue].time_zone or mission.time_zone
        day, clock = mission.start_date + timedelta(days=days), time(tens // 6, tens % 6 * 10)
        try:
            starts_at = moment_at(day, clock, zone)
        except ValidationError:  # the clocks skip or repeat it
            continue
        ends_at = starts_at + timedelta(minutes=10 * lasts)
        hours = {"date": day, "starts_at": starts_at, "ends_at": ends_at}
        meeting = MeetingFactory(
            mission=mission, venue=venues[venue], kind=Meeting.Kind.VISIT, **hours
        )
        guests = people if both else people[:1]
        Participation.objects.bulk_create(
            Participation(meeting=meeting, person=person) for person in guests
        )
        first = counted_minutes(day, clock, zone)
        counted.append(Counted(meeting.pk, day, venue, range(first, first + 10 * lasts), guests))
    return counted


def counted_minutes(day, clock, zone):
    """Return how many minutes after the year began a clock shows a time, tried one by one."""
    moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=(day - date(2025, 1, 1)).days - 1)
    while moment.astimezone(zone).replace(tzinfo=None) != datetime.combine(day, clock):
        moment += timedelta(minutes=1)
    return int((moment - datetime(2025, 1, 1, tzinfo=UTC)).total_seconds() // 60)


def slowly(counted, people):
    """Return who is at two places in one minute, or has too few minutes for the way."""
    found = set()
    for (first, second), person in product(permutations(counted, 2), people):
        if not (person in first.guests and person in second.guests):
            continue
        pair = tuple(sorted((first.pk, second.pk)))
        if set(first.minutes) & set(second.minutes):
            found.add((ClashKind.PERSON_TWICE, pair, person.pk))
        between = set(range(first.minutes.stop, second.minutes.start))
        parted = any(set(one.minutes) <= between for one in counted if person in one.guests)
        follows = first.minutes.stop <= second.minutes.start and not parted
        if follows and first.venue != second.venue and len(between) < WAY + BUFFER:
            found.add((ClashKind.TRAVEL_TOO_SHORT, pair, person.pk))
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(CHANGES_OF_CLOCKS), st.lists(TYPED, max_size=7))
def test_what_is_typed_on_any_clocks_clashes_as_minutes_do(place, rows):
    zone, first_day = place
    with transaction.atomic():
        mission = MissionFactory(
            time_zone=zone,
            start_date=first_day,
            end_date=first_day + timedelta(days=1),
            buffer_minutes=BUFFER,
        )
        venues = [
            VenueFactory(time_zone=other and ZoneInfo(other)) for other in ACROSS_THE_DATE_LINE
        ]
        TravelTime.objects.bulk_create(
            TravelTime(origin=start, destination=end, minutes=WAY)
            for start, end in permutations(venues, 2)
        )
        people = PersonFactory.create_batch(2)
        counted = written(mission, venues, people, rows)
        found = find_clashes(read_plan(mission))
        transaction.set_rollback(True)
    kinds = {ClashKind.PERSON_TWICE, ClashKind.TRAVEL_TOO_SHORT}
    pairs = [
        (clash.kind, tuple(sorted(key.pk for key in clash.items)), clash.person)
        for clash in found
        if clash.kind in kinds
    ]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == slowly(counted, people)
    outside = {clash.items[0].pk for clash in found if clash.kind == ClashKind.OUTSIDE_MISSION}
    assert outside == {pk for pk, day, *_hours in counted if day > mission.end_date}
