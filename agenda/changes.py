"""What differs between two states of a programme, item by item.

``compare`` sets two cuts of one reader side by side: both are frozen values of that
reader, so a change can't tell what they may not know. ``programme_changes`` sets two
whole programmes side by side: it says what kind of change each item went through and
whom it concerns, for the desk and for whoever sends the notices.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from agenda.models import Meeting
from agenda.versions.programme import Programme

# Counts, what follows from other items, and what the person said themselves.
NOT_COMPARED = {
    "sequence", "changed_at", "moved_from", "leaving", "toward", "is_declined", "my_side"
}  # fmt: skip


class ChangeKind(StrEnum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    CANCELLED = "cancelled"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an item as it was and as it is."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One item that differs; ``item`` is as it is now, or as it was where it was removed."""

    kind: ChangeKind
    item: Any
    fields: tuple[FieldChange, ...] = ()


def compare(before: Iterable[Any], after: Iterable[Any]) -> tuple[Change, ...]:
    """Return the changes from one list of items to another, in the order of the later one.

    Items are frozen dataclasses with an ``id``, unique among those of their type.
    """
    earlier, later = by_key(before), by_key(after)
    found = [change for key, item in later.items() if (change := change_of(earlier.get(key), item))]
    removed = [
        Change(ChangeKind.REMOVED, item) for key, item in earlier.items() if key not in later
    ]
    return (*found, *removed)


def by_key(items: Iterable[Any]) -> Mapping[tuple[type, int], Any]:
    """Return the items by type and id."""
    return {(type(item), item.id): item for item in items}


def change_of(before: Any | None, after: Any) -> Change | None:  # noqa: ANN401 - any reader's item
    """Return how one item changed, None where it did not."""
    if before is None:
        return Change(ChangeKind.ADDED, after)
    differing = tuple(
        FieldChange(field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(after)
        if field.name not in NOT_COMPARED
        and getattr(before, field.name) != getattr(after, field.name)
    )
    if not differing:
        return None
    became_cancelled = any(
        field.name == "status" and field.after == Meeting.Status.CANCELLED for field in differing
    )
    kind = ChangeKind.CANCELLED if became_cancelled else ChangeKind.CHANGED
    return Change(kind, after, differing)


class Aspect(StrEnum):
    """What about an item a new version changes; one item may change in several."""

    ADDED = "added"
    REMOVED = "removed"
    CANCELLED = "cancelled"
    TIME = "time"
    PLACE = "place"
    PEOPLE = "people"
    TITLE = "title"
    VISIBILITY = "visibility"
    DETAILS = "details"


# A field that is not named here is a detail; what identifies an item, or counts its changes,
# is no change at all.
ASPECTS = {
    "date": Aspect.TIME, "part_of_day": Aspect.TIME, "starts_at": Aspect.TIME,
    "ends_at": Aspect.TIME, "zone": Aspect.TIME, "departs_at": Aspect.TIME,
    "arrives_at": Aspect.TIME, "departure_zone": Aspect.TIME, "arrival_zone": Aspect.TIME,
    "venue": Aspect.PLACE, "room": Aspect.PLACE, "origin": Aspect.PLACE,
    "destination": Aspect.PLACE, "pickup_point": Aspect.PLACE,
    "participants": Aspect.PEOPLE, "declined": Aspect.PEOPLE, "passengers": Aspect.PEOPLE, "driver": Aspect.PEOPLE,
    "title": Aspect.TITLE, "vehicle": Aspect.TITLE,
    "visibility": Aspect.VISIBILITY, "public": Aspect.VISIBILITY,
    "public_time": Aspect.VISIBILITY,
}  # fmt: skip
NO_CHANGE = {"id", "uid", "revision", "public_revision", "moved_from"}
WIDE_TO_NARROW = Meeting.Visibility.values
FINE_TO_COARSE = Meeting.PublicTime.values


@dataclass(frozen=True, slots=True)
class ItemChange:
    """How one item of a programme changed, and the people it concerns, by primary key.

    ``before`` and ``after`` are the item's rows in the two programmes, None where it is
    not there. Of the people, those before and those after count: whoever was taken out
    has to know too.
    """

    table: str
    id: int
    aspects: tuple[Aspect, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    people: frozenset[int]

    @property
    def is_lowered(self) -> bool:
        """Whether fewer people read it, or the public reads less of it, than before."""
        if self.table != "meetings" or self.before is None:
            return False
        was = self.before
        if self.after is None:
            return was["visibility"] != Meeting.Visibility.ORGANISERS
        width = WIDE_TO_NARROW.index
        if was["visibility"] != self.after["visibility"]:
            return width(self.after["visibility"]) > width(was["visibility"])
        return was["visibility"] == Meeting.Visibility.PUBLIC and tells_less(was, self.after)


def tells_less(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Tell whether a public meeting lost one of its public details, or its exact hours."""
    coarseness = FINE_TO_COARSE.index
    return not set(before["public"]) <= set(after["public"]) or (
        coarseness(after["public_time"]) > coarseness(before["public_time"])
    )


def programme_changes(before: Programme | None, after: Programme) -> tuple[ItemChange, ...]:
    """Return how every item of a programme changed: in the later order, then what is gone."""
    return tuple(
        change
        for table in ("meetings", "transfers")
        for change in table_changes(table, (before or {}).get(table, []), after[table])
    )


def table_changes(
    table: str, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> Iterable[ItemChange]:
    """Yield the changes from one list of meetings, or of transfers, to another."""
    earlier = {row["id"]: row for row in before}
    later = {row["id"]: row for row in after}
    for key in (*later, *(key for key in earlier if key not in later)):
        was, now = earlier.get(key), later.get(key)
        if aspects := aspects_of(was, now):
            people = people_of(was) | people_of(now)
            yield ItemChange(table, key, aspects, was, now, people)


def aspects_of(before: dict[str, Any] | None, after: dict[str, Any] | None) -> tuple[Aspect, ...]:
    """Return what changed about an item, each aspect once, in the order of ``Aspect``.

    A field that one of the two rows lacks was not kept in versions then: no change.
    """
    if before is None:
        return (Aspect.ADDED,)
    if after is None:
        return (Aspect.REMOVED,)
    kept = (before.keys() & after.keys()) - NO_CHANGE
    differing = {name for name in kept if before[name] != after[name]}
    found = set()
    if "status" in differing and after["status"] == Meeting.Status.CANCELLED:
        differing -= {"status", "cancellation_reason"}
        found = {Aspect.CANCELLED}
    found |= {ASPECTS.get(name, Aspect.DETAILS) for name in differing}
    return tuple(aspect for aspect in Aspect if aspect in found)


def people_of(item: dict[str, Any] | None) -> frozenset[int]:
    """Return whom an item concerns: participants with their interpreter, passengers, driver."""
    if item is None:
        return frozenset()
    rows = [*item.get("participants", ()), *item.get("passengers", ())]
    if driver := item.get("driver"):
        rows.append(driver)
    return frozenset(row["person"] for row in rows)


def concerned(changes: Iterable[ItemChange]) -> frozenset[int]:
    """Return everybody whom at least one of the changes concerns."""
    return frozenset().union(*(change.people for change in changes))
