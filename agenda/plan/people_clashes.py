"""What each person of a plan can't do; pure, as all that decides on clashes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from agenda.intervals import following, overlapping
from agenda.plan.clash_kinds import Clash, ClashKind, clash, concerns, whole_minutes
from agenda.plan.planned import Busy, Key, Plan, Planned, PlannedTransfer, Presence
from agenda.plan.transfer_fit import SAME_OUTING


def clashes_of_people(plan: Plan) -> Iterator[Clash]:
    """Yield what each person can't do: be twice, get there in time, be there at all."""
    engagements: defaultdict[int, list[Planned]] = defaultdict(list)
    interprets: set[tuple[int, Key]] = set()
    for item in plan.items:
        for person in item.people:
            engagements[person].append(item)
    for meeting in plan.meetings:
        interprets.update(
            (row.person, meeting.key) for row in meeting.attendances if row.is_interpreter
        )
    busy: defaultdict[int, list[Busy]] = defaultdict(list)
    for span in plan.busy:
        busy[span.person].append(span)
    for person, items in engagements.items():
        timed = [item for item in items if item.has_hours]
        yield from twice(person, timed, interprets)
        yield from hurried(person, timed, plan)
        own = [item for item in items if not item.is_elsewhere]
        if presence := plan.presences.get(person):
            yield from absences(presence, own)
        if person in busy:
            yield from unavailabilities(person, own, busy[person])


def twice(person: int, items: list[Planned], interprets: set[tuple[int, Key]]) -> Iterator[Clash]:
    """Yield where a person would be at two places at once."""
    for first, second in overlapping(items):
        if concerns(first, second):
            interpreting = {(person, first.key), (person, second.key)} & interprets
            kind = ClashKind.INTERPRETER_TWICE if interpreting else ClashKind.PERSON_TWICE
            yield clash(kind, first, second, person=person)


def hurried(person: int, items: list[Planned], plan: Plan) -> Iterator[Clash]:
    """Yield where a person has too little time to get to the next place, or nobody knows.

    Typed minutes always count. An estimate is one of a drive: overnight, or with the delegate's
    own journey in between, it says nothing.
    """
    presence = plan.presences.get(person)
    for first, second in ways_of(items):
        if first.destination == second.origin or not concerns(first, second):
            continue
        travel = plan.travel.between(first.destination, second.origin)
        is_measured = travel is not None and not travel.is_estimate
        if not is_measured and journeys(presence, first, second):
            continue
        if short := too_short(first, second, plan, person=person):
            yield short
        elif travel is None and second.starts_at - first.ends_at < SAME_OUTING:
            yield clash(ClashKind.TRAVEL_UNKNOWN, first, second, person=person)


def too_short(
    first: Planned, second: Planned, plan: Plan, *, person: int | None = None
) -> Clash | None:
    """Return that between two items time is too short to travel, None where it isn't.

    A person goes from one to the other, or, without one, the vehicle. Less than the buffer is
    too short for any way, also for one of which nobody knows how long it takes.
    """
    travel = plan.travel.between(first.destination, second.origin)
    free = second.starts_at - first.ends_at
    is_estimate = travel is not None and travel.is_estimate
    if is_estimate and free >= SAME_OUTING:
        return None
    needed = plan.buffer_minutes + (travel.minutes if travel else 0)
    if free >= timedelta(minutes=needed):
        return None
    return clash(
        ClashKind.TRAVEL_TOO_SHORT,
        first,
        second,
        person=person,
        needed=needed,
        available=whole_minutes(free),
        is_estimate=is_estimate,
        is_unknown=travel is None,
    )


def journeys(presence: Presence | None, first: Planned, second: Planned) -> bool:
    """Tell whether a delegate arrives in the mission, or leaves it, between two items."""
    if presence is None:
        return False
    arrives_at, leaves_at = presence.arrives_at, presence.leaves_at
    arrives = arrives_at is not None and first.ends_at < arrives_at <= second.starts_at
    return arrives or (leaves_at is not None and first.ends_at <= leaves_at < second.starts_at)


def ways_of(items: Iterable[Planned]) -> Iterable[tuple[Planned, Planned]]:
    """Return each two items between which somebody goes from one known place to another.

    What is only proposed doesn't part two items that are agreed on: they have a way as well.
    """
    placed = [item for item in items if item.origin is not None]
    agreed = [item for item in placed if item.is_agreed]
    found = {(first.key, second.key): (first, second) for first, second in following(placed)}
    if len(agreed) < len(placed):
        found |= {(first.key, second.key): (first, second) for first, second in following(agreed)}
    return found.values()


def absences(presence: Presence, items: Iterable[Planned]) -> Iterator[Clash]:
    """Yield what a delegate would attend before arriving or after leaving.

    The journey itself is none of it: rides from other clocks that are over when the delegate
    arrives, rides to other clocks after leaving, and what ends or begins at that very moment.
    What happens on the home clocks needs no arrival.
    """
    for item in items:
        if item.is_at_home:
            continue
        if presence.arrives_at and is_before(item, presence.arrives_at):
            yield clash(ClashKind.BEFORE_ARRIVAL, item, person=presence.person)
        if presence.leaves_at and is_after(item, presence.leaves_at):
            yield clash(ClashKind.AFTER_DEPARTURE, item, person=presence.person)


def is_before(item: Planned, arrival: datetime) -> bool:
    """Tell whether an item certainly begins before the delegate is there."""
    if isinstance(item, PlannedTransfer) and item.ends_at <= arrival:
        return item.ends_at < arrival and not item.from_other_clocks
    return item.starts_at < arrival if item.has_hours else item.ends_at <= arrival


def is_after(item: Planned, departure: datetime) -> bool:
    """Tell whether an item certainly ends after the delegate has left."""
    if isinstance(item, PlannedTransfer) and item.starts_at >= departure:
        return item.starts_at > departure and not item.to_other_clocks
    return item.ends_at > departure if item.has_hours else item.starts_at >= departure


def unavailabilities(person: int, items: Iterable[Planned], busy: list[Busy]) -> Iterator[Clash]:
    """Yield what a person would attend while unavailable; once an item, however many spans."""
    for item in items:
        for span in busy:
            meets = span.starts_at < item.ends_at and span.ends_at > item.starts_at
            covers = span.starts_at <= item.starts_at and span.ends_at >= item.ends_at
            if meets if item.has_hours else covers:
                yield clash(ClashKind.UNAVAILABLE, item, person=person)
                break
