"""Which clashes are open, and going past one with a written reason."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from agenda.clashes import find_clashes
from agenda.models import AcceptedClash
from agenda.plan.clash_kinds import Clash, ClashKind
from agenda.plan.planned import Plan, Planned, PlannedMeeting, PlannedTransfer
from agenda.plan.reading import read_plan
from delegation.models import Mission

Identity = tuple[str, str, str, int | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """A clash as it stands; ``acceptance`` is None while nobody has gone past it.

    An acceptance counts only while both items are what they were.
    """

    mission: int
    clash: Clash
    state: str
    acceptance: AcceptedClash | None = None

    @property
    def is_open(self) -> bool:
        """Whether it keeps the programme from being published."""
        return self.clash.blocks and self.acceptance is None


def standing_clashes(mission: Mission) -> list[Standing]:
    """Return every clash of a mission, the gravest first, in a fixed number of queries."""
    return standing_in(read_plan(mission), mission)


def standing_in(plan: Plan, mission: Mission) -> list[Standing]:
    """Return every clash of the plan that was read of a mission, in one query."""
    items = {item.key: item for item in plan.items}
    accepted = {
        identity_of(row): row for row in mission.accepted_clashes.select_related("accepted_by")
    }
    standings = []
    for clash in find_clashes(plan):
        state = state_of(clash, [items[key] for key in sorted(clash.items)], plan)
        row = accepted.get(stored_identity(clash))
        still = row if row and row.state == state else None
        standings.append(Standing(mission.pk, clash, state, still))
    return standings


def open_clashes(standings: Iterable[Standing]) -> list[Standing]:
    """Keep those that keep the programme from being published."""
    return [standing for standing in standings if standing.is_open]


def accept(
    *,
    standings: Iterable[Standing],
    reason: str,
    by: AbstractBaseUser | None,
    now: datetime,
) -> None:
    """Go past clashes for one reason, which is kept with who and when."""
    for standing in standings:
        kind, first, second, person = stored_identity(standing.clash)
        AcceptedClash.objects.update_or_create(
            mission_id=standing.mission,
            kind=kind,
            first_item=first,
            second_item=second,
            person_id=person,
            defaults={
                "state": standing.state,
                "reason": reason,
                "accepted_by": by,
                "accepted_at": now,
            },
        )


def reopen(row: AcceptedClash) -> None:
    """Take an acceptance back, for all people for whom it was given at once."""
    AcceptedClash.objects.filter(
        mission=row.mission_id,
        kind=row.kind,
        first_item=row.first_item,
        second_item=row.second_item,
        accepted_at=row.accepted_at,
    ).delete()


def stored_identity(clash: Clash) -> Identity:
    """Return a clash's identity as its row keeps it."""
    kind, items, person = clash.identity
    first, *second = (f"{key.kind}-{key.pk}" for key in items)
    return str(kind), first, second[0] if second else "", person


def identity_of(row: AcceptedClash) -> Identity:
    """Return the identity that a row keeps."""
    return row.kind, row.first_item, row.second_item, row.person_id


def state_of(clash: Clash, items: list[Planned], plan: Plan) -> str:
    """Return a digest of what the clash was accepted for: its items, and why they clash."""
    told = [(clash.needed, clash.misfit.value, clash.details), *map(substance, items)]
    if clash.kind == ClashKind.UNAVAILABLE:
        told += sorted(
            (span.starts_at, span.ends_at) for span in plan.busy if span.person == clash.person
        )
    if clash.kind in {ClashKind.BEFORE_ARRIVAL, ClashKind.AFTER_DEPARTURE}:
        presence = plan.presences[clash.person]
        told.append((presence.arrives_at, presence.leaves_at))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def substance(item: PlannedMeeting | PlannedTransfer) -> tuple[object, ...]:
    """Return of an item what matters for clashes: time, place and people."""
    where = (item.origin, item.destination, item.starts_at, item.ends_at, item.has_hours)
    if isinstance(item, PlannedTransfer):
        return (*where, sorted(item.people), item.vehicle, item.seats, item.serves)
    people = sorted((row.person, row.is_interpreter) for row in item.attendances)
    return (*where, people, item.room)
