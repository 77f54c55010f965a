"""How long it takes from one venue to another: as typed, else estimated from coordinates.

The estimate is the great-circle distance by the haversine formula (R. W. Sinnott, "Virtues of
the Haversine", Sky and Telescope 68, 1984) on a sphere of 6371 km, times 1.34, by which roads
in large metropolitan areas are longer than the straight line (D. J. Giacomin and D. M. Levinson,
"Road network circuity in metropolitan areas", Environment and Planning B 42, 2015), at the
mission's average speed, rounded up to the minute.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import asin, ceil, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0
ROAD_CIRCUITY = 1.34
Coordinates = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes from one venue to another; ``is_estimate`` where nobody typed them."""

    minutes: int
    is_estimate: bool = False


def distance_km(first: Coordinates, second: Coordinates) -> float:
    """Return the great-circle distance between two points (latitude, longitude in degrees)."""
    (south, west), (north, east) = (tuple(map(radians, point)) for point in (first, second))
    half_chord = sin((north - south) / 2) ** 2
    half_chord += cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half_chord)))


def estimated_minutes(first: Coordinates, second: Coordinates, speed_kmh: int) -> int:
    """Return the estimate that the module's text states, in whole minutes."""
    return ceil(distance_km(first, second) * ROAD_CIRCUITY / speed_kmh * 60)


@dataclass(frozen=True, slots=True)
class TravelTimes:
    """What is known of the ways between venues, by their primary keys.

    ``typed`` are minutes in one direction, ``places`` coordinates in degrees.
    """

    typed: Mapping[tuple[int, int], int]
    places: Mapping[int, Coordinates]
    speed_kmh: int
    answered: dict[tuple[int, int], Travel | None] = field(default_factory=dict, compare=False)

    def between(self, origin: int, destination: int) -> Travel | None:
        """Return how long it takes; None where nothing is known, which is not the same as zero."""
        way = (origin, destination)
        if way not in self.answered:
            self.answered[way] = self.worked_out(*way)
        return self.answered[way]

    def way(self, ends: tuple[int, int]) -> Travel | None:
        """Return the same for both ends of a way at once."""
        return self.between(*ends)

    def worked_out(self, origin: int, destination: int) -> Travel | None:
        """Return the typed minutes, else an estimate, else None."""
        if origin == destination:
            return Travel(0)
        if (origin, destination) in self.typed:
            return Travel(self.typed[origin, destination])
        if origin in self.places and destination in self.places:
            first, second = self.places[origin], self.places[destination]
            return Travel(estimated_minutes(first, second, self.speed_kmh), is_estimate=True)
        return None
