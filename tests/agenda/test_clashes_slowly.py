"""Clashes beside a slow and obvious version of themselves, on random plans."""

from datetime import timedelta
from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from agenda.clashes import find_clashes
from agenda.intervals import overlap
from agenda.plan.clash_kinds import ClashKind
from agenda.plan.planned import Attendance, Busy, Names, PlannedTransfer, Presence
from agenda.plan.travel import TravelTimes
from tests.agenda.plans import at, meeting, plan, ride

PEOPLE = st.lists(st.integers(11, 14), max_size=3, unique=True)
VENUES = st.integers(1, 3)
NAMES = st.builds(Names, st.sampled_from(["", "1", "2"]), st.sampled_from(["", "1", "2"]))
TRAVEL = TravelTimes({(1, 2): 5, (2, 1): 20}, {1: (42.6, -83.3), 3: (42.7, -83.2)}, speed_kmh=40)


@st.composite
def items(draw):
    drawn = []
    unit = draw(st.sampled_from([1, 20]))  # within two hours, or over two days
    for pk in range(draw(st.integers(0, 8))):
        starts_at = at(8, unit * draw(st.integers(0, 120)))
        ends_at = starts_at + timedelta(minutes=unit * draw(st.integers(1, 40)))
        people = draw(PEOPLE)
        if draw(st.booleans()):
            ways = {"origin": draw(VENUES), "destination": draw(VENUES)}
            values = {
                "vehicle": draw(NAMES),
                "driver": draw(st.sampled_from([None, 11, 15])),
                "seats": 2,
                "is_at_home": draw(st.booleans()),
                "from_other_clocks": draw(st.booleans()),
                "to_other_clocks": draw(st.booleans()),
            }
            drawn.append(ride(pk, starts_at, ends_at, *people, **values, **ways))
        else:
            drawn.append(
                meeting(
                    pk,
                    starts_at,
                    ends_at,
                    *(Attendance(person, draw(st.booleans())) for person in people),
                    venue=draw(st.sampled_from([None, 1, 2, 3])),
                    room=draw(NAMES),
                    is_agreed=draw(st.booleans()),
                    is_elsewhere=draw(st.booleans()),
                    is_at_home=draw(st.booleans()),
                )
            )
    return drawn


BUSY = st.lists(
    st.builds(
        lambda person, first, minutes: Busy(person, at(8, first), at(8, first + minutes)),
        st.integers(11, 14),
        st.integers(0, 120),
        st.integers(1, 30),
    ),
    max_size=3,
)


def seen(found, *kinds):
    return sorted(clash.identity for clash in found if clash.kind in kinds)


def ours(first, second):
    return not (first.is_elsewhere and second.is_elsewhere)


def is_same(first, second):
    """Tell whether two names have a word in common, and not two different Italian ones."""
    differ = "" not in {first.italian, second.italian} and first.italian != second.italian
    return not differ and bool(set(first) & set(second) - {""})


def in_order(first, second):
    return tuple(sorted((first.key, second.key)))


@given(items())
def test_people_twice(drawn):
    kinds = (ClashKind.PERSON_TWICE, ClashKind.INTERPRETER_TWICE)
    slowly = sorted(
        (in_order(first, second), person)
        for first, second in combinations(drawn, 2)
        for person in set(first.people) & set(second.people)
        if overlap(first, second) and ours(first, second)
    )
    assert sorted(row[1:] for row in seen(find_clashes(plan(*drawn)), *kinds)) == slowly


@given(items())
def test_rooms_and_vehicles_twice(drawn):
    slowly = []
    for first, second in combinations(drawn, 2):
        if not overlap(first, second) or isinstance(first, PlannedTransfer) != isinstance(
            second, PlannedTransfer
        ):
            continue
        if isinstance(first, PlannedTransfer):
            if is_same(first.vehicle, second.vehicle):
                slowly.append((ClashKind.VEHICLE_TWICE, in_order(first, second), None))
        elif (
            first.origin
            and first.origin == second.origin
            and is_same(first.room, second.room)
            and ours(first, second)
        ):
            slowly.append((ClashKind.ROOM_TWICE, in_order(first, second), None))
    found = seen(find_clashes(plan(*drawn)), ClashKind.ROOM_TWICE, ClashKind.VEHICLE_TWICE)
    assert found == sorted(slowly)


@given(items(), BUSY)
def test_people_unavailable(drawn, busy):
    slowly = sorted(
        (ClashKind.UNAVAILABLE, (item.key,), person)
        for item in drawn
        for person in set(item.people)
        if not item.is_elsewhere
        and any(span.person == person and overlap(span, item) for span in busy)
    )
    found = find_clashes(plan(*drawn, busy=tuple(busy)))
    assert seen(found, ClashKind.UNAVAILABLE) == slowly


def is_journey(item, moment, *, into):
    """Tell whether an item brings somebody who arrives then, or takes away who leaves then."""
    if not isinstance(item, PlannedTransfer):
        return False
    if into:
        return item.ends_at == moment or (item.ends_at < moment and item.from_other_clocks)
    return item.starts_at == moment or (item.starts_at > moment and item.to_other_clocks)


