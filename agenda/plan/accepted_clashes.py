"""Which clashes are open, and going past one with a written reason."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from agenda.clashes import find_clashes
from agenda.models import AcceptedClash
from agenda.plan.clash_kinds import ABOUT_TEXTS, Clash, ClashKind
from agenda.plan.planned import Plan, Planned, PlannedMeeting, PlannedTransfer
from agenda.plan.reading import read_plan
from delegation.models import Mission

Identity = tuple[str, str, str, int | None]


class Aspect(StrEnum):
    """What of a clash and its items may have changed since somebody went past it."""

    TIME = "time"
    PLACE = "place"
    PEOPLE = "people"
    ITEM = "item"
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class Standing:
    """A clash as it stands; ``acceptance`` is None while nobody has gone past it.

    ``former`` is an acceptance that no longer counts, because something has changed since.
    """

    mission: Mission
    clash: Clash
    state: str
    acceptance: AcceptedClash | None = None
    former: AcceptedClash | None = None

    @property
    def is_open(self) -> bool:
        """Whether it keeps the programme from being published."""
        return self.clash.blocks and self.acceptance is None

    @property
    def is_note(self) -> bool:
        """Whether it is only worth a look; notes on texts stand in lists of their own."""
        return not self.clash.blocks and self.clash.kind not in ABOUT_TEXTS

    @property
    def changed(self) -> tuple[Aspect, ...]:
        """What differs from when it was accepted before; nothing where all is again as it was."""
        was, now = self.former.state.split("."), self.state.split(".")
        return tuple(
            aspect for aspect, old, new in zip(Aspect, was, now, strict=False) if old != new
        )


def standing_clashes(mission: Mission) -> list[Standing]:
    """Return every clash of a mission, the gravest first, in a fixed number of queries."""
    return standing_in(read_plan(mission), mission)


def standing_in(plan: Plan, mission: Mission) -> list[Standing]:
    """Return every clash of the plan that was read of a mission, in one query."""
    return standings_of(find_clashes(plan), plan, mission)


def standings_of(clashes: Iterable[Clash], plan: Plan, mission: Mission) -> list[Standing]:
    """Return how some of them stand, in one query."""
    items = {item.key: item for item in plan.items}
    accepted = {
        identity_of(row): row for row in mission.accepted_clashes.select_related("accepted_by")
    }
    standings = []
    for clash in clashes:
        state = state_of(clash, [items[key] for key in sorted(clash.items)], plan)
        row = accepted.get(stored_identity(clash))
        counts = row is not None and row.state == state and not row.lapsed
        acceptance, former = (row, None) if counts else (None, row)
        standings.append(Standing(mission, clash, state, acceptance, former))
    return standings


def let_lapse(mission: Mission) -> None:
    """Mark the acceptances that no longer count, so that they never do again.

    Called before each edit: what is moved away and back is open all the same.
    """
    counting = mission.accepted_clashes.filter(lapsed=False)
    if counting.exists():
        rows = [standing.acceptance for standing in standing_clashes(mission)]
        counting.exclude(pk__in=[row.pk for row in rows if row]).update(lapsed=True)


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
            mission=standing.mission,
            kind=kind,
            first_item=first,
            second_item=second,
            person_id=person,
            defaults={
                "state": standing.state,
                "lapsed": False,
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


def take_back(mission: Mission, accepted_at: datetime) -> None:
    """Undo what was accepted at one moment; an acceptance that it replaced is there again, lapsed.

    Where somebody has accepted one of these clashes anew since, that stays.
    """
    for row in mission.accepted_clashes.filter(accepted_at=accepted_at):
        records = row.history.exclude(accepted_at=accepted_at).order_by("-history_id")
        if replaced := records.first():
            row.state, row.reason, row.lapsed = replaced.state, replaced.reason, True
            row.accepted_by = get_user_model().objects.filter(pk=replaced.accepted_by_id).first()
            row.accepted_at = replaced.accepted_at
            row.save()
        else:
            row.delete()


def stored_identity(clash: Clash) -> Identity:
    """Return a clash's identity as its row keeps it."""
    kind, items, person = clash.identity
    first, *second = (f"{key.kind}-{key.pk}" for key in items)
    return str(kind), first, second[0] if second else "", person


def identity_of(row: AcceptedClash) -> Identity:
    """Return the identity that a row keeps."""
    return row.kind, row.first_item, row.second_item, row.person_id


def state_of(clash: Clash, items: list[Planned], plan: Plan) -> str:
    """Return a digest for each aspect of what a clash was accepted for, with dots between them."""
    why = [clash.needed, clash.is_estimate, clash.misfit.value, clash.details]
    if clash.kind == ClashKind.UNAVAILABLE:
        why += sorted(
            (span.starts_at, span.ends_at) for span in plan.busy if span.person == clash.person
        )
    if clash.kind in {ClashKind.BEFORE_ARRIVAL, ClashKind.AFTER_DEPARTURE}:
        presence = plan.presences[clash.person]
        why += [presence.arrives_at, presence.leaves_at]
    aspects = {
        Aspect.TIME: [(item.starts_at, item.ends_at, item.has_hours) for item in items],
        Aspect.PLACE: [whereabouts(item, plan) for item in items],
        Aspect.PEOPLE: [who(item) for item in items],
        Aspect.ITEM: [item.told for item in items],
        Aspect.CLASH: why,
    }
    return ".".join(digest(aspects[aspect]) for aspect in Aspect)


def digest(told: object) -> str:
    """Return few enough characters that one for each aspect fits into the row."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def whereabouts(item: PlannedMeeting | PlannedTransfer, plan: Plan) -> tuple[object, ...]:
    """Return where an item is, and what readers are told of its venues."""
    ends = (item.origin, item.destination)
    told = tuple(plan.places.get(end) for end in ends)
    if isinstance(item, PlannedTransfer):
        return (ends, told, item.vehicle, item.seats, item.serves)
    return (ends, told, item.room)


def who(item: PlannedMeeting | PlannedTransfer) -> list[object]:
    """Return who has to be there, and as what."""
    if isinstance(item, PlannedTransfer):
        return [sorted(item.passengers), item.driver]
    return sorted(
        (row.person, row.role, row.stands_in_for or 0, repr(row.told)) for row in item.attendances
    )
