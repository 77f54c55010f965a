import pytest

from agenda.clashes import find_clashes
from agenda.plan.clash_kinds import Clash, ClashKind
from agenda.plan.planned import Attendance, Busy, Key, Names, Presence
from agenda.plan.transfer_fit import Misfit
from agenda.plan.travel import TravelTimes
from tests.agenda.plans import (
    FACTORY,
    HOTEL,
    MINISTER,
    RECTOR,
    STAND,
    at,
    meeting,
    plan,
    ride,
)

ONE, TWO = Key("meeting", 1), Key("meeting", 2)
RIDE, LATER_RIDE = Key("transfer", 1), Key("transfer", 2)
MORNING = (at(4), at(16))


def test_a_plan_in_order_has_no_clash():
    in_order = plan(
        ride(1, at(8), at(8, 30), MINISTER, RECTOR, serves=1),
        meeting(1, at(9), at(10), MINISTER, RECTOR),
        meeting(2, at(10), at(11), MINISTER, RECTOR),
    )
    assert find_clashes(in_order) == []


def test_a_person_in_two_places_at_once_clashes():
    found = find_clashes(
        plan(meeting(1, at(9), at(10), MINISTER), meeting(2, at(9, 59), at(11), MINISTER))
    )
    assert found == [Clash(ClashKind.PERSON_TWICE, (ONE, TWO), blocks=True, person=MINISTER)]


def test_an_interpreter_in_two_places_is_told_as_such():
    interpreter = Attendance(RECTOR, is_interpreter=True)
    found = find_clashes(
        plan(meeting(1, at(9), at(10), interpreter), meeting(2, at(9), at(11), RECTOR))
    )
    assert found == [Clash(ClashKind.INTERPRETER_TWICE, (ONE, TWO), blocks=True, person=RECTOR)]


def test_a_meeting_and_a_ride_clash_for_passengers_and_for_the_driver():
    found = find_clashes(
        plan(
            meeting(1, at(9), at(10), MINISTER, RECTOR),
            ride(1, at(9, 30), at(10, 30), MINISTER, driver=RECTOR),
        )
    )
    assert found == [
        Clash(ClashKind.PERSON_TWICE, (ONE, RIDE), blocks=True, person=MINISTER),
        Clash(ClashKind.PERSON_TWICE, (ONE, RIDE), blocks=True, person=RECTOR),
    ]


def test_what_is_only_proposed_warns():
    proposed = meeting(2, at(9), at(10), MINISTER, is_agreed=False)
    found = find_clashes(plan(meeting(1, at(9), at(10), MINISTER), proposed))
    assert [clash.blocks for clash in found] == [False]


def test_free_time_is_for_everybody_and_keeps_nobody():
    free = meeting(2, at(8), at(12), MINISTER, is_free_time=True)
    assert find_clashes(plan(meeting(1, at(9), at(10), MINISTER), free)) == []


def test_two_items_of_other_missions_are_not_our_business():
    others = [meeting(pk, at(9), at(10), MINISTER, is_elsewhere=True) for pk in (1, 2)]
    assert find_clashes(plan(*others)) == []


def test_an_item_of_another_mission_clashes_with_ours():
    elsewhere = meeting(2, at(9), at(10), MINISTER, is_elsewhere=True)
    found = find_clashes(plan(meeting(1, at(9), at(10), MINISTER), elsewhere))
    assert [clash.identity for clash in found] == [(ClashKind.PERSON_TWICE, (ONE, TWO), MINISTER)]


def test_too_little_time_to_travel_tells_what_is_needed_and_what_there_is():
    found = find_clashes(
        plan(
            meeting(1, at(9), at(10), MINISTER),
            meeting(2, at(10, 39), at(11), MINISTER, venue=FACTORY),
        )
    )
    assert found == [
        Clash(
            ClashKind.TRAVEL_TOO_SHORT,
            (ONE, TWO),
            blocks=True,
            person=MINISTER,
            needed=40,
            available=39,
        )
    ]


