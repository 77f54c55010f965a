"""Parts that were deleted by themselves: restored from the history of what they belonged to."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from delegation.history.parts import parts_of
from delegation.history.reading import DELETED, Words
from delegation.history.restoring import last_of_deleted, restore


class PartPages:
    """Adds to the pages of a kind of row the one that asks, then restores a part of a row."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page."""
        page = self.admin_site.admin_view(self.restore_part_page)
        place = "<int:pk>/history/restore/<slug:kind>/<int:number>/"
        return [path(place, page, name=self.name_of("restore_part")), *super().get_urls()]

    def name_of(self, page: str) -> str:
        """Return the name of an address of this kind of row."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def restorable(
        self, request: HttpRequest, row: models.Model, parts: list[models.QuerySet[Any]]
    ) -> dict[models.Model, str]:
        """Return the records that a user may restore, each with the address of the page that asks."""
        if not self.has_change_permission(request, row):
            return {}
        page = f"admin:{self.name_of('restore_part')}"
        return {
            record: reverse(page, args=[row.pk, kind_of(records), record.pk])
            for records in parts
            if may_add(request, records)
            for record in last_of_deleted(records)
        }

    def restore_part_page(
        self, request: HttpRequest, pk: int, kind: str, number: int
    ) -> HttpResponse:
        """Ask whether to restore a part; restore it on the button, or say why it can't be."""
        row = get_object_or_404(self.model, pk=pk)
        records = next((found for found in parts_of(row) if kind_of(found) == kind), None)
        if records is None:
            raise Http404
        if not (self.has_change_permission(request, row) and may_add(request, records)):
            raise PermissionDenied
        history = f"admin:{self.name_of('history')}"
        record = last_of_deleted(records).filter(pk=number).first()
        if record is None and not records.filter(pk=number, history_type=DELETED).exists():
            raise Http404
        if record is None:
            messages.info(request, _("This is there again already."))
            return redirect(history, row.pk)
        name = Words(None).named(record)
        if request.method == "POST":
            try:
                self.restore_part(request, row, record)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            else:
                messages.success(request, _("Restored: %(row)s.") % {"row": name})
            return redirect(history, row.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restore: %(name)s") % {"name": name},
            "opts": self.opts,
            "row": row,
            "name": name,
            "history": reverse(history, args=[row.pk]),
        }
        return TemplateResponse(request, "admin/restore_part.html", context)

    @transaction.atomic
    def restore_part(self, _request: HttpRequest, _row: models.Model, record: Any) -> None:  # noqa: ANN401 - a record of any model
        """Restore one part of a row."""
        restore(record)


def kind_of(records: models.QuerySet[Any]) -> str:
    """Return the name of the model that records tell of."""
    return records.model.instance_type._meta.model_name


def may_add(request: HttpRequest, records: models.QuerySet[Any]) -> bool:
    """Whether the user may write rows of the model that records tell of."""
    opts = records.model.instance_type._meta
    return request.user.has_perm(f"{opts.app_label}.add_{opts.model_name}")
