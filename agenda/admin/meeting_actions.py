"""Verbs on meetings: cancel with a reason, copy to another day, withdraw from the public."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.admin.locking import lock
from agenda.duplication import duplicate
from agenda.forms.meeting import CancelForm, DuplicateForm
from agenda.models import Meeting
from agenda.publishing import withdraw


class MeetingActions:
    """The verbs of the meetings' list."""

    actions = ["cancel", "duplicate", "withdraw"]

    @admin.action(description=gettext_lazy("Cancel with a reason…"), permissions=["change"])
    def cancel(self, request: HttpRequest, meetings: QuerySet[Meeting]) -> HttpResponse | None:
        """Ask why, then cancel."""

        def act(meeting: Meeting, typed: dict[str, str]) -> None:
            meeting.cancel(**typed)

        return self.ask(request, meetings, CancelForm, "cancel", _("Cancel"), act)

    @admin.action(description=gettext_lazy("Copy to another day…"), permissions=["add"])
    def duplicate(self, request: HttpRequest, meetings: QuerySet[Meeting]) -> HttpResponse | None:
        """Ask for the day, then copy."""

        def act(meeting: Meeting, typed: dict[str, object]) -> None:
            duplicate(meeting=meeting, day=typed["date"])

        return self.ask(request, meetings, DuplicateForm, "duplicate", _("Copy"), act)

    @admin.action(
        description=gettext_lazy("Withdraw from the public at once"), permissions=["publish"]
    )
    def withdraw(self, request: HttpRequest, meetings: QuerySet[Meeting]) -> None:
        """Take meetings from every public page, calendar and export."""
        for meeting in meetings:
            withdraw(meeting=meeting, now=timezone.now(), by=request.user)
            self.message_user(
                request,
                _("“%(title)s” is no longer public. Copies that others made may still exist.")
                % {"title": meeting.title},
                messages.SUCCESS,
            )

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user may decide what the public reads."""
        return request.user.has_perm("agenda.publish")

    def ask(
        self,
        request: HttpRequest,
        meetings: QuerySet[Meeting],
        form_class: type[forms.Form],
        action: str,
        verb: str,
        act: Callable[[Meeting, dict[str, object]], None],
    ) -> HttpResponse | None:
        """Show a form, and once it is filled in act on each meeting and say what came of it."""
        form = form_class(request.POST if "confirmed" in request.POST else None)
        if form.is_valid():
            for meeting in meetings:
                self.act_on(request, meeting, form.cleaned_data, verb, act)
            return None
        shown = {
            **self.admin_site.each_context(request),
            "title": verb,
            "form": form,
            "meetings": meetings,
            "action": action,
            "verb": verb,
            "checkbox": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/agenda/action.html", shown)

    def act_on(
        self,
        request: HttpRequest,
        meeting: Meeting,
        typed: dict[str, object],
        verb: str,
        act: Callable[[Meeting, dict[str, object]], None],
    ) -> None:
        """Act on one meeting under its mission's lock; a refusal is told, not raised."""
        try:
            with transaction.atomic():
                lock(meeting.mission_id)
                act(meeting, typed)
        except ValidationError as error:
            told = {"title": meeting.title, "why": " ".join(error.messages)}
            self.message_user(request, _("“%(title)s”: %(why)s") % told, messages.ERROR)
        else:
            told = {"title": meeting.title, "verb": verb}
            self.message_user(request, _("%(verb)s: “%(title)s” done.") % told, messages.SUCCESS)
