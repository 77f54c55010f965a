"""Verbs on meetings: cancel with a reason, copy to another day, withdraw from the public."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.admin.verbs import Verbs, on_one
from agenda.editing.duplication import duplicate
from agenda.editing.moves import drop_rides
from agenda.forms.meeting import ConfirmForm, DuplicateForm
from agenda.forms.rides import CancelForm
from agenda.models import Meeting, Transfer
from agenda.publishing import withdraw


class MeetingActions(Verbs):
    """The verbs of the meetings' list, and of the page of one meeting."""

    actions = ["cancel", "duplicate", "withdraw", "delete_selected"]
    actions_detail = actions_row = ["cancel_one", "duplicate_one", "withdraw_one"]

    @admin.action(description=gettext_lazy("Cancel with a reason…"), permissions=["change"])
    def cancel(self, request: HttpRequest, meetings: QuerySet[Meeting]) -> HttpResponse | None:
        """Ask why, and what becomes of the rides, then cancel."""

        def act(meeting: Meeting, typed: dict[str, Any]) -> None:
            meeting.cancel(reason_it=typed["reason_it"], reason_en=typed["reason_en"])
            drop_rides(meeting, typed["dropped"])

        form = partial(CancelForm, meetings=meetings)
        return self.ask(request, meetings, form, "cancel", _("Cancel"), act)

    @admin.action(description=gettext_lazy("Copy to another day…"), permissions=["copy"])
    def duplicate(self, request: HttpRequest, meetings: QuerySet[Meeting]) -> HttpResponse | None:
        """Ask for the day, then copy."""

        def act(meeting: Meeting, typed: dict[str, object]) -> None:
            duplicate(meeting=meeting, day=typed["date"])

        has_rides = Transfer.objects.filter(serves__in=meetings.order_by().values("pk")).exists()
        warning = _("Rides are not copied: plan those of the new day.") if has_rides else ""
        return self.ask(
            request, meetings, DuplicateForm, "duplicate", _("Copy"), act, warning=warning
        )

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
