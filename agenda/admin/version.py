"""Versions at the desk: read, never edited."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from agenda.models import Version


@admin.register(Version)
class VersionAdmin(ModelAdmin):
    """When which version was published, by whom."""

    list_display = ["number", "mission", "published_at", "published_by", "note"]
    list_filter = ["mission"]
    list_select_related = ["mission", "published_by"]
    fields = readonly_fields = ["mission", "number", "published_at", "published_by", "note"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """Leave the programmes unread."""
        return super().get_queryset(request).defer("programme")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Versions come from publishing."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        """A version never changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        """A version stays."""
        return False
