"""A whole programme as organisers read it: its days, and what differs between two of them."""

from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from agenda.changes import Change, compare
from agenda.personal.entries import PersonalItem, entry_order, personal_item, personal_transfer
from agenda.personal.schedule import PersonalDay
from agenda.reading import Somebody, somebody
from agenda.versions.levels import Level, Lowered, level_of, lowered
from agenda.versions.programme import Programme
from agenda.versions.published import Published, earlier_version, published
from agenda.versions.rest_changes import PartChange, rest_changes

NOBODY = 0
LANGUAGES = ("it", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskItem(PersonalItem):
    """A meeting with what is for organisers alone to know: its level, and who comes unseen."""

    level: Level
    hidden: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class VersionReading:
    """A version at the desk; ``changes`` are against the one before, None for the first."""

    before: Published | None
    changes: tuple[Change, ...]
    rest: tuple[PartChange, ...]
    lowered: tuple[Lowered, ...]
    days: tuple[PersonalDay, ...]

    @property
    def differs(self) -> int:
        """How many items and other parts differ from the version before."""
        return len(self.changes) + len(self.rest)


def version_reading(pk: int) -> VersionReading:
    """Return a version's days, and what it changed."""
    version = published(pk)[0]
    before = earlier_version(version)
    return VersionReading(
        before=before,
        changes=desk_changes(before.programme, version.programme) if before else (),
        rest=rest_changes(before.programme, version.programme, own_language()) if before else (),
        lowered=lowered(before.programme, version.programme) if before else (),
        days=desk_days(version.programme, own_language()),
    )


def own_language() -> str:
    """Return the organiser's language, of the two that programmes are written in."""
    return get_language() if get_language() in LANGUAGES else LANGUAGES[0]


def desk_days(programme: Programme, language: str) -> tuple[PersonalDay, ...]:
    """Return every item of a programme by day of the place, as those who take part read it."""
    entries = sorted(desk_items(programme, language), key=entry_order)
    days = groupby(entries, key=lambda entry: entry.when.date)
    return tuple(PersonalDay(day, tuple(found)) for day, found in days)


def desk_changes(before: Programme | None, after: Programme) -> tuple[Change, ...]:
    """Return what differs, in the organiser's language; what only the other one shows, in that."""
    own = own_language()
    first, second = (
        {
            key_of(change): change
            for change in compare(desk_items(before, it), desk_items(after, it))
        }
        for it in sorted(LANGUAGES, key=lambda language: language != own)
    )
    return tuple(
        with_fields(first[key], second.get(key)) if key in first else second[key]
        for key in {**first, **second}
    )


def key_of(change: Change) -> tuple[bool, int]:
    """Return what an item is the same by in both languages."""
    return change.item.is_transfer, change.item.id


def with_fields(change: Change, other: Change | None) -> Change:
    """Return a change with the fields that differ in the other language alone."""
    known = {field.name for field in change.fields}
    extra = [field for field in other.fields if field.name not in known] if other else []
    return replace(change, fields=(*change.fields, *extra))


def desk_items(programme: Programme | None, language: str) -> list[Any]:
    """Return every item of a programme as those who take part read it, with what they do not."""
    if programme is None:
        return []
    home = ZoneInfo(programme["mission"]["home_zone"])
    rides = programme["transfers"]
    return [
        *(desk_item(row, language, home) for row in programme["meetings"]),
        *(personal_transfer(row, language, home, with_names=True) for row in rides),
    ]


def desk_item(row: dict[str, Any], language: str, home: ZoneInfo) -> DeskItem:
    """Return a meeting of a programme as those who take part read it, with what they do not."""
    item = personal_item(row, NOBODY, language, home)
    known = {field.name: getattr(item, field.name) for field in fields(item)}
    unseen = [one for one in row["participants"] if not one["shown"]]
    hidden = tuple(somebody(one, language) for one in unseen)
    return DeskItem(**known, level=level_of(row), hidden=hidden)
