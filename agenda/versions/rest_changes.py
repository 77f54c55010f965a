"""What differs in a programme beside its items: the mission itself, its delegates, its firms."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agenda.changes import ChangeKind, FieldChange
from agenda.versions.programme import Programme

NO_DIFFERENCE = {"id", "person", "slug"}
NAMES = {"public": "public_list"}  # of an item it is the details that are public
Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PartChange:
    """The mission, a delegate or a firm that differs; ``name`` is how readers know it."""

    part: str
    kind: ChangeKind
    name: str
    fields: tuple[FieldChange, ...] = ()


def rest_changes(
    before: Programme | None, after: Programme, language: str
) -> tuple[PartChange, ...]:
    """Return what differs beside the items, in a language; nothing for the first version.

    A text that differs in the other language alone is told in that one.
    """
    if before is None:
        return ()
    mission = differing(before["mission"], after["mission"], language)
    name = written(after["mission"]["title"], language)
    found = [PartChange("mission", ChangeKind.CHANGED, name, mission)] if mission else []
    return (
        *found,
        *rows_changed("delegate", before["delegates"], after["delegates"], language),
        *rows_changed("firm", before["firms"], after["firms"], language),
    )


def rows_changed(
    part: str, before: list[Part], after: list[Part], language: str
) -> Iterator[PartChange]:
    """Yield the rows that were added, changed or removed, and a changed order."""
    earlier = {row["id"]: row for row in before}
    later = {row["id"]: row for row in after}
    for pk, row in later.items():
        name = written(row["name"], language)
        if pk not in earlier:
            yield PartChange(part, ChangeKind.ADDED, name)
        elif fields := differing(earlier[pk], row, language):
            yield PartChange(part, ChangeKind.CHANGED, name, fields)
    for pk, row in earlier.items():
        if pk not in later:
            yield PartChange(part, ChangeKind.REMOVED, written(row["name"], language))
    kept = [pk for pk in earlier if pk in later]
    order = [pk for pk in later if pk in earlier]
    if kept != order:
        names = [
            ", ".join(written(later[pk]["name"], language) for pk in pks) for pks in (kept, order)
        ]
        yield PartChange(part, ChangeKind.CHANGED, "", (FieldChange("order", *names),))


def differing(before: Part, after: Part, language: str) -> tuple[FieldChange, ...]:
    """Return the fields of one part that differ, those of nested parts among them."""
    found: list[FieldChange] = []
    for name, now in after.items():
        was = before.get(name)
        if was == now or name in NO_DIFFERENCE:
            continue
        if isinstance(now, dict) and "it" not in now:
            found += differing(was or {}, now, language)
            continue
        differs_here = not is_pair(now) or (was or {}).get(language) != now[language]
        shown = language if differs_here else other(language)
        change = FieldChange(NAMES.get(name, name), written(was, shown), written(now, shown))
        found.append(change)
    return tuple(found)


def is_pair(value: Any) -> bool:  # noqa: ANN401 - any value of a programme
    """Tell whether a value is a text in both languages."""
    return isinstance(value, dict) and "it" in value


def other(language: str) -> str:
    """Return the other one of the two languages."""
    return "en" if language == "it" else "it"


def written(value: Any, language: str) -> str | bool:  # noqa: ANN401 - as above
    """Return a value of a programme as text; yes and no stay what they are."""
    if isinstance(value, bool):
        return value
    if is_pair(value):
        return value[language] or value[other(language)]
    if isinstance(value, list):
        return ", ".join(str(written(one, language)) for one in value)
    if isinstance(value, dict):
        return written(value["name"], language)
    return "" if value is None else str(value)
