"""Taking moves on the board back: the last few, kept in the organiser's session."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from agenda.board.moves import Gone, MovedMeanwhile, Shift, found
from agenda.board.positions import position_of, put
from agenda.editing.moves import Move
from agenda.editing.trial import Change, Outcome
from agenda.models import Transfer
from agenda.plan.accepted_clashes import take_back
from agenda.plan.planned import Key
from delegation.history.restoring import deletions, restore
from delegation.models import Mission

KEPT_MOVES = 20
STACK = "board_moves"


def remember(session: SessionBase, mission: Mission, words: str, outcome: Outcome) -> None:
    """Put a move on the stack, unless nothing stands elsewhere after it."""
    shifts = [shift for shift in outcome.changed if shift.before != shift.after]
    if not shifts:
        return
    entry = {
        "mission": mission.pk,
        "words": words,
        "shifts": [[shift.key, shift.before, shift.after] for shift in shifts],
        "accepted_at": outcome.accepted_at and outcome.accepted_at.isoformat(),
    }
    session[STACK] = [*session.get(STACK, []), entry][-KEPT_MOVES:]


def last_move(session: SessionBase, mission: Mission) -> dict[str, Any] | None:
    """Return the mission's last move on the stack, None where there is none."""
    moves = session.get(STACK, [])
    return next((entry for entry in reversed(moves) if entry["mission"] == mission.pk), None)


def forget_move(session: SessionBase, entry: dict[str, Any]) -> None:
    """Take a move off the stack."""
    session[STACK] = [other for other in session.get(STACK, []) if other is not entry]


def back(mission: Mission, entry: dict[str, Any]) -> Change:
    """Return the change that takes a move back, and with it what was accepted for its sake.

    The change raises MovedMeanwhile or Gone where an item is not where the move left it.
    """

    def change() -> tuple[tuple[Shift, ...], Move | None]:
        shifts = (Shift(Key(*key), before, after) for key, before, after in entry["shifts"])
        if accepted_at := entry.get("accepted_at"):
            take_back(mission, datetime.fromisoformat(accepted_at))
        return tuple(taken_back(mission, shift) for shift in shifts), None

    return change


def taken_back(mission: Mission, shift: Shift) -> Shift:
    """Put one item back where it stood, or restore it where it was dropped."""
    if shift.after is None:
        dropped = deletions(Transfer, id=shift.key.pk, mission_id=mission.pk)
        if not dropped:
            raise Gone
        restore(dropped[0])
        return Shift(shift.key, shift.before, shift.before)
    row = found(mission, shift.key)
    if position_of(row) != shift.after:
        raise MovedMeanwhile(row)
    put(row, shift.before)
    row.save()
    return Shift(shift.key, shift.after, shift.before)
