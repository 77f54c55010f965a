"""The boarding lists: who rides in which vehicle, and who is in it already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from agenda.personal.entries import PersonalTransfer, drives, personal_transfer
from agenda.reading import Text, text_in
from agenda.versions.programme import Programme
from delegation.models import Delegate


@dataclass(frozen=True, slots=True)
class Seat:
    """A passenger on the list; ``person`` is the primary key."""

    person: int
    name: Text
    boarded: bool


@dataclass(frozen=True, slots=True)
class BoardingList:
    """A ride with its passengers in the order of the delegation."""

    ride: PersonalTransfer
    seats: tuple[Seat, ...]

    def is_over(self, moment: datetime) -> bool:
        """Tell whether it has arrived."""
        return self.ride.when.bounds[1] <= moment

    @property
    def aboard(self) -> int:
        """How many are in the vehicle."""
        return sum(seat.boarded for seat in self.seats)


def rides_to_board(programme: Programme, person: int) -> list[dict[str, object]]:
    """Return the rides whose passengers a person counts: an escort all, a driver their own."""
    escorts = {
        row["person"] for row in programme["delegates"] if row["role"] == Delegate.Role.ESCORT
    }
    return [row for row in programme["transfers"] if person in escorts or drives(row, person)]


def boarding_lists(
    programme: Programme, person: int, language: str, boarded: Iterable[tuple[int, int]]
) -> tuple[BoardingList, ...]:
    """Return a person's lists by departure; ``boarded`` are ride and person of who is aboard."""
    home_zone = ZoneInfo(programme["mission"]["home_zone"])
    aboard = frozenset(boarded)
    lists = [
        BoardingList(
            ride=personal_transfer(row, language, home_zone, with_names=True, reader=person),
            seats=tuple(
                Seat(
                    person=seat["person"],
                    name=text_in(language, seat["name"]),
                    boarded=(row["id"], seat["person"]) in aboard,
                )
                for seat in row["passengers"]
            ),
        )
        for row in rides_to_board(programme, person)
    ]
    return tuple(sorted(lists, key=lambda found: (found.ride.when.bounds, found.ride.id)))
