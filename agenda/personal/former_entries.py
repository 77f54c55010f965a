"""What a person no longer takes part in: calendars that have it must learn that it is off."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from agenda.personal.entries import Entry
from agenda.personal.reading import KEPT_READINGS, schedule_in
from agenda.versions.published import Published, kept_by_version, last_published, published

LOOKED_BACK = 20  # versions


@kept_by_version(KEPT_READINGS)
def former_entries(pk: int, person: int, language: str) -> tuple[Entry, ...]:
    """Return the entries that a person had before a version and lost, as they last were.

    Version and person are given by primary key.

    Their sequence is higher than any that the person's calendar knows, and they changed when
    the version appeared in which they were missing first.
    """
    version = published(pk)[0]
    versions = last_published(pk, LOOKED_BACK)
    known = {entry.uid for entry in entries_of(version, person, language)}
    sequences = sequences_of(version)
    found: list[Entry] = []
    for later, earlier in pairwise(versions):
        for entry in entries_of(earlier, person, language):
            if entry.uid in known:
                continue
            known.add(entry.uid)
            sequence = max(entry.sequence + 1, sequences.get(entry.uid, 0))
            found.append(replace(entry, sequence=sequence, changed_at=later.published_at))
    return tuple(found)


def entries_of(version: Published, person: int, language: str) -> tuple[Entry, ...]:
    """Return a person's entries in a version, but for those that they declined."""
    return schedule_in(version.pk, person, language).attended


def sequences_of(version: Published) -> dict[str, int]:
    """Return how often each item of a version changed, by its UID."""
    rows: list[dict[str, Any]] = [
        *version.programme["meetings"],
        *version.programme["transfers"],
    ]
    return {row["uid"]: row["revision"]["sequence"] for row in rows}
