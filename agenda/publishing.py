"""The only gate from rows to readers: publishing writes a numbered version, or nothing."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from agenda.itinerary import public_part
from agenda.models import Meeting, Version
from agenda.notices.making import make_notices
from agenda.notices.queue import queue_next
from agenda.plan.accepted_clashes import let_lapse, open_clashes, standing_clashes
from agenda.public_when import moved_from
from agenda.versions.programme import Programme, read_programme
from delegation.models import Mission

KINDS = ("meetings", "transfers")
REVISIONS = ("revision", "public_revision")


class ProgrammeChanged(Exception):  # noqa: N818 - says what happened
    """The rows, or the last version, are no longer those that the organiser looked at."""


class OpenClashes(Exception):  # noqa: N818 - says what is in the way
    """Something blocks publishing, and nobody has written why it is all right."""


@transaction.atomic
def publish(
    *,
    mission: Mission,
    now: datetime,
    by: AbstractBaseUser | None = None,
    note: str = "",
    expected: str = "",
    is_public: bool | None = None,
) -> Version:
    """Write the programme as it stands as the mission's next numbered version.

    The mission's row is locked first, as every edit at the desk locks it, so a version
    never holds half of an edit and two publications come out one after the other.

    Args:
        mission: Whose programme.
        now: The moment of publication.
        by: Who publishes.
        note: For colleagues.
        expected: The fingerprint of what the organiser looked at; empty for none.
        is_public: Whether the public site shows the mission from now on; None for as it is.

    Raises:
        ProgrammeChanged: the rows differ from what was expected.
        OpenClashes: a clash blocks publishing and nobody accepted it.
    """
    let_lapse(Mission.objects.select_for_update().get(pk=mission.pk))
    mission.refresh_from_db()
    newest = newest_version(mission)
    programme = draft(mission, now=now, newest=newest)
    if expected and fingerprint(programme, newest) != expected:
        raise ProgrammeChanged
    if open_clashes(standing_clashes(mission)):
        raise OpenClashes
    if is_public is not None:
        mission.is_public = is_public
        mission.save(update_fields=["is_public"])
    return write_version(
        mission=mission,
        programme=programme,
        newest=newest,
        now=now,
        by=by,
        note=note,
    )


@transaction.atomic
def withdraw(
    *, meeting: Meeting, now: datetime, by: AbstractBaseUser | None = None, note: str = ""
) -> Version | None:
    """Take a meeting from the public at once and leave every other draft unpublished.

    Its row goes down to its participants only, and so does its copy in a new version that is
    otherwise the last one. Returns None, and writes no version, where none showed it.
    """
    mission = Mission.objects.select_for_update().get(pk=meeting.mission_id)
    meeting.visibility = Meeting.Visibility.PARTICIPANTS
    meeting.save(update_fields=["visibility"])
    newest = newest_version(mission)
    if newest is None or not shows_publicly(newest.upgraded_programme, meeting.pk):
        return None
    before = newest.upgraded_programme
    programme = {
        **before,
        "meetings": [
            {**row, "visibility": meeting.visibility} if row["id"] == meeting.pk else row
            for row in before["meetings"]
        ],
    }
    return write_version(
        mission=mission,
        programme=with_revisions(programme, before=before, now=now),
        newest=newest,
        now=now,
        by=by,
        note=note,
    )


def shows_publicly(programme: Programme, meeting: int) -> bool:
    """Tell whether a programme shows the meeting with this primary key to the public."""
    return any(row["id"] == meeting and public_part(row) for row in programme["meetings"])


def write_version(
    *,
    mission: Mission,
    programme: Programme,
    newest: Version | None,
    now: datetime,
    by: AbstractBaseUser | None,
    note: str,
) -> Version:
    """Write a programme as the version after the newest one, with notices of what it changes."""
    version = Version.objects.create(
        mission=mission,
        number=newest.number + 1 if newest else 1,
        published_at=now,
        published_by=by,
        note=note,
        programme=programme,
    )
    make_notices(version=version, before=newest, now=now)
    transaction.on_commit(queue_next)
    return version


def newest_version(mission: Mission) -> Version | None:
    """Return the last version of a mission, None before the first."""
    return mission.versions.order_by("-number").first()


def draft(mission: Mission, *, now: datetime, newest: Version | None) -> Programme:
    """Return the programme that publishing at this moment would write."""
    before = newest.upgraded_programme if newest else None
    return with_revisions(read_programme(mission, previous=before), before=before, now=now)


def fingerprint(programme: Programme, newest: Version | None) -> str:
    """Return a digest of what a programme says and after which version, whatever the moment.

    So the same page sent twice publishes once.
    """
    said = {"programme": without_revisions(programme), "after": newest.number if newest else 0}
    text = json.dumps(said, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def without_revisions(programme: Programme) -> Programme:
    """Return the programme without the counts of its changes."""
    counted = {kind: [plain(row) for row in programme[kind]] for kind in KINDS}
    return {name: value for name, value in programme.items() if name != "gone"} | counted


def with_revisions(programme: Programme, *, before: Programme | None, now: datetime) -> Programme:
    """Count each item's published changes: all of them, and those that the public can see.

    The counts of items that are no longer there are kept under ``gone``: one that comes
    back counts on, since calendars refuse a count lower than the one they know.
    """
    counted, gone = {}, {}
    for kind in KINDS:
        earlier = earlier_rows(before, kind)
        rows = [with_former_when(row, earlier.get(row["id"])) for row in programme[kind]]
        present = {row["id"] for row in programme[kind]}
        gone[kind] = [
            {name: row[name] for name in ("id", *REVISIONS)}
            for row in earlier.values()
            if row["id"] not in present
        ]
        counted[kind] = [
            {
                **row,
                "revision": revision("revision", row, earlier.get(row["id"]), plain, now),
                "public_revision": revision(
                    "public_revision", row, earlier.get(row["id"]), public_side(kind), now
                ),
            }
            for row in rows
        ]
    return {**programme, **counted, "gone": gone}


def with_former_when(row: dict[str, Any], earlier: dict[str, Any] | None) -> dict[str, Any]:
    """Return an item with when it was before it was moved, as far as the public knew that."""
    if "date" not in row:
        return row
    now = public_part({**row, "moved_from": None})
    was = public_part(earlier) if earlier and "date" in earlier else None
    return {**row, "moved_from": moved_from(now, was)}


def earlier_rows(before: Programme | None, kind: str) -> dict[int, dict[str, Any]]:
    """Return the items of the last version by primary key, of those gone only their counts."""
    if before is None:
        return {}
    return {row["id"]: row for row in (*before["gone"][kind], *before[kind])}


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return an item without the counts of its changes."""
    return {name: value for name, value in row.items() if name not in REVISIONS}


def public_side(kind: str) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    """Return the function that leaves of an item what the public sees: of rides, nothing."""
    return public_part if kind == "meetings" else lambda _row: None


def revision(
    name: str,
    row: dict[str, Any],
    earlier: dict[str, Any] | None,
    side: Callable[[dict[str, Any]], dict[str, Any] | None],
    now: datetime,
) -> dict[str, Any]:
    """Return how often one side of an item changed in published versions, and when last.

    What comes back has changed twice: calendars were told that it was off, as a change.
    """
    if earlier is None:
        return {"sequence": 0, "changed_at": now.isoformat()}
    was_there = len(earlier) > len(("id", *REVISIONS))
    if was_there and side(row) == side(earlier):
        return earlier[name]
    step = 1 if was_there else 2
    return {"sequence": earlier[name]["sequence"] + step, "changed_at": now.isoformat()}
