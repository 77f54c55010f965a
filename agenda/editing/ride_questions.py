"""What is asked about the rides around a moved meeting."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass

from agenda.editing.moves import Drag, Move, RideChoice, carry
from agenda.plan.clash_words import ride_hours


@dataclass(frozen=True, slots=True)
class RideQuestion:
    """A ride to decide on: when it is, when it would be, and what may become of it.

    Each choice has its value, its label, and whether it is chosen.
    """

    drag: Drag
    when: str
    then: str
    choices: tuple[tuple[str, str, bool], ...]


def ride_questions(move: Move | None, given: Mapping[int, str]) -> list[RideQuestion]:
    """Return each ride to decide on; those not decided yet would go their usual way."""
    return [asked(drag, move, given.get(drag.ride.pk)) for drag in move.rides] if move else []


def asked(drag: Drag, move: Move, given: str | None) -> RideQuestion:
    """Return what is asked about one ride."""
    moved = copy(drag.ride)
    carry(moved, drag, move)
    chosen = given or drag.usual
    return RideQuestion(
        drag=drag,
        when=ride_hours(drag.ride),
        then=ride_hours(moved),
        choices=tuple((value, label, value == chosen) for value, label in RideChoice.choices),
    )
