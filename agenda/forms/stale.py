"""Two organisers at one row: whoever saves second is told what the first one changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from agenda.models import Passenger
from delegation.history.desk import zone_of
from delegation.history.parts import parts_of
from delegation.history.reading import CHANGED, DELETED, Words, edits

Records = models.QuerySet[Any]


class StaleGuard(forms.ModelForm):
    """Carries along how its row stood when the page was opened.

    ``seen`` names the newest records of the row, and of what is edited with it, at that time.
    A form posted without it, as by a program, is not guarded.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "seen" in self.fields:
            self.initial["seen"] = state(self.instance)


@dataclass(frozen=True, slots=True)
class Opened:
    """How a row and its parts stood when a page was opened: the newest record of each kind."""

    records: tuple[tuple[Records, int], ...]

    def changes(self, row: models.Model) -> Iterator[str]:
        """Yield in words what was saved since."""
        words = Words(zone_of(row))
        for records, seen in self.records:
            for edit in edits(records.select_related("history_user"), words):
                if edit.record.pk > seen:
                    what = ", ".join(
                        f"{one.label}: {one.before} → {one.after}" for one in edit.fields
                    )
                    yield f"{edit.who or _('the system')}, {edit.verb} {edit.row}" + (
                        f" ({what})" if what else ""
                    )

    def rows(self, model: type[models.Model]) -> dict[int, models.Model]:
        """Return the rows of one model as they stood, by primary key."""
        found: dict[int, models.Model] = {}
        for records, seen in self.records:
            if records.model.instance_type is model:
                newest = records.filter(pk__lte=seen).order_by("pk")
                found |= {record.id: record for record in newest}
        return {
            key: record.instance for key, record in found.items() if record.history_type != DELETED
        }


def opened(row: models.Model, seen: str) -> Opened:
    """Return how a row stood by the text that its form carried along."""
    numbers = [int(part) if part.isdecimal() and len(part) < 19 else 0 for part in seen.split("-")]
    return Opened(tuple(zip(records_of(row), numbers, strict=False)))


def records_of(row: models.Model) -> list[Records]:
    """Return the records of a row and of what is edited on its page: not who has got in."""
    own = type(row).history.filter(id=row.pk)
    return [
        found.exclude(history_type=CHANGED) if found.model.instance_type is Passenger else found
        for found in (own, *parts_of(row))
    ]


def state(row: models.Model) -> str:
    """Return the numbers of the newest records, as one text."""
    newest = [
        records.aggregate(newest=models.Max("history_id"))["newest"] for records in records_of(row)
    ]
    return "-".join(str(number or 0) for number in newest)