@pytest.mark.parametrize("there", [{"arrives_at": at(14)}, {"leaves_at": at(10)}])
def test_nobody_drives_where_the_journey_lies_in_between(there):
    presence = Presence(MINISTER, is_head=False, **{"arrives_at": None, "leaves_at": None, **there})
    oceans_apart = TravelTimes({}, {STAND: (45.1, 7.7), FACTORY: (42.3, -83.1)}, speed_kmh=40)
    items = (
        meeting(1, at(9), at(10), MINISTER, is_at_home=True),
        meeting(2, at(15), at(16), MINISTER, venue=FACTORY, is_at_home=True),
    )
    by_road = find_clashes(plan(*items, travel=oceans_apart))
    assert [clash.kind for clash in by_road] == [ClashKind.TRAVEL_TOO_SHORT]
    presences = {MINISTER: presence}
    assert find_clashes(plan(*items, travel=oceans_apart, presences=presences)) == []


def test_overnight_an_estimate_says_nothing_and_typed_minutes_still_count():
    far = TravelTimes({}, {STAND: (45.1, 7.7), FACTORY: (42.3, -83.1)}, speed_kmh=40)
    typed = TravelTimes({(STAND, FACTORY): 800}, far.places, speed_kmh=40)
    items = (
        meeting(1, at(9), at(10), MINISTER),
        meeting(2, at(22), at(23), MINISTER, venue=FACTORY),
    )
    assert find_clashes(plan(*items, travel=far)) == []
    (short,) = find_clashes(plan(*items, travel=typed))
    assert (short.kind, short.needed, short.available) == (ClashKind.TRAVEL_TOO_SHORT, 810, 720)


def test_who_drives_and_sits_on_the_list_of_passengers_is_there_once():
    assert find_clashes(plan(ride(1, at(8), at(9), MINISTER, driver=MINISTER))) == []


def test_a_long_item_doesnt_hide_that_a_way_is_too_long_inside_it():
    inside = [
        meeting(1, at(14), at(15), MINISTER),
        meeting(2, at(15, 5), at(16), MINISTER, venue=FACTORY),
    ]
    fair = meeting(3, at(12), at(22), MINISTER, venue=HOTEL, is_agreed=False)
    (short,) = [clash for clash in find_clashes(plan(*inside, fair)) if clash.blocks]
    assert (short.kind, short.items) == (ClashKind.TRAVEL_TOO_SHORT, (ONE, TWO))


@pytest.mark.parametrize("between", [{"is_agreed": False}, {"venue": None}])
def test_what_is_only_proposed_or_has_no_place_parts_no_two_items(between):
    found = find_clashes(
        plan(
            meeting(1, at(9), at(10), MINISTER),
            meeting(3, at(10, 10), at(10, 20), MINISTER, **between),
            meeting(2, at(10, 30), at(11), MINISTER, venue=FACTORY),
        )
    )
    short = [clash.items for clash in found if clash.kind == ClashKind.TRAVEL_TOO_SHORT]
    assert (ONE, TWO) in short


def test_travel_and_buffer_to_the_minute_are_enough():
    enough = plan(
        meeting(1, at(9), at(10), MINISTER),
        meeting(2, at(10, 40), at(11), MINISTER, venue=FACTORY),
    )
    assert find_clashes(enough) == []


def test_an_unknown_travel_time_is_said():
    found = find_clashes(
        plan(
            meeting(1, at(9), at(10), MINISTER, venue=FACTORY),
            meeting(2, at(15), at(16), MINISTER),
        )
    )
    assert found == [Clash(ClashKind.TRAVEL_UNKNOWN, (ONE, TWO), blocks=False, person=MINISTER)]


@pytest.mark.parametrize("minutes", [0, 9])
def test_less_than_the_buffer_is_too_little_for_a_way_that_nobody_knows(minutes):
    found = find_clashes(
        plan(
            meeting(1, at(9), at(10), MINISTER, venue=FACTORY),
            meeting(2, at(10, minutes), at(11), MINISTER),
        )
    )
    assert found == [
        Clash(
            ClashKind.TRAVEL_TOO_SHORT,
            (ONE, TWO),
            blocks=True,
            person=MINISTER,
            needed=10,
            available=minutes,
            is_unknown=True,
        )
    ]


