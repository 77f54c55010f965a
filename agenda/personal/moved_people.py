"""Who left a long list of people and who joined it: nobody compares seventeen names on a phone."""

from dataclasses import dataclass
from typing import Any

from agenda.change_words import field_label
from agenda.changes import Change

LISTS = {"participants", "passengers"}
SEEN_AT_A_GLANCE = 3  # names


@dataclass(frozen=True, slots=True)
class MovedPeople:
    """Names, by commas, of who is in a list no more and of who is new in it."""

    out: str
    new: str


def moved_people(change: Change) -> dict[str, MovedPeople]:
    """Return who left and who joined each long list, by the words for the list."""
    found = {}
    for field in change.fields:
        if field.name not in LISTS or len(field.before + field.after) <= 2 * SEEN_AT_A_GLANCE:
            continue
        before, after = names_of(field.before), names_of(field.after)
        moved = MovedPeople(
            out=", ".join(name for name in before if name not in after),
            new=", ".join(name for name in after if name not in before),
        )
        if moved.out or moved.new:
            found[field_label(field.name)] = moved
    return found


def names_of(people: tuple[Any, ...]) -> list[str]:
    """Return the names of people, of whom some lists keep no more."""
    return [str(getattr(one, "name", one)) for one in people]
