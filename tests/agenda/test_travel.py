import pytest

from agenda.plan.travel import Travel, TravelTimes, distance_km, estimated_minutes

PONTIAC = (42.6389, -83.2910)
DEARBORN = (42.3223, -83.1763)
TURIN = (45.0703, 7.6869)


def test_a_degree_along_the_equator_is_one_three_hundred_sixtieth_of_the_way_round():
    assert distance_km((0, 0), (0, 1)) == pytest.approx(2 * 3.141592653589793 * 6371 / 360)


def test_the_other_side_of_the_earth_is_half_the_way_round():
    assert distance_km((0, 0), (0, 180)) == pytest.approx(3.141592653589793 * 6371)


def test_the_date_line_is_no_detour():
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(distance_km((0, 0), (0, 1)))


def test_the_estimate_is_the_straight_line_by_the_circuity_of_roads_at_the_missions_speed():
    kilometres = distance_km(PONTIAC, DEARBORN) * 1.34
    assert estimated_minutes(PONTIAC, DEARBORN, 60) == -(-kilometres // 1)


def test_typed_minutes_win_over_the_estimate_in_their_direction_only():
    times = TravelTimes({(1, 2): 45}, {1: PONTIAC, 2: DEARBORN}, speed_kmh=60)
    back = estimated_minutes(DEARBORN, PONTIAC, 60)
    assert [times.between(1, 2), times.between(2, 1)] == [
        Travel(45),
        Travel(back, is_estimate=True),
    ]


def test_without_coordinates_the_time_is_unknown_and_not_zero():
    times = TravelTimes({}, {1: TURIN}, speed_kmh=60)
    assert times.between(1, 2) is None


def test_staying_takes_no_time_even_without_coordinates():
    assert TravelTimes({}, {}, speed_kmh=60).between(7, 7) == Travel(0)