def test_with_the_buffer_between_an_unknown_way_is_a_note():
    found = find_clashes(
        plan(
            meeting(1, at(9), at(10), MINISTER, venue=FACTORY),
            meeting(2, at(10, 10), at(11), MINISTER),
        )
    )
    assert found == [Clash(ClashKind.TRAVEL_UNKNOWN, (ONE, TWO), blocks=False, person=MINISTER)]


def test_a_ride_between_two_venues_makes_the_way():
    driven = plan(
        meeting(1, at(9), at(10), MINISTER, venue=FACTORY),
        ride(1, at(10), at(10, 20), MINISTER, origin=FACTORY, destination=STAND),
        meeting(2, at(10, 20), at(11), MINISTER),
    )
    assert find_clashes(driven) == []


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"arrives_at": at(9, 1), "leaves_at": None}, ClashKind.BEFORE_ARRIVAL),
        ({"arrives_at": None, "leaves_at": at(9, 59)}, ClashKind.AFTER_DEPARTURE),
    ],
)
def test_nobody_attends_before_arriving_or_after_leaving(values, kind):
    there = {MINISTER: Presence(person=MINISTER, is_head=False, **values)}
    found = find_clashes(plan(meeting(1, at(9), at(10), MINISTER), presences=there))
    assert found == [Clash(kind, (ONE,), blocks=True, person=MINISTER)]


def test_the_journey_itself_and_what_happens_at_home_need_no_arrival():
    there = {MINISTER: Presence(MINISTER, is_head=False, arrives_at=at(9), leaves_at=at(18))}
    journey = [
        meeting(1, at(2), at(3), MINISTER, venue=None, is_at_home=True),
        ride(1, at(3), at(7), MINISTER, from_other_clocks=True),
        ride(2, at(8), at(9), MINISTER, origin=STAND, destination=HOTEL),
        ride(3, at(18), at(19), MINISTER, origin=HOTEL, destination=STAND),
        ride(4, at(20), at(28), MINISTER, origin=STAND, to_other_clocks=True),
    ]
    assert find_clashes(plan(*journey, presences=there)) == []


def test_nobody_is_fetched_before_landing_or_driven_after_taking_off():
    there = {MINISTER: Presence(MINISTER, is_head=False, arrives_at=at(14), leaves_at=at(20))}
    early = ride(1, at(12), at(12, 45), MINISTER)
    late = ride(2, at(20, 30), at(21), MINISTER, origin=STAND)
    found = find_clashes(plan(early, late, presences=there))
    assert [(clash.kind, clash.items) for clash in found if clash.blocks] == [
        (ClashKind.BEFORE_ARRIVAL, (RIDE,)),
        (ClashKind.AFTER_DEPARTURE, (LATER_RIDE,)),
    ]


def test_a_part_of_the_day_clashes_with_an_arrival_after_it():
    there = {MINISTER: Presence(MINISTER, is_head=False, arrives_at=at(16), leaves_at=None)}
    morning = meeting(1, *MORNING, MINISTER, has_hours=False)
    found = find_clashes(plan(morning, presences=there))
    assert found == [Clash(ClashKind.BEFORE_ARRIVAL, (ONE,), blocks=True, person=MINISTER)]


def test_a_part_of_the_day_leaves_room_for_an_arrival_within_it():
    there = {MINISTER: Presence(MINISTER, is_head=False, arrives_at=at(15), leaves_at=at(17))}
    morning = meeting(1, *MORNING, MINISTER, has_hours=False)
    assert find_clashes(plan(morning, presences=there)) == []


def test_who_is_unavailable_clashes_once_an_item():
    spans = (Busy(MINISTER, at(9), at(9, 10)), Busy(MINISTER, at(9, 20), at(9, 30)))
    found = find_clashes(plan(meeting(1, at(9), at(10), MINISTER), busy=spans))
    assert found == [Clash(ClashKind.UNAVAILABLE, (ONE,), blocks=True, person=MINISTER)]


def test_half_a_morning_unavailable_leaves_the_other_half():
    half = (Busy(MINISTER, at(4), at(15)),)
    morning = meeting(1, *MORNING, MINISTER, has_hours=False)
    assert find_clashes(plan(morning, busy=half)) == []


