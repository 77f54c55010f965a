"""Which version readers read: remembered for a second at most, parsed once per process."""

import time
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from agenda.changes import ChangeKind, compare
from agenda.itinerary import PublicItem, PublicMission, public_items, public_mission
from agenda.models import Version
from agenda.programme import Programme

REMEMBERED_SECONDS = 1.0
KEPT_PROGRAMMES = 64
current_numbers: dict[str, tuple[float, int | None]] = {}


@dataclass(frozen=True, slots=True)
class Published:
    """A version as readers read it."""

    pk: int
    mission_pk: int
    number: int
    published_at: datetime
    programme: Programme


@lru_cache(maxsize=KEPT_PROGRAMMES)
def published(pk: int) -> Published:
    """Return a version by primary key; it never changes, so it is read once."""
    version = Version.objects.get(pk=pk)
    return Published(
        pk=version.pk,
        mission_pk=version.mission_id,
        number=version.number,
        published_at=version.published_at,
        programme=version.programme,
    )


def public_version(slug: str, at: datetime | None = None) -> Published | None:
    """Return the version that the public reads of a mission; None where it may read none.

    ``at`` looks back to the version that was current at that moment.
    """
    if at is not None:
        past = Version.objects.public().filter(mission__slug=slug, published_at__lte=at)
        pk = past.order_by("-number").values_list("pk", flat=True).first()
        return published(pk) if pk else None
    known = current_numbers.get(slug)
    if known is None or time.monotonic() - known[0] > REMEMBERED_SECONDS:
        newest = Version.objects.public().filter(mission__slug=slug).order_by("-number")
        known = (time.monotonic(), newest.values_list("pk", flat=True).first())
        current_numbers[slug] = known
    return published(known[1]) if known[1] else None


def public_versions() -> list[Published]:
    """Return the version that the public reads of every mission on the public site."""
    return [published(pk) for pk in Version.objects.public().newest().values_list("pk", flat=True)]


def mission_version(mission_pk: int, at: datetime | None = None) -> Published | None:
    """Return the current version of a mission, public or not, None before the first."""
    versions = Version.objects.filter(mission=mission_pk)
    if at is not None:
        versions = versions.filter(published_at__lte=at)
    pk = versions.order_by("-number").values_list("pk", flat=True).first()
    return published(pk) if pk else None


def earlier_version(version: Published) -> Published | None:
    """Return the version before this one, None for the first."""
    before = Version.objects.filter(mission=version.mission_pk, number__lt=version.number)
    pk = before.order_by("-number").values_list("pk", flat=True).first()
    return published(pk) if pk else None


@dataclass(frozen=True, slots=True)
class PublicChange:
    """A public item that a version changed: which fields, never what they were.

    An old value may have been taken from the public on purpose, and so may a whole item:
    what is no longer there is not named again.
    """

    kind: ChangeKind
    item: PublicItem
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicReading:
    """A version as the public reads it in one language; ``changes`` are against the one before."""

    version: Published
    mission: PublicMission
    items: tuple[PublicItem, ...]
    changes: tuple[PublicChange, ...]

    @property
    def updated_at(self) -> datetime:
        """When something that the public sees changed last, on the clocks of the place."""
        latest = max((item.changed_at for item in self.items), default=self.version.published_at)
        return latest.astimezone(self.mission.zone)


@lru_cache(maxsize=KEPT_PROGRAMMES)
def public_reading(pk: int, language: str) -> PublicReading:
    """Return the public cut of a version, made once per process and language."""
    version = published(pk)
    before = earlier_version(version)
    items = public_items(version.programme, language)
    return PublicReading(
        version=version,
        mission=public_mission(version.programme, language),
        items=items,
        changes=public_changes(before, items, language) if before else (),
    )


def public_changes(
    before: Published, items: tuple[PublicItem, ...], language: str
) -> tuple[PublicChange, ...]:
    """Return what changed among the items that are still public."""
    return tuple(
        PublicChange(change.kind, change.item, tuple(field.name for field in change.fields))
        for change in compare(public_items(before.programme, language), items)
        if change.kind != ChangeKind.REMOVED
    )


def forget() -> None:
    """Forget everything: for whoever rewrites versions on purpose, and for tests."""
    current_numbers.clear()
    published.cache_clear()
    public_reading.cache_clear()
