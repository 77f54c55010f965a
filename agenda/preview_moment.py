"""The preview moment: looking at a mission as it was, or will be, at another time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegation.local_time import moment_at


class PlaceClockField(forms.DateTimeField):
    """A day and a time without a zone, since they are those of the place."""

    def to_python(self, value: str) -> datetime:
        """Read one of the formats; Django's own field takes a zone too, and would ignore it."""
        return super(forms.DateTimeField, self).to_python(value)


class MomentForm(forms.Form):
    """Reads ``?at=2025-04-23T13:45``, a time on the clocks of the place."""

    at = PlaceClockField(
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={
            "invalid": _("Write the moment as 2025-04-23T13:45, on the clocks of the place.")
        },
    )

    def __init__(self, *args: object, zone: ZoneInfo, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_at(self) -> datetime:
        """Return the moment in UTC."""
        typed = self.cleaned_data["at"]
        return moment_at(typed.date(), typed.time(), self.zone)


def preview_moment(
    request: HttpRequest, *, zone: ZoneInfo, is_demonstration: bool
) -> tuple[datetime | None, str]:
    """Return the moment asked for, in UTC, and else what is wrong with it.

    Both are empty where none was asked for, or where this reader may not ask: only signed-in
    staff may, and in a demonstration anybody.
    """
    if "at" not in request.GET:
        return None, ""
    if not is_demonstration and not request.user.is_staff:
        return None, ""
    form = MomentForm(request.GET, zone=zone)
    if form.is_valid():
        return form.cleaned_data["at"], ""
    return None, " ".join(form.errors["at"])


def unreadable_moment(problem: str) -> HttpResponse:
    """Answer a program that asked for a file with what is wrong with the moment it gave."""
    return HttpResponse(problem, content_type="text/plain; charset=utf-8", status=400)


def clock(moment: datetime | None) -> datetime:
    """Return the moment looked at: the preview's, else now."""
    return moment or timezone.now()
