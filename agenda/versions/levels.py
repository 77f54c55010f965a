"""The level at which a meeting can be read: by whom, and which details by the public."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.changes import ItemChange, programme_changes
from agenda.models import Meeting
from agenda.reading import Text, text_in
from agenda.versions.programme import Programme


@dataclass(frozen=True, slots=True)
class Level:
    """Who reads a meeting, and what of it is public once the public does."""

    visibility: str
    public: tuple[str, ...]
    public_time: str

    def __str__(self) -> str:
        """Say who reads it; of a public meeting, which details and how exactly when."""
        reads = str(Meeting.Visibility(self.visibility).label)
        if self.visibility != Meeting.Visibility.PUBLIC:
            return reads
        names = [Meeting._meta.get_field(f"public_{name}").verbose_name for name in self.public]
        told = ", ".join(str(part) for part in (*names, Meeting.PublicTime(self.public_time).label))
        return f"{reads} ({told})"


def level_of(row: dict[str, Any]) -> Level:
    """Return the level of a meeting of a version."""
    return Level(row["visibility"], tuple(row["public"]), row["public_time"])


@dataclass(frozen=True, slots=True)
class Lowered:
    """A meeting that fewer people read than before, or of which the public reads less.

    ``after`` is None where it is no longer in the programme.
    """

    title: Text
    before: Level
    after: Level | None

    @property
    def after_in_words(self) -> str:
        """The level it has now, or that nobody reads it any longer."""
        return str(self.after) if self.after else _("out of the programme")


def lowered(before: Programme | None, after: Programme) -> tuple[Lowered, ...]:
    """Return what fewer people read, or less of it, in the later programme: copies may exist.

    What left the programme may stand at the desk for organisers alone: only its row knows.
    """
    changes = [change for change in programme_changes(before, after) if change.is_lowered]
    gone = [change.before["id"] for change in changes if not change.after]
    kept = Meeting.objects.filter(pk__in=gone, visibility=Meeting.Visibility.ORGANISERS)
    kept_back = set(kept.values_list("pk", flat=True)) if gone else set()
    return tuple(
        Lowered(
            title=text_in(get_language(), change.before["title"]),
            before=level_of(change.before),
            after=level_now(change, kept_back),
        )
        for change in changes
    )


def level_now(change: ItemChange, kept_back: set[int]) -> Level | None:
    """Return the level after a change; of what left the programme, whether organisers keep it."""
    if change.after:
        return level_of(change.after)
    if change.before["id"] in kept_back:
        return Level(Meeting.Visibility.ORGANISERS, (), "")
    return None
