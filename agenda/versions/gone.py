"""What was deleted from a public programme: calendars that have it must learn that it is off."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from agenda.itinerary import PublicItem, public_items, public_part
from agenda.models import Meeting
from agenda.versions.programme import Programme
from agenda.versions.published import KEPT_PROGRAMMES, kept_by_version, last_published

LOOKED_BACK = 20  # versions


@kept_by_version(KEPT_PROGRAMMES)
def gone_from_public(pk: int, language: str) -> tuple[PublicItem, ...]:
    """Return what the public read before a version, given by primary key, and was deleted.

    Of each there is the kind and the day, as cancelled, with a sequence higher than any that
    calendars know. What was taken from the public, whether or not deleted later, is not named.
    """
    versions = last_published(pk, LOOKED_BACK)
    known = {row["id"] for row in versions[0].programme["meetings"]}
    found: list[PublicItem] = []
    for later, earlier in pairwise(versions):
        rows = [row for row in earlier.programme["meetings"] if row["id"] not in known]
        known |= {row["id"] for row in rows}
        found += bare_items(earlier.programme, rows, language, later.published_at)
    return tuple(found)


def bare_items(
    programme: Programme, rows: list[dict[str, Any]], language: str, gone_at: datetime
) -> list[PublicItem]:
    """Return the public ones of some meetings of a version as cancelled, without any detail."""
    bare = [
        {
            **row,
            "public": [],
            "public_time": Meeting.PublicTime.DAY,
            "status": Meeting.Status.CANCELLED,
            "assumed": False,
            "assumed_status": False,
        }
        for row in rows
        if public_part(row)
    ]
    items = public_items({**programme, "meetings": bare}, language)
    return [
        replace(
            item,
            when=replace(item.when, part=""),
            sequence=item.sequence + 1,
            changed_at=gone_at,
        )
        for item in items
    ]
