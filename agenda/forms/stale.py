"""Two organisers at one row: whoever saves second is told what the first one changed."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from agenda.models import Meeting, Participation, Transfer
from delegation.history.desk import zone_of
from delegation.history.reading import Words, edits
from delegation.models import Mission


class StaleGuard(forms.ModelForm):
    """Refuses to write over an edit that the organiser has not seen, and keeps what they typed.

    ``seen`` names the newest records of the row, and of what is edited with it, when the page
    was opened. A form posted without it, as by a program, is not guarded.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = state(self.instance)

    def clean(self) -> dict[str, object]:
        """Compare under the mission's lock, so that nobody writes in between."""
        cleaned = super().clean()
        row, seen = self.instance, cleaned.get("seen")
        if row.pk and seen:
            Mission.objects.select_for_update().get(pk=type(row).objects.get(pk=row.pk).mission_id)
            now = state(row)
            if now != seen:
                self.data = self.data.copy()
                self.data[self.add_prefix("seen")] = now
                raise ValidationError(self.told(seen), code="stale")
        return cleaned

    def told(self, seen: str) -> str:
        """Say who changed what since."""
        changes = "; ".join(changed_since(self.instance, seen))
        return _(
            "While you were editing, somebody else saved: %(changes)s. What you typed is still "
            "here and not saved: compare, then save again to write yours over theirs."
        ) % {"changes": changes or "–"}


def records_of(row: models.Model) -> list[models.QuerySet]:
    """Return the records of a row and of what is edited on its page."""
    own = [type(row).history.filter(id=row.pk)]
    if isinstance(row, Meeting):
        own += [Participation.history.filter(meeting_id=row.pk)]
        own += [Transfer.history.filter(serves_id=row.pk)]
    return own


def state(row: models.Model) -> str:
    """Return the numbers of the newest records, as one text."""
    newest = [
        records.aggregate(newest=models.Max("history_id"))["newest"] for records in records_of(row)
    ]
    return "-".join(str(number or 0) for number in newest)


def changed_since(row: models.Model, seen: str) -> Iterator[str]:
    """Yield what was saved after the records that were seen, in words."""
    numbers = [int(part) if part.isdecimal() and len(part) < 19 else 0 for part in seen.split("-")]
    words = Words(zone_of(row))
    for records, number in zip(records_of(row), numbers, strict=False):
        fresh = records.filter(history_id__gte=number).select_related("history_user")
        newer = {record.history_date for record in fresh if record.history_id > number}
        for edit in edits(fresh, words):
            if edit.moment in newer:
                what = ", ".join(f"{one.label}: {one.before} → {one.after}" for one in edit.fields)
                yield f"{edit.who or _('the system')}, {edit.verb} {edit.row}" + (
                    f" ({what})" if what and edit.verb else ""
                )
