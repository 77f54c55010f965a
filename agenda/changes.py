"""What differs between two cuts of a programme, item by item and field by field.

Both sides are frozen values of one reader, so a change can't tell what its reader may
not know. The same functions serve the organiser's preview and the delegate's page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from agenda.models import Meeting

REVISION = {"sequence", "changed_at"}


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
        if field.name not in REVISION and getattr(before, field.name) != getattr(after, field.name)
    )
    if not differing:
        return None
    became_cancelled = any(
        field.name == "status" and field.after == Meeting.Status.CANCELLED for field in differing
    )
    kind = ChangeKind.CANCELLED if became_cancelled else ChangeKind.CHANGED
    return Change(kind, after, differing)
