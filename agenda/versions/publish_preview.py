"""What publishing would change: for the organiser who is about to do it."""

from dataclasses import dataclass
from datetime import datetime

from agenda.changes import Change
from agenda.itinerary import Day, days_of, public_items
from agenda.publishing import draft, fingerprint, newest_version
from agenda.versions.desk_reading import desk_changes, own_language
from agenda.versions.levels import Lowered, lowered
from agenda.versions.rest_changes import PartChange, rest_changes
from agenda.versions.untranslated import Untranslated, untranslated
from delegation.models import Mission


@dataclass(frozen=True, slots=True)
class PublishPreview:
    """The next version before it is written."""

    number: int
    fingerprint: str
    days_it: tuple[Day, ...]
    days_en: tuple[Day, ...]
    changes: tuple[Change, ...]
    rest: tuple[PartChange, ...]
    lowered: tuple[Lowered, ...]
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


def left_out(mission: Mission) -> tuple[str, ...]:
    """Return the titles of what no reader gets: not agreed on yet, or for organisers only."""
    published = mission.meetings.for_readers().values("pk")
    return tuple(str(row) for row in mission.meetings.exclude(pk__in=published).in_order())
