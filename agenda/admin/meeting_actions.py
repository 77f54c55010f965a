"""Verbs on meetings: cancel with a reason, copy to another day, withdraw from the public."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.admin.verbs import Verbs, on_one
from agenda.editing.duplication import duplicate
from agenda.forms.meeting import CancelForm, ConfirmForm, DuplicateForm
from agenda.models import Meeting
from agenda.publishing import withdraw


class MeetingActions(Verbs):
    """The verbs of the meetings' list, and of the page of one meeting."""

    actions = ["cancel", "duplicate", "withdraw"]
    actions_detail = actions_row = ["cancel_one", "duplicate_one", "withdraw_one"]

    @admin.action(description=gettext_lazy("Cancel with a reason…"), permissions=["change"])
    def cancel(self, request: HttpRequest, meetings: QuerySet[Meeting]) -> HttpResponse | None:
        """Ask why, then cancel."""

        def act(meeting: Meeting, typed: dict[str, str]) -> None:
            meeting.cancel(**typed)

        return self.ask(request, meetings, CancelForm, "cancel", _("Cancel"), act)

    @admin.action(description=gettext_lazy("Copy to another day…"), permissions=["copy"])
    def duplicate(self, request: HttpRequest, meetings: QuerySet[Meeting]) -> HttpResponse | None:
        """Ask for the day, then copy."""

        def act(meeting: Meeting, typed: dict[str, object]) -> None:
            duplicate(meeting=meeting, day=typed["date"])

        return self.ask(request, meetings, DuplicateForm, "duplicate", _("Copy"), act)

    @admin.action(
        description=gettext_lazy("Withdraw from the public at once…"), permissions=["publish"]
    )
    def withdraw(self, request: HttpRequest, meetings: QuerySet[Meeting]) -> HttpResponse | None:
        """Ask, then take meetings from every public page, calendar and export."""

        def act(meeting: Meeting, _typed: dict[str, object]) -> None:
            withdraw(meeting=meeting, now=timezone.now(), by=request.user)

        warning = _(
            "They disappear from every public page within two seconds, and only those who take "
            "part read them from then on. Copies that others made may still exist."
        )
        return self.ask(
            request, meetings, ConfirmForm, "withdraw", _("Withdraw"), act, warning=warning
        )

    cancel_one = on_one(
        "cancel", description=gettext_lazy("Cancel with a reason…"), permissions=["change"]
    )
    duplicate_one = on_one(
        "duplicate",
        description=gettext_lazy("Copy to another day…"),
        permissions=["copy"],
    )
    withdraw_one = on_one(
        "withdraw",
        description=gettext_lazy("Withdraw from the public at once…"),
        permissions=["publish"],
    )

    def has_publish_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Whether the user may decide what the public reads."""
        return request.user.has_perm("agenda.publish")

    def has_copy_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Whether the user may add meetings."""
        return request.user.has_perm("agenda.add_meeting")
