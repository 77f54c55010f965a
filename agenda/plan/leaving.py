"""When a person has to leave for each item: with the ride that goes there, else in time to travel.

A version keeps for this, under ``ways``, at which venue each item is and how long the ways
between venues take that somebody has to go, by primary keys alone. For the first item of a day
nobody says where its people come from, so without a ride there is no hour to leave either: that
is said instead, to those of the delegation.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agenda.intervals import following
from agenda.models import Meeting, Participation
from agenda.plan.planned import Key, Plan, Planned, PlannedMeeting, PlannedTransfer
from agenda.plan.transfer_fit import SAME_OUTING
from agenda.plan.travel import Travel, TravelTimes

Programme = dict[str, Any]
Way = Callable[[tuple[int, int]], Travel | None]


@dataclass(frozen=True, slots=True)
class Leaving:
    """When to leave at the latest, on the clocks of where one is then.

    ``at`` is None where nobody knows how long the way takes, or, with ``is_first``, where it
    begins. ``minutes`` is the way, ``buffer`` what is added to it; both are zero where a ride
    goes there, which leaves at that moment.
    """

    at: datetime | None
    minutes: int = 0
    buffer: int = 0
    is_estimate: bool = False
    by_ride: bool = False
    is_first: bool = False

    @property
    def clock(self) -> str:
        """The time to leave, as the clocks there show it."""
        return f"{self.at:%H:%M}" if self.at else ""

    @property
    def order(self) -> tuple[bool, float]:
        """What sorts the earliest first and the unknown last."""
        return self.at is None, self.at.timestamp() if self.at else 0


FIRST_OF_DAY = Leaving(at=None, is_first=True)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Stop:
    """An item with hours on somebody's way: where it begins and ends, by primary keys."""

    key: tuple[str, int]
    starts_at: datetime
    ends_at: datetime
    origin: int
    destination: int
    start_zone: ZoneInfo
    end_zone: ZoneInfo
    serves: int | None = None


def stops(programme: Programme, ways: dict[str, Any]) -> Iterator[tuple[Stop, list[int]]]:
    """Yield the items with hours and a place, each with the people who have to be there."""
    venues = dict(ways["meetings"])
    rides = {pk: ends for pk, *ends in ways["transfers"]}
    for row in programme["meetings"]:
        venue = venues.get(row["id"])
        if venue and row["starts_at"] and row["status"] != Meeting.Status.CANCELLED:
            people = [part["person"] for part in row["participants"]]
            yield (
                stop("meeting", row, ("starts_at", "ends_at"), (venue, venue), (row["zone"],) * 2),
                people,
            )
    for row in programme["transfers"]:
        if row["id"] not in rides:  # a version of before ways were kept
            continue
        people = [seat["person"] for seat in row["passengers"]]
        people += [row["driver"]["person"]] if row["driver"] else []
        hours = ("departs_at", "arrives_at")
        zones = (row["departure_zone"], row["arrival_zone"])
        yield stop("transfer", row, hours, tuple(rides[row["id"]]), zones), people


def stop(
    kind: str,
    row: dict[str, Any],
    hours: tuple[str, str],
    ends: tuple[int, int],
    zones: tuple[str, str],
) -> Stop:
    """Return one item of a programme as a stop on the way."""
    starts_at, ends_at = (datetime.fromisoformat(row[name]) for name in hours)
    zones_known = (ZoneInfo(zone) for zone in zones)
    return Stop((kind, row["id"]), starts_at, ends_at, *ends, *zones_known, row.get("serves"))


def ways_between(programme: Programme, ways: dict[str, Any], times: TravelTimes) -> list[list[Any]]:
    """Return from, to, minutes and whether they are an estimate, of all ways that somebody goes."""
    by_person: defaultdict[int, list[Stop]] = defaultdict(list)
    for found, people in stops(programme, ways):
        for person in people:
            by_person[person].append(found)
    needed = {
        (first.destination, second.origin)
        for own in by_person.values()
        for first, second in following(own)
        if is_a_way(first, second)
    }
    known = [(way, times.between(*way)) for way in sorted(needed)]
    return [[*way, travel.minutes, travel.is_estimate] for way, travel in known if travel]


def is_a_way(first: Stop, second: Stop) -> bool:
    """Tell whether somebody goes from one place to another between two stops."""
    return first.destination != second.origin and second.starts_at - first.ends_at < SAME_OUTING