def test_a_room_holds_one_meeting_at_a_time():
    found = find_clashes(
        plan(
            meeting(1, at(9), at(10), MINISTER, room=Names("sala 2")),
            meeting(2, at(9, 30), at(11), RECTOR, room=Names("sala 2")),
        )
    )
    assert found == [Clash(ClashKind.ROOM_TWICE, (ONE, TWO), blocks=True)]


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        (Names("", "hall 1"), Names("", "hall 1"), True),
        (Names("sala 1", "hall 1"), Names("", "hall 1"), True),
        (Names("hall 1", ""), Names("", "hall 1"), True),
        (Names("sala rossa", "room"), Names("sala blu", "room"), False),
        (Names("sala 1", "hall 1"), Names("", "hall 2"), False),
    ],
)
def test_a_room_is_known_by_its_name_in_either_language(first, second, is_one):
    found = find_clashes(
        plan(
            meeting(1, at(9), at(10), MINISTER, room=first),
            meeting(2, at(9), at(10), RECTOR, room=second),
        )
    )
    assert [clash.kind for clash in found] == ([ClashKind.ROOM_TWICE] if is_one else [])


def test_a_venue_without_a_room_named_holds_many():
    side_by_side = plan(meeting(1, at(9), at(10), MINISTER), meeting(2, at(9), at(10), RECTOR))
    assert find_clashes(side_by_side) == []


def test_a_vehicle_makes_one_ride_at_a_time():
    found = find_clashes(
        plan(
            ride(1, at(8), at(9), MINISTER, vehicle=Names("minibus")),
            ride(2, at(8, 30), at(9, 30), RECTOR, vehicle=Names("minibus")),
        )
    )
    assert found == [Clash(ClashKind.VEHICLE_TWICE, (RIDE, LATER_RIDE), blocks=True)]


def vehicle_at_two_venues(*, minutes, **values):
    """Return the clashes of a vehicle that begins its second ride so long after its first."""
    rides = (
        ride(1, at(8), at(9), MINISTER, destination=STAND, **values),
        ride(2, at(9, minutes), at(11), RECTOR, origin=FACTORY, destination=HOTEL, **values),
    )
    return find_clashes(plan(*rides))


def test_a_vehicle_has_to_get_to_its_next_ride():
    minibus = Names("minibus")
    assert vehicle_at_two_venues(minutes=39, vehicle=minibus) == [
        Clash(ClashKind.TRAVEL_TOO_SHORT, (RIDE, LATER_RIDE), blocks=True, needed=40, available=39)
    ]
    assert vehicle_at_two_venues(minutes=40, vehicle=minibus) == []
    assert vehicle_at_two_venues(minutes=0) == []


def test_a_vehicle_has_the_buffer_at_least_where_nobody_knows_the_way():
    rides = (
        ride(1, at(8), at(9), MINISTER, destination=FACTORY, vehicle=Names("minibus")),
        ride(2, at(9, 9), at(11), RECTOR, origin=HOTEL, vehicle=Names("minibus")),
    )
    (short,) = find_clashes(plan(*rides))
    assert (short.is_unknown, short.needed, short.available) == (True, 10, 9)


def test_the_way_of_a_vehicle_is_told_once_with_that_of_its_driver():
    found = vehicle_at_two_venues(minutes=0, vehicle=Names("minibus"), driver=13)
    assert [(clash.kind, clash.person) for clash in found] == [(ClashKind.TRAVEL_TOO_SHORT, 13)]


@pytest.mark.parametrize(("minutes", "is_quick"), [(29, True), (30, False)])
def test_a_ride_takes_as_long_as_somebody_typed_for_its_way(minutes, is_quick):
    quick = ride(1, at(8), at(8, minutes), MINISTER, origin=STAND, destination=FACTORY)
    clash = Clash(ClashKind.TRAVEL_TOO_SHORT, (RIDE,), blocks=True, needed=30, available=29)
    assert find_clashes(plan(quick)) == ([clash] if is_quick else [])


def test_a_ride_without_passengers_on_a_day_outside_the_mission_is_remarked():
    late = ride(1, at(60), at(61), untranslated=("pickup_point",))
    assert find_clashes(plan(late)) == [
        Clash(ClashKind.OUTSIDE_MISSION, (RIDE,), blocks=False),
        Clash(ClashKind.UNTRANSLATED, (RIDE,), blocks=False, details=("pickup_point",)),
        Clash(ClashKind.NOBODY, (RIDE,), blocks=False),
    ]


