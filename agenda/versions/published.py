"""Which version readers read: remembered for a second at most, parsed once per process."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any

from agenda.changes import ChangeKind, compare
from agenda.itinerary import (
    PublicDelegate,
    PublicFirm,
    PublicItem,
    PublicMission,
    public_delegates,
    public_firms,
    public_items,
    public_mission,
    still_public,
)
from agenda.models import Acknowledgement, Version, VersionQuerySet
from agenda.versions.programme import Programme

REMEMBERED_SECONDS = 1.0
KEPT_PROGRAMMES = 64


@dataclass(frozen=True, slots=True)
class Published:
    """A version as readers read it."""

    pk: int
    mission_pk: int
    number: int
    published_at: datetime
    programme: Programme


current_pks: dict[str, tuple[float, tuple[int, ...]]] = {}
kept_versions: OrderedDict[int, Published] = OrderedDict()
kept_answers: OrderedDict[tuple[str, str], Any] = OrderedDict()  # agenda.site.kept_answers fills it
of_versions: list[Callable[[], None]] = []  # how to empty what kept_by_version keeps
keeping = Lock()


def kept_by_version[Made](most: int) -> Callable[[Callable[..., Made]], Callable[..., Made]]:
    """Keep what a function makes of versions, which never change: at most so many results."""

    def decorator(make: Callable[..., Made]) -> Callable[..., Made]:
        keeper = lru_cache(maxsize=most)(make)
        of_versions.append(keeper.cache_clear)
        return keeper

    return decorator


def published(*pks: int) -> list[Published]:
    """Return versions by primary key; none ever changes, so those kept are not read again."""
    with keeping:
        missing = [pk for pk in pks if pk not in kept_versions]
        for version in Version.objects.filter(pk__in=missing) if missing else ():
            kept_versions[version.pk] = Published(
                pk=version.pk,
                mission_pk=version.mission_id,
                number=version.number,
                published_at=version.published_at,
                programme=version.upgraded_programme,
            )
        found = [kept_versions[pk] for pk in pks]
        for pk in pks:
            kept_versions.move_to_end(pk)
        while len(kept_versions) > KEPT_PROGRAMMES:
            kept_versions.popitem(last=False)
        return found


def public_pks(slug: str = "") -> tuple[int, ...]:
    """Return the newest versions of a mission, or of all, that are on the public site.

    What is found is remembered for a second.
    """
    known = current_pks.get(slug)
    if known and time.monotonic() - known[0] <= REMEMBERED_SECONDS:
        return known[1]
    versions = Version.objects.public().newest()
    if slug:
        versions = versions.filter(mission__slug=slug)
    pks = tuple(versions.order_by("pk").values_list("pk", flat=True))
    if pks or not slug:
        current_pks[slug] = (time.monotonic(), pks)
    else:
        current_pks.pop(slug, None)  # else unknown addresses would fill the memory
    return pks


def public_version(slug: str) -> Published | None:
    """Return the version that the public reads of a mission; None where it may read none."""
    return next(iter(published(*public_pks(slug))), None)


def public_versions() -> list[Published]:
    """Return the version that the public reads of every mission on the public site."""
    return published(*public_pks())


def newest_pk(versions: VersionQuerySet) -> int | None:
    """Return the primary key of the version with the highest number, None without any."""
    return versions.order_by("-number").values_list("pk", flat=True).first()


def mission_version(mission_pk: int, at: datetime) -> Published | None:
    """Return the version of a mission, public or not, that held then; None before the first."""
    pk = newest_pk(Version.objects.filter(mission=mission_pk, published_at__lte=at))
    return published(pk)[0] if pk else None


def last_published(pk: int, how_many: int) -> list[Published]:
    """Return a version, given by primary key, and those before it, the newest first."""
    last = Version.objects.filter(pk=pk)
    pks = Version.objects.filter(
        mission__in=last.values("mission"), number__lte=last.values("number")
    )
    return published(*pks.order_by("-number").values_list("pk", flat=True)[:how_many])


def earlier_version(version: Published) -> Published | None:
    """Return the version before this one, None for the first."""
    before = Version.objects.filter(mission=version.mission_pk, number__lt=version.number)
    pk = newest_pk(before)
    return published(pk)[0] if pk else None


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The version up to which a person knows the programme, against which changes are told.

    ``seen_at`` is None where they never said so: then it is the mission's first version.
    """

    version: Published
    seen_at: datetime | None


def last_seen(version: Published, person: int) -> LastSeen:
    """Return what a person has seen of a mission, up to a version; ``person`` is its key."""
    seen = Acknowledgement.objects.in_mission(version.mission_pk).filter(
        person=person, version__number__lte=version.number
    )
    if found := seen.values_list("version", "seen_at").first():
        return LastSeen(published(found[0])[0], found[1])
    return LastSeen(published(first_pk(version.mission_pk))[0], None)


@kept_by_version(KEPT_PROGRAMMES)
def first_pk(mission_pk: int) -> int:
    """Return the primary key of the first version of a mission that has one."""
    numbered = Version.objects.filter(mission=mission_pk).order_by("number")
    return numbered.values_list("pk", flat=True)[0]


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
    delegates: tuple[PublicDelegate, ...]
    firms: tuple[PublicFirm, ...]
    changes: tuple[PublicChange, ...]

    @property
    def updated_at(self) -> datetime:
        """When this version was published, on the clocks of the place."""
        return self.version.published_at.astimezone(self.mission.zone)


@kept_by_version(KEPT_PROGRAMMES)
def public_reading(pk: int, language: str, current_pk: int) -> PublicReading:
    """Return the public cut of a version, made once per process and language.

    Of a past version only what the current one still shows is left.
    """
    version, current = published(pk, current_pk)
    before = earlier_version(version)
    limit = current.programme
    past = still_public(version.programme, limit)
    items = public_items(past, language)
    earlier = public_items(still_public(before.programme, limit), language) if before else ()
    return PublicReading(
        version=version,
        mission=public_mission(version.programme, language),
        items=items,
        delegates=public_delegates(past, language),
        firms=public_firms(past, language),
        changes=public_changes(earlier, items) if before else (),
    )


def public_changes(
    before: tuple[PublicItem, ...], after: tuple[PublicItem, ...]
) -> tuple[PublicChange, ...]:
    """Return what changed among the items that are still public."""
    return tuple(
        PublicChange(change.kind, change.item, tuple(field.name for field in change.fields))
        for change in compare(before, after)
        if change.kind != ChangeKind.REMOVED
    )


def forget() -> None:
    """Forget everything: for whoever rewrites versions on purpose, and for tests."""
    current_pks.clear()
    kept_versions.clear()
    kept_answers.clear()
    for empty in of_versions:
        empty()
