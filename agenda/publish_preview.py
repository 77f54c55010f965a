"""What publishing would change: for the organiser who is about to do it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from agenda.changes import Change, compare, programme_changes
from agenda.itinerary import Day, days_of, public_items
from agenda.personal_schedule import personal_item, personal_transfer
from agenda.programme import Programme
from agenda.publishing import draft, fingerprint, newest_version
from agenda.rest_changes import PartChange, rest_changes
from agenda.untranslated import Untranslated, untranslated
from delegation.models import Mission

NOBODY = 0
LANGUAGES = ("it", "en")


@dataclass(frozen=True, slots=True)
class PublishPreview:
    """The next version before it is written."""

    number: int
    fingerprint: str
    days_it: tuple[Day, ...]
    days_en: tuple[Day, ...]
    changes: tuple[Change, ...]
    rest: tuple[PartChange, ...]
    lowered: tuple[str, ...]
    untranslated: tuple[Untranslated, ...]
    left_out: tuple[str, ...]

    @property
    def differs(self) -> int:
        """How many items and other parts differ from the last version."""
        return len(self.changes) + len(self.rest)


def preview(mission: Mission, *, now: datetime) -> PublishPreview:
    """Return what publishing at this moment would write, and how it differs."""
    newest = newest_version(mission)
    programme = draft(mission, now=now, newest=newest)
    before = newest.upgraded_programme if newest else None
    return PublishPreview(
        number=newest.number + 1 if newest else 1,
        fingerprint=fingerprint(programme, newest),
        days_it=days_of(public_items(programme, "it")),
        days_en=days_of(public_items(programme, "en")),
        changes=desk_changes(before, programme),
        rest=rest_changes(before, programme, own_language()),
        lowered=lowered(before, programme),
        untranslated=untranslated(mission),
        left_out=left_out(mission),
    )


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


def own_language() -> str:
    """Return the organiser's language."""
    return get_language() if get_language() in LANGUAGES else LANGUAGES[0]


def key_of(change: Change) -> tuple[bool, int]:
    """Return what an item is the same by in both languages."""
    return change.item.is_transfer, change.item.id


def with_fields(change: Change, other: Change | None) -> Change:
    """Return a change with the fields that differ in the other language alone."""
    known = {field.name for field in change.fields}
    extra = [field for field in other.fields if field.name not in known] if other else []
    return replace(change, fields=(*change.fields, *extra))


def desk_items(programme: Programme | None, language: str) -> list[Any]:
    """Return every item of a programme as those who take part read it."""
    if programme is None:
        return []
    home = ZoneInfo(programme["mission"]["home_zone"])
    rides = programme["transfers"]
    return [
        *(personal_item(row, NOBODY, language, home) for row in programme["meetings"]),
        *(personal_transfer(row, language, home, with_names=True) for row in rides),
    ]


def lowered(before: Programme | None, after: Programme) -> tuple[str, ...]:
    """Return the titles of what fewer people will read, or less of it: copies may exist."""
    rows = [change.before for change in programme_changes(before, after) if change.is_lowered]
    language = get_language()
    return tuple(
        row["title"].get(language) or row["title"]["it"] or row["title"]["en"] for row in rows
    )


def left_out(mission: Mission) -> tuple[str, ...]:
    """Return the titles of what no reader gets: not agreed on yet, or for organisers only."""
    published = mission.meetings.for_readers().values("pk")
    return tuple(str(row) for row in mission.meetings.exclude(pk__in=published).in_order())
