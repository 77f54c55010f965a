"""What is under way, what the day still holds without an hour, and what comes next.

Nobody knows when an item without hours is: it is never told to be under way, and comes next
only where it can't come later than what has hours.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from agenda.reading import PART_BOUNDS, When


def under_way[Item](items: Iterable[Item], moment: datetime) -> tuple[Item, ...]:
    """Return the items that last at a moment, of those whose hours are known."""
    return tuple(
        item
        for item in standing(items)
        if item.when.has_hours and may_begin(item.when) <= moment < item.when.bounds[1]
    )


def parts_of_today[Item](items: Iterable[Item], moment: datetime) -> dict[str, tuple[Item, ...]]:
    """Return the items without hours of this day, by those parts of it that are not over."""
    today = [
        item
        for item in standing(items)
        if not item.when.has_hours and may_begin(item.when) <= moment < item.when.bounds[1]
    ]
    found = {
        str(part): tuple(item for item in today if item.when.part == part) for part in PART_BOUNDS
    }
    return {part: items for part, items in found.items() if items}


def next_after[Item](items: Iterable[Item], moment: datetime) -> tuple[Item, ...]:
    """Return the item with hours that begins first after a moment.

    Before it, or alone, stand the items without hours of a later day that come before it for
    certain: those of the first part of a day that will be over by then.
    """
    coming = [item for item in standing(items) if may_begin(item.when) > moment]
    with_hours = (item for item in coming if item.when.has_hours)
    first = min(with_hours, key=lambda item: item.when.bounds, default=None)
    before = [
        item
        for item in coming
        if not item.when.has_hours
        and (first is None or item.when.bounds[1] <= may_begin(first.when))
    ]
    part = min((item.when.bounds for item in before), default=None)
    return (*(item for item in before if item.when.bounds == part), *([first] if first else []))


def turns[Item](items: Iterable[Item]) -> set[datetime]:
    """Return the moments at which another item is under way, or another one the next."""
    return {
        turn for item in standing(items) for turn in (may_begin(item.when), item.when.bounds[1])
    }


def standing[Item](items: Iterable[Item]) -> list[Item]:
    """Return the items that are not cancelled."""
    return [item for item in items if not item.is_cancelled]


def may_begin(when: When) -> datetime:
    """Return when it begins; without hours it may from the first moment of its day."""
    return when.bounds[0] if when.has_hours else when.day_begins


def is_of_day(when: When, moment: datetime) -> bool:
    """Tell whether an item's day has begun at a moment, and is not over."""
    return timedelta(0) <= moment - when.day_begins < timedelta(days=1)
