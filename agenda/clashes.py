"""The clashes of a mission's plan: the only place that decides what clashes.

Pure functions over values already read; no queries and no words for a reader. Each kind either
blocks publishing until somebody writes why it is all right, or only warns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from agenda.intervals import overlapping
from agenda.plan.clash_kinds import GRAVITY, Clash, ClashKind, clash, concerns
from agenda.plan.people_clashes import clashes_of_people
from agenda.plan.planned import Plan, Planned, PlannedMeeting
from agenda.plan.transfer_fit import misfit_of


def find_clashes(plan: Plan) -> list[Clash]:
    """Return every clash of the plan, the gravest first, then in order of time."""
    starts = {item.key: item.starts_at for item in plan.items}
    found = [
        *clashes_of_people(plan),
        *clashes_of_rooms(plan),
        *clashes_of_transfers(plan),
        *remarks_on_meetings(plan),
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
    rooms: defaultdict[tuple[int, str], list[Planned]] = defaultdict(list)
    for meeting in plan.meetings:
        if meeting.has_hours and meeting.room and meeting.origin is not None:
            rooms[meeting.origin, meeting.room].append(meeting)
    for meetings in rooms.values():
        for first, second in overlapping(meetings):
            if concerns(first, second):
                yield clash(ClashKind.ROOM_TWICE, first, second)


def clashes_of_transfers(plan: Plan) -> Iterator[Clash]:
    """Yield vehicles on two rides at once, full ones, and rides that don't fit their meeting."""
    meetings = {meeting.key.pk: meeting for meeting in plan.meetings}
    vehicles: defaultdict[str, list[Planned]] = defaultdict(list)
    for ride in plan.transfers:
        if ride.is_elsewhere:
            continue
        vehicles[ride.vehicle].append(ride)
        if len(ride.passengers) > ride.seats:
            yield clash(ClashKind.SEATS, ride, needed=len(ride.passengers), available=ride.seats)
        if misfit := misfit_of(ride, meetings.get(ride.serves)):
            served = meetings.get(ride.serves)
            yield clash(
                ClashKind.TRANSFER_MISFIT, *((served, ride) if served else (ride,)), misfit=misfit
            )
    for name, rides in vehicles.items():
        for first, second in overlapping(rides) if name else ():
            yield clash(ClashKind.VEHICLE_TWICE, first, second)


def remarks_on_meetings(plan: Plan) -> Iterator[Clash]:
    """Yield what is worth a look in the mission's own meetings, but blocks nothing."""
    heads = {row.person for row in plan.presences.values() if row.is_head}
    own = [meeting for meeting in plan.meetings if not meeting.is_elsewhere]
    for meeting in own:
        if not plan.start_date <= meeting.date <= plan.end_date:
            yield clash(ClashKind.OUTSIDE_MISSION, meeting)
        if meeting.untranslated:
            yield clash(ClashKind.UNTRANSLATED, meeting, details=meeting.untranslated)
        if not meeting.is_free_time:
            yield from missing_people(meeting, heads)
    yield from unconfirmed_titles(own)


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
