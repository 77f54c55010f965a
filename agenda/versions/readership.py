"""Who reads a mission's programme: who has seen a version, and what each device shows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from agenda.changes import ItemChange, programme_changes
from agenda.models import Acknowledgement, PersonalLink
from agenda.versions.programme import Programme
from agenda.versions.published import Published
from companies.models import Person


@dataclass(frozen=True, slots=True)
class Reader:
    """One person and a version: what of it concerns them, and how far they have come.

    ``seen_number`` is the newest version that they said they have seen, None where they
    said nothing; ``link`` is None where the desk has not made one.
    """

    person: Person
    changes: tuple[ItemChange, ...]
    seen_number: int | None
    seen_at: datetime | None
    link: PersonalLink | None
    version: int

    @property
    def has_seen(self) -> bool:
        """Whether they have seen this version or a later one."""
        return self.seen_number is not None and self.seen_number >= self.version

    @property
    def page_is_stale(self) -> bool:
        """Whether their phone last showed an earlier version."""
        return bool(self.link and self.link.page_version and self.link.page_version < self.version)

    @property
    def feed_is_stale(self) -> bool:
        """Whether their calendar last fetched an earlier version."""
        return bool(self.link and self.link.feed_version and self.link.feed_version < self.version)


def readership(version: Published, before: Published | None) -> tuple[Reader, ...]:
    """Return the readers of a version; first come those it concerns who haven't seen it.

    Args:
        version: The version asked about.
        before: The one before it; None for the first, of which nothing is a change.
    """
    changes = programme_changes(before.programme, version.programme) if before else ()
    links = {
        link.person_id: link for link in PersonalLink.objects.filter(mission=version.mission_pk)
    }
    of_mine = changes_by_person(changes)
    ours = [*delegates_of(version.programme), *(delegates_of(before.programme) if before else ())]
    people = Person.objects.in_bulk({*ours, *links})
    seen = seen_by(version.mission_pk)
    readers = [
        Reader(
            person=people[key],
            changes=of_mine.get(key, ()),
            seen_number=seen.get(key, (None, None))[0],
            seen_at=seen.get(key, (None, None))[1],
            link=links.get(key),
            version=version.number,
        )
        for key in dict.fromkeys([*ours, *links])
        if key in people
    ]
    return tuple(sorted(readers, key=lambda reader: (reader.has_seen, not reader.changes)))


def delegates_of(programme: Programme) -> list[int]:
    """Return the people of the delegation, in its order."""
    return [row["person"] for row in programme["delegates"]]


def changes_by_person(changes: tuple[ItemChange, ...]) -> dict[int, tuple[ItemChange, ...]]:
    """Return the changes that concern each person."""
    found = defaultdict(list)
    for change in changes:
        for person in change.people:
            found[person].append(change)
    return {person: tuple(theirs) for person, theirs in found.items()}


def seen_by(mission: int) -> dict[int, tuple[int, datetime]]:
    """Return for each person the newest version of a mission they have seen, and when."""
    rows = Acknowledgement.objects.in_mission(mission).values_list(
        "person", "version__number", "seen_at"
    )
    newest: dict[int, tuple[int, datetime]] = {}
    for person, number, seen_at in rows:
        newest.setdefault(person, (number, seen_at))
    return newest
