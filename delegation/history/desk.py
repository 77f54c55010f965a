"""The base of every page of rows at the desk: with their history, and those deleted."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin as UnfoldModelAdmin
from unfold.decorators import action

from delegation.autocompletes import FindsByTyping
from delegation.history.part_pages import PartPages
from delegation.history.parts import parts_of
from delegation.history.reading import Words, edits_of
from delegation.history.restoring import deletions, restore

ON_A_PAGE = 100


class ModelAdmin(PartPages, FindsByTyping, UnfoldModelAdmin):
    """Rows whose history is shown in words, and of which deleted ones can be restored.

    ``deleted_where`` narrows the records to those of a proxy. ``for_few`` names fields that
    only those see who may change the row, in its history too.
    """

    actions_list = ["deleted"]
    deleted_where: dict[str, object] = {}
    for_few: frozenset[str] = frozenset()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed what of a row and of its parts, also after it was deleted."""
        key = unquote(object_id)
        row = self.get_object(request, key)
        is_there = row is not None
        row = row or self.deleted_row(key)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        zone, parts = zone_of(row), parts_of(row)
        found = edits_of(row, parts, zone=zone, hidden=self.hidden_from(request))
        page = page_of(request, found)
        restorable = self.restorable(request, row, parts) if is_there else {}
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(row)s") % {"row": Words(zone).written(row)},
            "opts": self.opts,
            "object": row if is_there else None,
            "page": page,
            "edits": [(edit, restorable.get(edit.record)) for edit in page],
            "zone": zone,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def deleted_row(self, key: str) -> models.Model | None:
        """Return a row that is not there any more, as it last was."""
        known = key if key.isdecimal() and len(key) < 18 else 0
        where = {self.opts.pk.attname: known, **self.deleted_where}
        record = deletions(self.model, **where).first()
        return record.instance if record else None

    def hidden_from(self, request: HttpRequest) -> frozenset[str]:
        """Return the fields that a user doesn't see."""
        return frozenset() if self.has_change_permission(request) else self.for_few

    @action(description=gettext_lazy("Deleted rows"), url_path="deleted", permissions=["view"])
    def deleted(self, request: HttpRequest) -> HttpResponse:
        """List what was deleted; restore one on its button."""
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_deleted"
        if request.method == "POST":
            self.restore_asked(request)
            return redirect(page)
        words = Words(ZoneInfo("UTC"))
        shown = page_of(request, deletions(self.model, **self.deleted_where))
        words.read_along(list(shown))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted: %(rows)s") % {"rows": self.opts.verbose_name_plural},
            "opts": self.opts,
            "page": shown,
            "deletions": [(record, words.name(record)) for record in shown],
            "may_restore": self.may_restore(request),
        }
        return TemplateResponse(request, "admin/deleted.html", context)

    def may_restore(self, request: HttpRequest) -> bool:
        """Whether the user may write such rows."""
        return request.user.has_perm(f"{self.opts.app_label}.add_{self.opts.model_name}")

    def restore_asked(self, request: HttpRequest) -> None:
        """Restore the row whose button was pressed, and say what came of it."""
        if not self.may_restore(request):
            raise PermissionDenied
        asked = request.POST.get("record", "")
        records = self.model.history.filter(history_type="-", **self.deleted_where)
        record = get_object_or_404(records, pk=asked if asked.isdecimal() else 0)
        try:
            row = self.restore_row(record)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Restored: %(row)s.") % {"row": row})

    def restore_row(self, record: Any) -> models.Model:  # noqa: ANN401 - a record of any model
        """Restore one row."""
        return restore(record)


def page_of(request: HttpRequest, found: Any) -> Any:  # noqa: ANN401 - what a paginator takes
    """Return the page that was asked for of something long, else the first."""
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))


def zone_of(row: models.Model) -> ZoneInfo:
    """Return on whose clocks a row is read: its place's, else its mission's, else UTC."""
    try:
        mission = getattr(row, "mission", row)
        zone = getattr(row, "zone", None) or getattr(mission, "time_zone", None)
    except ObjectDoesNotExist:  # a deleted row, whose place is gone too
        zone = None
    return zone or ZoneInfo("UTC")
