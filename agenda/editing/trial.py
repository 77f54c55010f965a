"""Changes that are tried before they are kept, with an answer to all that they cause.

All happens in one transaction, under the locks of the missions: noting the clashes that are
open, changing, looking at what came of it. While something is not answered, it is rolled back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from agenda.editing.moves import Move
from agenda.plan.accepted_clashes import Standing, accept, let_lapse, standing_in
from agenda.plan.clash_words import ToldClash, told
from agenda.plan.planned import Key
from agenda.plan.reading import read_plan
from delegation.models import Mission


@dataclass(frozen=True, slots=True)
class Answers:
    """What the organiser said to what a change causes: per ride, and to the clashes they saw."""

    rides: Mapping[int, str]
    clashes: frozenset[str] = frozenset()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """How missions stood before a change: the names of open clashes and notes, and the items."""

    missions: tuple[int, ...]
    clashes: frozenset[str]
    notes: frozenset[str]
    items: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change causes: clashes that were not open before, and how many it settles.

    The clashes are in words, with the times that the change would bring; ``tokens`` are their
    names, by which an answer counts for these and no others. ``move`` is there where a meeting
    moves, maybe with rides to be decided on, ``changed`` is what the change tells of itself, and ``notes`` are worth a
    look, but nothing to be answered.
    """

    clashes: tuple[ToldClash, ...]
    tokens: tuple[str, ...]
    settled: int
    move: Move | None
    changed: tuple[object, ...] = ()
    notes: tuple[Standing, ...] = ()
    is_kept: bool = False
    accepted_at: datetime | None = None

    def is_answered(self, answers: Answers) -> bool:
        """Tell whether there is nothing left to ask."""
        rides = {drag.ride.pk for drag in self.move.rides} if self.move else set()
        return rides <= answers.rides.keys() and answers.clashes.issuperset(self.tokens)


Change = Callable[[], tuple[tuple[object, ...], Move | None]]


@transaction.atomic
def attempt(*, mission: Mission, change: Change) -> Outcome:
    """Return what a change would cause, and leave everything as it was."""
    outcome = carried_out(mission, change)
    transaction.set_rollback(True)
    return outcome


@transaction.atomic
def keep(
    *, mission: Mission, change: Change, answers: Answers, by: AbstractBaseUser, now: datetime
) -> Outcome:
    """Make a change and keep it, unless something it causes is not answered yet."""
    outcome = carried_out(mission, change)
    if not outcome.is_answered(answers):
        transaction.set_rollback(True)
        return outcome
    settle(outcome, answers, by=by, now=now)
    is_accepted = answers.reason and outcome.clashes
    return replace(outcome, is_kept=True, accepted_at=now if is_accepted else None)


def carried_out(mission: Mission, change: Change) -> Outcome:
    """Make a change under the mission's lock and return what it causes."""
    noted = note([mission])
    changed, move = change()
    return replace(caused(noted, move), changed=changed)


def note(missions: Iterable[Mission]) -> Noted:
    """Lock missions, and note how they stand."""
    keys = sorted(mission.pk for mission in missions)
    for mission in Mission.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        let_lapse(mission)
    standings, items = work_in(keys)
    return Noted(
        missions=tuple(keys),
        clashes=frozenset(name_of(row, items) for row in standings if row.is_open),
        notes=frozenset(name_of(row, items) for row in standings if row.is_note),
        items=items,
    )


def caused(noted: Noted, move: Move | None = None) -> Outcome:
    """Return what has come of a change since the missions were noted."""
    standings, _items = work_in(noted.missions)
    names = {row: name_of(row, noted.items) for row in standings if row.is_open}
    notes = (row for row in standings if row.is_note)
    return Outcome(
        clashes=tuple(
            told((row for row, name in names.items() if name not in noted.clashes), at_most=3)
        ),
        tokens=tuple(sorted(set(names.values()) - noted.clashes)),
        settled=len(noted.clashes - set(names.values())),
        move=move,
        notes=tuple(row for row in notes if name_of(row, noted.items) not in noted.notes),
    )


def settle(outcome: Outcome, answers: Answers, *, by: AbstractBaseUser, now: datetime) -> None:
    """Accept the clashes of an outcome where a reason was given; without one they stay open."""
    standings = [standing for clash in outcome.clashes for standing in clash.standings]
    if answers.reason:
        accept(standings=standings, reason=answers.reason, by=by, now=now)


def work_in(missions: Iterable[int]) -> tuple[list[Standing], frozenset[Key]]:
    """Return open clashes and notes of some missions, and all items among which they were sought."""
    standings: list[Standing] = []
    items: set[Key] = set()
    for mission in Mission.objects.filter(pk__in=missions).order_by("pk"):
        plan = read_plan(mission)
        standings += [row for row in standing_in(plan, mission) if row.is_open or row.is_note]
        items |= {item.key for item in plan.items}
    return standings, frozenset(items)


def name_of(standing: Standing, known: frozenset[Key]) -> str:
    """Return what names a clash in forms while its items and its person stay the same.

    An item not known before is just new: when the form is sent again, it gets another key.
    """
    kind, items, person = standing.clash.identity
    keys = (f"{key.kind}-{key.pk if key in known else 'new'}" for key in items)
    return ".".join((str(kind), *keys, str(person or "")))
