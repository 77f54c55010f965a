"""Deleting meetings: first it is asked what becomes of the rides that serve them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import actions
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from agenda.editing.moves import drop_rides
from agenda.forms.rides import RidesLeftForm
from agenda.models import Meeting


class MeetingDeletion:
    """Shows the rides on the pages that ask whether to delete, and drops those chosen there."""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask about one meeting."""
        number = int(object_id) if object_id.isdecimal() and len(object_id) < 18 else None
        rides = RidesLeftForm(meetings=Meeting.objects.filter(pk=number))
        return super().delete_view(request, object_id, {"rides": rides, **(extra_context or {})})

    @admin.action(description=actions.delete_selected.short_description, permissions=["delete"])
    def delete_selected(
        self, request: HttpRequest, meetings: QuerySet[Meeting]
    ) -> HttpResponse | None:
        """Ask about several."""
        page = actions.delete_selected(self, request, meetings)
        if page:
            page.context_data["rides"] = RidesLeftForm(meetings=meetings)
        return page

    def delete_model(self, request: HttpRequest, obj: Meeting) -> None:
        """Drop the rides chosen, then delete."""
        drop_chosen(request, Meeting.objects.filter(pk=obj.pk))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Meeting]) -> None:
        """Drop the rides chosen, then delete."""
        drop_chosen(request, queryset)
        super().delete_queryset(request, queryset)


def drop_chosen(request: HttpRequest, meetings: QuerySet[Meeting]) -> None:
    """Drop the rides of meetings that were chosen on the page that asked."""
    form = RidesLeftForm(request.POST, meetings=meetings)
    if form.is_valid():
        for meeting in meetings:
            drop_rides(meeting, form.cleaned_data["dropped"])