def test_the_journey_may_be_on_the_day_before():
    flight = ride(1, at(-20), at(-10), MINISTER, from_other_clocks=True)
    assert find_clashes(plan(flight)) == []


def test_more_passengers_than_seats_clash():
    found = find_clashes(plan(ride(1, at(8), at(9), MINISTER, RECTOR, seats=1)))
    assert found == [Clash(ClashKind.SEATS, (RIDE,), blocks=True, needed=2, available=1)]


@pytest.mark.parametrize(
    ("values", "misfit"),
    [
        ({"starts_at": at(8), "ends_at": at(9)}, Misfit.NONE),
        ({"starts_at": at(8), "ends_at": at(9, 1)}, Misfit.ARRIVES_LATE),
        (
            {"starts_at": at(9, 59), "ends_at": at(10, 20), "origin": STAND, "destination": HOTEL},
            Misfit.LEAVES_EARLY,
        ),
        (
            {"starts_at": at(10), "ends_at": at(10, 20), "origin": STAND, "destination": HOTEL},
            Misfit.NONE,
        ),
        ({"starts_at": at(8), "ends_at": at(9), "destination": FACTORY}, Misfit.OTHER_PLACE),
        ({"starts_at": at(-20), "ends_at": at(-19)}, Misfit.OTHER_DAY),
        ({"starts_at": at(8), "ends_at": at(9), "serves_cancelled": True}, Misfit.CANCELLED),
    ],
)
def test_a_ride_fits_the_meeting_it_serves(values, misfit):
    served = () if values.get("serves_cancelled") else (meeting(1, at(9), at(10), MINISTER),)
    starts_at, ends_at = values.pop("starts_at"), values.pop("ends_at")
    served_by = ride(1, starts_at, ends_at, RECTOR, serves=1, **values)
    found = find_clashes(plan(*served, served_by))
    assert [clash.misfit for clash in found if clash.misfit] == ([misfit] if misfit else [])


def test_a_ride_to_a_meeting_of_a_morning_lies_near_that_morning():
    morning = meeting(1, *MORNING, RECTOR, has_hours=False)
    near = ride(1, at(12), at(13), RECTOR, serves=1)
    far = ride(2, at(40), at(41), RECTOR, serves=1)
    found = find_clashes(plan(morning, near, far))
    assert [(clash.items, clash.misfit) for clash in found] == [
        ((ONE, LATER_RIDE), Misfit.OTHER_DAY)
    ]


def test_a_ride_to_a_meeting_without_a_place_fits():
    placeless = meeting(1, at(9), at(10), RECTOR, venue=None)
    assert find_clashes(plan(placeless, ride(1, at(8), at(9), RECTOR, serves=1))) == []


def test_what_warns_says_what_to_look_at():
    head = Presence(MINISTER, is_head=True, arrives_at=None, leaves_at=None)
    looked_at = plan(
        meeting(1, at(9), at(10), Attendance(RECTOR, shown_post=5), needs_head=True),
        meeting(2, at(60), at(61), untranslated=("title",)),
        presences={MINISTER: head},
    )
    assert find_clashes(looked_at) == [
        Clash(ClashKind.HEAD_ABSENT, (ONE,), blocks=False),
        Clash(ClashKind.OUTSIDE_MISSION, (TWO,), blocks=False),
        Clash(ClashKind.TITLE_UNCONFIRMED, (ONE,), blocks=False, person=RECTOR),
        Clash(ClashKind.UNTRANSLATED, (TWO,), blocks=False, details=("title",)),
        Clash(ClashKind.NOBODY, (TWO,), blocks=False),
    ]


def test_who_stands_in_for_the_head_is_the_head_there():
    head = Presence(MINISTER, is_head=True, arrives_at=None, leaves_at=None)
    stand_in = Attendance(RECTOR, stands_in_for=MINISTER)
    present = plan(meeting(1, at(9), at(10), stand_in, needs_head=True), presences={MINISTER: head})
    assert find_clashes(present) == []
