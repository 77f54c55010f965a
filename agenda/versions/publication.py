"""Whether readers know an item as its row stands: for the lists of the desk."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.changes import aspects_of
from agenda.models import Meeting, Transfer, Version
from agenda.versions.programme import meeting_part, transfer_part
from delegation.models import Delegate, Mission


class Publication(models.TextChoices):
    """What readers know of an item."""

    NOT_YET = "not_yet", _("not published yet")
    AS_PUBLISHED = "as_published", _("as published")
    CHANGED = "changed", _("changed since")
    KEPT_BACK = "kept_back", _("for organisers only")


def publications(items: Sequence[Meeting | Transfer]) -> dict[int, Publication]:
    """Return what readers know of items of one kind, by primary key.

    The items come with their mission, place and people; two more queries serve any number.
    """
    missions = {item.mission_id for item in items}
    versions = Version.objects.newest().filter(mission__in=missions)
    table = "transfers" if items and isinstance(items[0], Transfer) else "meetings"
    known = {
        (version.mission_id, row["id"]): row
        for version in versions
        for row in version.upgraded_programme[table]
    }
    delegates = defaultdict(list)
    for delegate in Delegate.objects.filter(mission__in=missions).in_order():
        delegates[delegate.mission_id].append(delegate)
    return {
        item.pk: publication(
            item, known.get((item.mission_id, item.pk)), delegates[item.mission_id]
        )
        for item in items
    }


def publication(
    item: Meeting | Transfer, published: dict[str, Any] | None, delegates: list[Delegate]
) -> Publication:
    """Return what readers know of an item, by its row in the newest version, None for none."""
    if is_kept_back(item, published):
        return Publication.CHANGED if published else Publication.KEPT_BACK
    if published is None:
        return Publication.NOT_YET
    now = part(item, item.mission, delegates, published)
    return Publication.CHANGED if aspects_of(published, now) else Publication.AS_PUBLISHED


def is_kept_back(item: Meeting | Transfer, published: dict[str, Any] | None) -> bool:
    """Tell whether the next version will leave an item out."""
    if isinstance(item, Transfer):
        return False
    return (
        item.status in Meeting.UNAGREED
        or item.visibility == Meeting.Visibility.ORGANISERS
        or (item.status == Meeting.Status.CANCELLED and published is None)
    )


def part(
    item: Meeting | Transfer,
    mission: Mission,
    delegates: list[Delegate],
    published: dict[str, Any],
) -> dict[str, Any]:
    """Return an item as the next version will keep it."""
    ranks = {delegate.person_id: rank for rank, delegate in enumerate(delegates)}
    if isinstance(item, Transfer):
        return transfer_part(item, mission=mission, ranks=ranks)
    unlisted = {delegate.person_id for delegate in delegates if not delegate.shown_publicly}
    return meeting_part(item, mission=mission, ranks=ranks, unlisted=unlisted, earlier=published)
