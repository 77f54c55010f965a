"""Versions at the desk: read, never edited, with what each changed and who has seen it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin

from agenda.admin.of_mission import MissionFilter, OfMission
from agenda.models import Version
from agenda.versions.desk_reading import version_reading
from agenda.versions.published import earlier_version, published
from agenda.versions.readership import readership
from delegation.local_time import moment_on_clocks


@admin.register(Version)
class VersionAdmin(OfMission, ModelAdmin):
    """When which version was published, by whom, and who has seen it."""

    list_display = ["number", "mission", "published", "published_by", "note", "readers"]
    list_display_links = ["number", "mission"]
    list_filter = [MissionFilter]
    list_select_related = ["mission", "published_by"]
    fields = readonly_fields = ["mission", "number", "published", "published_by", "note"]
    change_form_after_template = "admin/agenda/_version.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """Leave the programmes unread."""
        return super().get_queryset(request).defer("programme")

    def get_urls(self) -> list[URLPattern]:
        """Add the page of who has seen a version."""
        page = self.admin_site.admin_view(self.readers_page)
        return [path("<int:pk>/readers/", page, name="agenda_readers"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the programme of a version, and what it changed."""
        version = self.get_object(request, unquote(object_id))
        seen = {"seen": version_reading(version.pk)} if version else {}
        return super().change_view(request, object_id, form_url, {**seen, **(extra_context or {})})

    @admin.display(description=gettext_lazy("published at"), ordering="published_at")
    def published(self, version: Version) -> str:
        """When it was published, on the clocks of home."""
        return moment_on_clocks(version.published_at, version.mission.home_time_zone)

    @admin.display(description=gettext_lazy("readers"))
    def readers(self, version: Version) -> str:
        """The way to the page of who has seen it."""
        url = reverse("admin:agenda_readers", args=[version.pk])
        return format_html('<a href="{}">{}</a>', url, _("Who has seen it"))

    def readers_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show who has seen a version, how its messages went, and whom nothing tells of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = get_object_or_404(Version.objects.defer("programme").select_related("mission"), pk=pk)
        version = published(pk)[0]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who has seen version %(number)d") % {"number": version.number},
            "version": row,
            "readership": readership(version, earlier_version(version)),
            "zone": row.mission.home_time_zone,
        }
        return TemplateResponse(request, "admin/agenda/readers.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Versions come from publishing."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        """A version never changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        """A version stays."""
        return False
