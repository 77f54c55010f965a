"""Two organisers at one page of the desk: the second is told, and nothing of either is lost."""

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agenda.admin.asking import Asking, waiting
from agenda.forms.merging import Merge, Merged
from agenda.forms.stale import Opened, opened, state
from delegation.models import Mission


class TwoOrganisers(Asking):
    """Gives the page back, both edits brought together, where its row was saved meanwhile."""

    change_form_before_template = "admin/agenda/_two_organisers.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Compare under the mission's lock, so that nobody writes in between; then go on."""
        seen = request.POST.get("seen")
        row = self.get_object(request, object_id) if seen and object_id else None
        if not (row and self.has_change_permission(request, row)):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            lock_against_writers(row)
            row = self.get_object(request, object_id)
            if row is None or state(row) == seen:
                return super().changeform_view(request, object_id, form_url, extra_context)
            told = self.merge_posted(request, row, seen)
            asked = self.asked_anyway(request, object_id)
            shown = {**(extra_context or {}), **asked, "told": told}
            refusing = waiting(self)
            return super(TwoOrganisers, refusing).changeform_view(
                request, object_id, form_url, shown
            )

    def merge_posted(self, request: HttpRequest, row: models.Model, seen: str) -> list[str]:
        """Bring what was posted together with what was saved; return what to tell of it."""
        before = opened(row, seen)
        merge = Merge(request.POST.copy(), before)
        self.merge_page(request, row, merge)
        merge.data["seen"] = state(row)
        request.POST = merge.data
        told = sentences(before, row, merge.found)
        if any(request.FILES.values()):
            told.append(_("Choose the files again: a page that comes back holds none."))
        return told

    def merge_page(self, request: HttpRequest, row: models.Model, merge: Merge) -> None:
        """Merge the row, then the rows inside its page."""
        form = self.get_form(request, row, change=True)
        before = merge.opened.rows(type(row)).get(row.pk)
        if before:
            merge.merge_form(form(instance=row), merge.with_lists(form(instance=before)))
        for formset, inline in self.get_formsets_with_inlines(request, row):
            rows = formset(
                instance=row,
                prefix=formset.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            merge.merge_rows(rows)


def lock_against_writers(row: models.Model) -> None:
    """Wait for the mission of a row, else for the row itself, and hold it until all is done.

    Rows that point to it may be written all the while, as by somebody who holds a mission.
    """
    mission = row.pk if isinstance(row, Mission) else getattr(row, "mission_id", None)
    if mission is None:
        type(row).objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    else:
        Mission.objects.select_for_update().get(pk=mission)


def sentences(before: Opened, row: models.Model, found: Merged) -> list[str]:
    """Say who changed what since, and what becomes of what was typed."""
    said = [
        _(
            "While you were editing, somebody else saved: %(changes)s. Their changes stand below "
            "where you had typed nothing; what you typed is still here and not saved: compare, "
            "then save again."
        )
        % {"changes": "; ".join(before.changes(row)) or "–"}
    ]
    if found.both:
        both = _("You both wrote: %(fields)s. Saving again writes yours over theirs.")
        said.append(both % {"fields": ", ".join(found.both)})
    if found.gone:
        gone = _("Not here any more, though you had typed something there: %(rows)s.")
        said.append(gone % {"rows": ", ".join(found.gone)})
    return said