@given(items(), st.integers(0, 120), st.integers(0, 120))
def test_people_who_are_not_there_yet_or_any_more(drawn, arrival, departure):
    arrives_at, leaves_at = at(8, arrival), at(8, departure)
    there = {11: Presence(11, is_head=False, arrives_at=arrives_at, leaves_at=leaves_at)}
    slowly = []
    for item in drawn:
        if 11 not in item.people or item.is_elsewhere or item.is_at_home:
            continue
        if item.starts_at < arrives_at and not is_journey(item, arrives_at, into=True):
            slowly.append((ClashKind.BEFORE_ARRIVAL, (item.key,), 11))
        if item.ends_at > leaves_at and not is_journey(item, leaves_at, into=False):
            slowly.append((ClashKind.AFTER_DEPARTURE, (item.key,), 11))
    found = find_clashes(plan(*drawn, presences=there))
    assert seen(found, ClashKind.BEFORE_ARRIVAL, ClashKind.AFTER_DEPARTURE) == sorted(slowly)


def lies_between(one, first, second):
    return first.ends_at <= one.starts_at and one.ends_at <= second.starts_at


def goes_from_to(person, first, second, drawn):
    """Tell whether a person has a way between two items: they are at no other place meanwhile."""
    own = [item for item in drawn if person in item.people and item.origin is not None]
    if first not in own or second not in own or first.ends_at > second.starts_at:
        return False
    between = [item for item in own if lies_between(item, first, second)]
    if first.is_agreed and second.is_agreed:
        between = [item for item in between if item.is_agreed]
    return not between


@given(items(), st.integers(0, 2400), st.integers(0, 2400))
def test_travel_from_each_item_to_the_next_ones(drawn, arrival, departure):
    arrives_at, leaves_at = at(8, arrival), at(8, departure)
    there = {11: Presence(11, is_head=False, arrives_at=arrives_at, leaves_at=leaves_at)}
    slowly = []
    for first, second in permutations(drawn, 2):
        for person in (11, 12, 13, 14, 15):
            if not goes_from_to(person, first, second, drawn) or not ours(first, second):
                continue
            lands = first.ends_at < arrives_at <= second.starts_at
            takes_off = first.ends_at <= leaves_at < second.starts_at
            flies = person == 11 and (lands or takes_off)
            slowly += travel_clashes(person, first, second, flies=flies)
    found = find_clashes(plan(*drawn, travel=TRAVEL, presences=there))
    of_people = [clash for clash in found if clash.person]
    kinds = (ClashKind.TRAVEL_UNKNOWN, ClashKind.TRAVEL_TOO_SHORT)
    assert seen(of_people, *kinds) == sorted(slowly)


def travel_clashes(person, first, second, *, flies):
    """Return what clashes on the way between two items, by what is known of it."""
    way, pair = (first.destination, second.origin), in_order(first, second)
    free = (second.starts_at - first.ends_at).total_seconds() / 60
    if first.destination == second.origin:
        return []
    if way in TRAVEL.typed:
        kinds = [ClashKind.TRAVEL_TOO_SHORT] if free < TRAVEL.typed[way] + 10 else []
    elif flies or free >= 12 * 60:
        kinds = []
    elif set(way) <= TRAVEL.places.keys():
        kinds = [ClashKind.TRAVEL_TOO_SHORT] if free < TRAVEL.between(*way).minutes + 10 else []
    else:
        kinds = [ClashKind.TRAVEL_TOO_SHORT if free < 10 else ClashKind.TRAVEL_UNKNOWN]
    return [(kind, pair, person) for kind in kinds]


@given(items())
def test_seats(drawn):
    slowly = sorted(
        (ClashKind.SEATS, (item.key,), None)
        for item in drawn
        if isinstance(item, PlannedTransfer) and len(item.passengers) > item.seats
    )
    assert seen(find_clashes(plan(*drawn)), ClashKind.SEATS) == slowly


@given(items())
def test_vehicles_get_to_their_next_ride_and_rides_take_their_time(drawn):
    rides = [item for item in drawn if isinstance(item, PlannedTransfer)]
    slowly = [
        (ClashKind.TRAVEL_TOO_SHORT, (one.key,), None)
        for one in rides
        if one.ends_at - one.starts_at
        < timedelta(minutes=TRAVEL.typed.get((one.origin, one.destination), 0))
    ]
    for first, second in permutations(rides, 2):
        in_reach = any(
            not any(name in one.vehicle and lies_between(one, first, second) for one in rides)
            for name in set(first.vehicle) & set(second.vehicle) - {""}
        )
        if first.ends_at > second.starts_at or not in_reach or set(first.people) & {*second.people}:
            continue
        if is_same(first.vehicle, second.vehicle):
            slowly += [
                (kind, pair, None)
                for kind, pair, _nobody in travel_clashes(None, first, second, flies=False)
                if kind == ClashKind.TRAVEL_TOO_SHORT
            ]
    found = find_clashes(plan(*drawn, travel=TRAVEL))
    of_rides = [clash for clash in found if clash.person is None]
    assert seen(of_rides, ClashKind.TRAVEL_TOO_SHORT) == sorted(slowly)