def leavings(programme: Programme, person: int) -> dict[tuple[str, int], Leaving]:
    """Return when a person has to leave for each of their items that takes a way."""
    ways = programme["ways"]
    own = [found for found, people in stops(programme, ways) if person in people]
    travel = {
        (start, end): Travel(minutes, is_estimate=guess)
        for start, end, minutes, guess in ways["travel"]
    }
    spans = list(engagements(programme, person))
    expected = {("meeting", row["id"]) for row in programme["meetings"] if expects(row, person)}
    firsts = (one.key for one in own if one.key in expected and is_first(one, spans))
    return dict.fromkeys(firsts, FIRST_OF_DAY) | leavings_of(own, travel.get, ways["buffer"])


def engagements(programme: Programme, person: int) -> Iterator[Span]:
    """Yield when a person is anywhere, also where no place is known."""
    for row in programme["meetings"]:
        is_off = row["status"] == Meeting.Status.CANCELLED or not row["starts_at"]
        if not is_off and any(part["person"] == person for part in row["participants"]):
            yield datetime.fromisoformat(row["starts_at"]), datetime.fromisoformat(row["ends_at"])
    for row in programme["transfers"]:
        aboard = [*row["passengers"], *([row["driver"]] if row["driver"] else [])]
        if any(seat["person"] == person for seat in aboard):
            yield (
                datetime.fromisoformat(row["departs_at"]),
                datetime.fromisoformat(row["arrives_at"]),
            )


def expects(row: dict[str, Any], person: int) -> bool:
    """Tell whether a person has to get to a meeting: hosts are there, and free time is nowhere."""
    return row["kind"] != Meeting.Kind.FREE and any(
        part["person"] == person and part["side"] == Participation.Side.DELEGATION
        for part in row["participants"]
    )


def is_first(then: Stop | Planned, spans: Iterable[Span]) -> bool:
    """Tell whether somebody is nowhere on the day before a stop begins."""
    return not any(
        starts_at < then.starts_at < ends_at + SAME_OUTING for starts_at, ends_at in spans
    )


def leavings_of(own: list[Stop], travel: Way, buffer: int) -> dict[tuple[str, int], Leaving]:
    """Return when to leave for each of one person's stops: with the ride, else after the last."""
    found: dict[tuple[str, int], Leaving | None] = {}
    for before, then in following(own):
        known = found.get(then.key)
        if known is None or not known.by_ride:
            found[then.key] = leaving(before, then, travel, buffer)
    return {key: leave for key, leave in found.items() if leave}


def leavings_for(plan: Plan, key: Key, zone: ZoneInfo) -> dict[Leaving, list[int]]:
    """Return when the people of one planned item have to leave for it, on the clocks of a zone."""
    found: defaultdict[Leaving, list[int]] = defaultdict(list)
    item = next((item for item in plan.items if item.key == key), None)
    for person in item.people if item and item.has_hours else ():
        own = [
            Stop(
                key=one.key,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                origin=one.origin,
                destination=one.destination,
                start_zone=zone,
                end_zone=zone,
                serves=one.serves if isinstance(one, PlannedTransfer) else None,
            )
            for one in plan.items
            if one.has_hours and one.origin is not None and person in one.people
        ]
        leave = leavings_of(own, plan.travel.way, plan.buffer_minutes).get(key)
        if leave or starts_with(plan, item, person):
            found[leave or FIRST_OF_DAY].append(person)
    return dict(found)


def starts_with(plan: Plan, item: Planned, person: int) -> bool:
    """Tell whether one of the delegation begins a day with a planned meeting somewhere."""
    if not isinstance(item, PlannedMeeting) or item.origin is None:
        return False
    return any(row.person == person and row.is_ours for row in item.attendances) and is_first(
        item,
        (
            (one.starts_at, one.ends_at)
            for one in plan.items
            if one.has_hours and person in one.people
        ),
    )


def leaving(before: Stop, then: Stop, travel: Way, buffer: int) -> Leaving | None:
    """Return when to leave from one stop to the next; None where one stays, or it is another day."""
    if brings(before, then):
        return Leaving(at=before.starts_at.astimezone(before.start_zone), by_ride=True)
    if not is_a_way(before, then):
        return None
    known = travel((before.destination, then.origin))
    if known is None:
        return Leaving(at=None)
    at = then.starts_at - timedelta(minutes=known.minutes + buffer)
    return Leaving(at.astimezone(before.end_zone), known.minutes, buffer, known.is_estimate)


def brings(before: Stop, then: Stop) -> bool:
    """Tell whether a stop is the ride to a meeting: it ends there, or serves it and ends near."""
    return (
        before.key[0] == "transfer"
        and then.key[0] == "meeting"
        and (before.destination == then.origin or before.serves == then.key[1])
        and then.starts_at - before.ends_at < SAME_OUTING
    )
