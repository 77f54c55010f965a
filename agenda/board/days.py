"""Which items lie on a day of the board, and on whose clocks its hours are. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from agenda.plan.planned import Key, Plan, Planned
from delegation.local_time import day_begins

Reach = tuple[datetime, datetime]


def clocks_of(day: date, plan: Plan, mission_zone: ZoneInfo) -> ZoneInfo:
    """Return the mission's zone; where nothing of the day is in it, that of most of the day."""
    origins = Counter(item.origin for item in of_place(plan.items, day))
    zones: Counter[str] = Counter()
    for origin, number in origins.items():
        name = plan.places[origin][0] if origin else ""
        zones[name if name not in {"", "None"} else str(mission_zone)] += number
    if not zones or str(mission_zone) in zones:
        return mission_zone
    return ZoneInfo(max(zones, key=lambda name: (zones[name], name)))


def of_place(items: Iterable[Planned], day: date) -> list[Planned]:
    """Return the mission's own items of a day by the clocks of their places."""
    return [item for item in items if item.date == day and not item.is_elsewhere]


def reach_of(day: date, zone: ZoneInfo, items: Iterable[Planned]) -> Reach:
    """Return midnight and midnight, or further where an item of the day lies beyond on its clocks."""
    begins, ends = (day_begins(day + timedelta(days=more), zone) for more in (0, 1))
    beyond = [item for item in of_place(items, day) if not overlaps(item, (begins, ends))]
    return (
        min([begins, *(item.starts_at for item in beyond)]),
        max([ends, *(item.ends_at for item in beyond)]),
    )


def shown_of(day: date, reach: Reach, items: Iterable[Planned]) -> set[Key]:
    """Return what lies within a reach; what has no hours lies on its own day only."""
    return {
        item.key
        for item in items
        if (overlaps(item, reach) if item.has_hours else item.date == day)
    }


def overlaps(item: Planned, reach: Reach) -> bool:
    """Tell whether any of an item is within a reach."""
    return item.starts_at < reach[1] and item.ends_at > reach[0]
