"""The clashes of a mission's plan: the only place that decides what clashes.

Pure functions over values already read; no queries and no words for a reader. Each kind either
blocks publishing until somebody writes why it is all right, or only warns.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from agenda.intervals import following, overlapping
from agenda.plan.clash_kinds import GRAVITY, Clash, ClashKind, clash, concerns, whole_minutes
from agenda.plan.people_clashes import clashes_of_people, too_short
from agenda.plan.planned import Names, Plan, Planned, PlannedMeeting, PlannedTransfer
from agenda.plan.transfer_fit import misfit_of


def find_clashes(plan: Plan) -> list[Clash]:
    """Return every clash of the plan, the gravest first, then in order of time."""
    starts = {item.key: item.starts_at for item in plan.items}
    found = [
        *clashes_of_people(plan),
        *clashes_of_rooms(plan),
        *clashes_of_transfers(plan),
        *remarks(plan),
    ]
    return sorted(
        found,
        key=lambda clash: (
            not clash.blocks,
            GRAVITY[clash.kind],
            starts[clash.items[0]],
            clash.items,
            clash.person or 0,
        ),
    )


def clashes_of_rooms(plan: Plan) -> Iterator[Clash]:
    """Yield rooms with two meetings at once; a venue without a room named can hold many."""
    venues: defaultdict[int, list[PlannedMeeting]] = defaultdict(list)
    for meeting in plan.meetings:
        if meeting.has_hours and meeting.origin is not None:
            venues[meeting.origin].append(meeting)
    for meetings in venues.values():
        for first, second in in_one(meetings, attrgetter("room"), overlapping):
            if concerns(first, second):
                yield clash(ClashKind.ROOM_TWICE, first, second)


def in_one[T: Planned](
    items: Iterable[T],
    names: Callable[[T], Names],
    pairs: Callable[[list[T]], Iterable[tuple[T, T]]],
) -> Iterable[tuple[T, T]]:
    """Return such pairs of items as are in the same room or vehicle, by its names."""
    called: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        for name in {*names(item)} - {""}:
            called[name].append(item)
    return {
        (first.key, second.key): (first, second)
        for group in called.values()
        for first, second in pairs(group)
        if names(first).mean(names(second))
    }.values()


def clashes_of_transfers(plan: Plan) -> Iterator[Clash]:
    """Yield full rides, those too quick for their way, and those that don't fit their meeting."""
    meetings = {meeting.key.pk: meeting for meeting in plan.meetings}
    own = [ride for ride in plan.transfers if not ride.is_elsewhere]
    for ride in own:
        if len(ride.passengers) > ride.seats:
            yield clash(ClashKind.SEATS, ride, needed=len(ride.passengers), available=ride.seats)
        lasts = whole_minutes(ride.ends_at - ride.starts_at)
        typed = plan.travel.typed.get((ride.origin, ride.destination), 0)
        if lasts < typed:
            yield clash(ClashKind.TRAVEL_TOO_SHORT, ride, needed=typed, available=lasts)
        if misfit := misfit_of(ride, meetings.get(ride.serves)):
            served = meetings.get(ride.serves)
            yield clash(
                ClashKind.TRANSFER_MISFIT, *((served, ride) if served else (ride,)), misfit=misfit
            )
    yield from clashes_of_vehicles(own, plan)


def clashes_of_vehicles(rides: list[PlannedTransfer], plan: Plan) -> Iterator[Clash]:
    """Yield vehicles on two rides at once, and those too far from where the next ride begins.

    Where somebody goes along in both, the way is already theirs.
    """
    vehicle = attrgetter("vehicle")
    for first, second in in_one(rides, vehicle, overlapping):
        yield clash(ClashKind.VEHICLE_TWICE, first, second)
    for first, second in in_one(rides, vehicle, following):
        if first.destination == second.origin or not {*first.people}.isdisjoint(second.people):
            continue
        if short := too_short(first, second, plan):
            yield short


def remarks(plan: Plan) -> Iterator[Clash]:
    """Yield what is worth a look in the mission's own items, but blocks nothing."""
    heads = {row.person for row in plan.presences.values() if row.is_head}
    own = [meeting for meeting in plan.meetings if not meeting.is_elsewhere]
    rides = [ride for ride in plan.transfers if not ride.is_elsewhere]
    for item in (*own, *rides):
        if not plan.start_date <= item.date <= plan.end_date and not is_journey(item):
            yield clash(ClashKind.OUTSIDE_MISSION, item)
        if item.untranslated:
            yield clash(ClashKind.UNTRANSLATED, item, details=item.untranslated)
    for ride in rides:
        if not ride.passengers:
            yield clash(ClashKind.NOBODY, ride)
    for meeting in own:
        if not meeting.is_free_time:
            yield from missing_people(meeting, heads)
    yield from unconfirmed_titles(own)


def is_journey(item: Planned) -> bool:
    """Tell whether an item is a ride to the mission's place or from it, of another day's."""
    return isinstance(item, PlannedTransfer) and (item.from_other_clocks or item.to_other_clocks)


def missing_people(meeting: PlannedMeeting, heads: set[int]) -> Iterator[Clash]:
    """Yield that nobody takes part, or no head of delegation where one belongs.

    Who stands in for a head counts as that head.
    """
    present = {row.person for row in meeting.attendances}
    present |= {row.stands_in_for for row in meeting.attendances if row.stands_in_for}
    if not present:
        yield clash(ClashKind.NOBODY, meeting)
    elif meeting.needs_head and heads and not heads & present:
        yield clash(ClashKind.HEAD_ABSENT, meeting)


def unconfirmed_titles(meetings: Iterable[PlannedMeeting]) -> Iterator[Clash]:
    """Yield each post shown somewhere whose titles its office has not confirmed, once."""
    told: set[int] = set()
    for meeting in meetings:
        for row in meeting.attendances:
            if row.shown_post is not None and row.shown_post not in told:
                told.add(row.shown_post)
                yield clash(ClashKind.TITLE_UNCONFIRMED, meeting, person=row.person)
