"""Who reads a mission's programme: who has seen a version and was told of it, and who was not."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from agenda.changes import ItemChange, concerned, programme_changes
from agenda.models import Acknowledgement, Notice, PersonalLink
from agenda.notices.making import told_aspects
from agenda.versions.programme import Programme
from agenda.versions.published import Published
from companies.models import Person


@dataclass(frozen=True, slots=True)
class Reader:
    """One person and a version: what of it concerns them, and how far they have come.

    ``seen_number`` is the newest version that they said they have seen, None where they
    said nothing; ``link`` is None where the desk has not made one, ``notice`` where no
    message tells them of this version.
    """

    person: Person
    changes: tuple[ItemChange, ...]
    seen_number: int | None
    seen_at: datetime | None
    link: PersonalLink | None
    notice: Notice | None
    version: int

    @property
    def has_seen(self) -> bool:
        """Whether they have seen this version or a later one."""
        return self.seen_number is not None and self.seen_number >= self.version

    @property
    def gets_no_message(self) -> bool:
        """Whether no message tells them, and none could: the one there is has no address."""
        waits = self.notice is not None and self.notice.status in Notice.UNSENT
        return self.notice is None or (waits and not self.person.email)

    @property
    def page_is_stale(self) -> bool:
        """Whether their phone last showed an earlier version."""
        return bool(self.link and self.link.page_version and self.link.page_version < self.version)

    @property
    def feed_is_stale(self) -> bool:
        """Whether their calendar last fetched an earlier version."""
        return bool(self.link and self.link.feed_version and self.link.feed_version < self.version)


@dataclass(frozen=True, slots=True)
class Readership:
    """The readers of a version, and whom of those it concerns somebody has to tell by voice."""

    readers: tuple[Reader, ...]
    left_to_tell: tuple[Reader, ...]

    @property
    def seen_count(self) -> int:
        """How many readers have seen it."""
        return sum(reader.has_seen for reader in self.readers)


def readership(version: Published, before: Published | None) -> Readership:
    """Return the readers of a version; first come those it concerns who haven't seen it.

    Args:
        version: The version asked about.
        before: The one before it; None for the first, of which nothing is a change.
    """
    changes = told_changes(before, version) if before else ()
    told = concerned(changes)
    links = PersonalLink.objects.filter(mission=version.mission_pk)
    notices = Notice.objects.of_versions().filter(mission=version.mission_pk)
    found = Found(
        changes=changes_by_person(changes),
        seen=seen_by(version.mission_pk),
        links={link.person_id: link for link in links},
        notices={one.person_id: one for one in notices.telling_of(version.number).order_by("pk")},
    )
    ours = [*delegates_of(version.programme), *(delegates_of(before.programme) if before else ())]
    reading = dict.fromkeys([*ours, *found.links, *found.notices])
    people = Person.objects.in_order().in_bulk({*reading, *told})
    everybody = {key: found.reader(person, version.number) for key, person in people.items()}
    readers = [everybody[key] for key in reading if key in everybody]
    return Readership(
        readers=tuple(sorted(readers, key=lambda one: (one.has_seen, not one.changes))),
        left_to_tell=tuple(
            one
            for key, one in everybody.items()
            if key in told and one.gets_no_message and not one.has_seen
        ),
    )


def told_changes(before: Published, after: Published) -> tuple[ItemChange, ...]:
    """Return what changed for those whom it concerns, without what is for organisers alone."""
    return tuple(
        replace(change, aspects=aspects)
        for change in programme_changes(before.programme, after.programme)
        if (aspects := told_aspects(change))
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of people and a version, each by the person's primary key."""

    changes: dict[int, tuple[ItemChange, ...]]
    seen: dict[int, tuple[int, datetime]]
    links: dict[int, PersonalLink]
    notices: dict[int, Notice]

    def reader(self, person: Person, version: int) -> Reader:
        """Return what is known of one person and the version of a number."""
        seen_number, seen_at = self.seen.get(person.pk, (None, None))
        return Reader(
            person=person,
            changes=self.changes.get(person.pk, ()),
            seen_number=seen_number,
            seen_at=seen_at,
            link=self.links.get(person.pk),
            notice=self.notices.get(person.pk),
            version=version,
        )


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
