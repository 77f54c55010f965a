"""Which notices a publication makes: written in its own transaction, sent later."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from agenda.changes import Aspect, ItemChange, concerned, programme_changes
from agenda.models import Meeting, Notice, Participation, PersonalLink, Version
from agenda.versions.programme import Programme, worn
from companies.models import Person

Row = dict[str, Any]
UNTOLD = {Aspect.VISIBILITY}  # who else reads an item is for the desk to know


def make_notices(*, version: Version, before: Version | None, now: datetime) -> None:
    """Make a notice for each person whom a version concerns, or extend the one not yet sent.

    A notice that failed, or that may not have left, is extended as well, and tried again. One
    that is being sent stays as it is, and the next continues from it. The first version
    invites those who have items.
    """
    changes = programme_changes(before and before.upgraded_programme, version.upgraded_programme)
    people = concerned(change for change in changes if told_aspects(change))
    people &= ours(version, before, changes)
    mission = version.mission
    send_after = now + timedelta(minutes=mission.quiet_minutes)
    theirs = Notice.objects.of_versions().filter(mission=mission, person__in=people)
    held = list(theirs.exclude(status__in=Notice.CLOSED).select_for_update())
    told_of = {one.person_id: one.version_id for one in held if one.is_being_sent}
    known = {one.person_id for one in held if not one.is_being_sent}
    unsent = theirs.unsent()
    unsent.left_to_us().update(status=Notice.Status.WAITING, attempts=0, send_after=send_after)
    unsent.update(version=version)
    reachable = Person.objects.filter(pk__in=people - known).exclude(assumed=True, email="")
    Notice.objects.bulk_create(
        Notice(
            mission=mission,
            person=person,
            before_id=told_of.get(person.pk, before and before.pk),
            version=version,
            send_after=send_after,
        )
        for person in reachable.in_order()
    )


def told_aspects(change: ItemChange) -> tuple[Aspect, ...]:
    """Return in what an item changed for those whom it concerns: none is worth no message.

    That a meeting was held, or was not yet, is not told; nor is a post that was merely filled in.
    """
    was, now = change.before, change.after
    told = [aspect for aspect in change.aspects if aspect not in UNTOLD]
    if only_posts_filled_in(was, now):
        told = [aspect for aspect in told if aspect != Aspect.PEOPLE]
    steps = {row.get("status") for row in (was, now) if row}
    is_held_alone = len(steps) == 2 and Meeting.Status.HELD in steps and told == [Aspect.DETAILS]
    return () if is_held_alone else tuple(told)


def only_posts_filled_in(was: Row | None, now: Row | None) -> bool:
    """Tell whether people differ at most in a post that nobody knew and that is known now."""
    if not (was and now and "participants" in was) or was["declined"] != now["declined"]:
        return False
    before, after = was["participants"], now["participants"]
    return len(before) == len(after) and all(
        old in (new, {**new, **worn(None)}) for old, new in zip(before, after, strict=True)
    )


def ours(version: Version, before: Version | None, changes: Iterable[ItemChange]) -> frozenset[int]:
    """Return who may get messages: the delegation, who works for it, and who has a link.

    Counterparts without a personal link are told by people, not by us.
    """
    programmes = [one.upgraded_programme for one in (version, before) if one]
    rows = [row for change in changes for row in (change.before, change.after) if row]
    linked = PersonalLink.objects.filter(mission=version.mission_id)
    return frozenset(
        {row["person"] for programme in programmes for row in programme["delegates"]}
        | {person for row in rows for person in workers(row)}
        | set(linked.values_list("person", flat=True))
    )


def workers(row: Programme) -> Iterable[int]:
    """Yield the passengers, driver and interpreters of an item."""
    yield from (seat["person"] for seat in row.get("passengers", ()))
    if row.get("driver"):
        yield row["driver"]["person"]
    for participant in row.get("participants", ()):
        if participant["role"] == Participation.Role.INTERPRETER:
            yield participant["person"]
