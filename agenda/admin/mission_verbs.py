"""Verbs on missions: take one from the public site, or show it there."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.dataclasses import UnfoldAction

from agenda.admin.verbs import Act, Verbs, on_one
from agenda.forms.meeting import ConfirmForm
from delegation.models import Mission


class MissionVerbs(Verbs):
    """The verbs of the missions' list, and of the page of one mission."""

    actions = ["withdraw", "show"]
    actions_detail = ["withdraw_one", "show_one"]

    @admin.action(
        description=gettext_lazy("Withdraw from the public site…"), permissions=["publish"]
    )
    def withdraw(self, request: HttpRequest, missions: QuerySet[Mission]) -> HttpResponse | None:
        """Ask, then take missions from every public page."""
        warning = _(
            "Every public page, calendar and export of them is gone within two seconds. Personal "
            "pages stay as they are. Copies that others made may still exist."
        )
        verb = _("Withdraw from the public site")
        return self.ask(
            request, missions, ConfirmForm, "withdraw", verb, set_public(False), warning=warning
        )

    @admin.action(description=gettext_lazy("Show on the public site…"), permissions=["publish"])
    def show(self, request: HttpRequest, missions: QuerySet[Mission]) -> HttpResponse | None:
        """Ask, then let the public read the last published versions."""
        warning = _(
            "Everybody can read the last published version from then on; a mission without "
            "one appears with its first."
        )
        verb = _("Show on the public site")
        return self.ask(
            request, missions, ConfirmForm, "show", verb, set_public(True), warning=warning
        )

    withdraw_one = on_one(
        "withdraw",
        description=gettext_lazy("Withdraw from the public site…"),
        permissions=["publish"],
    )
    show_one = on_one(
        "show", description=gettext_lazy("Show on the public site…"), permissions=["publish"]
    )

    def get_actions_detail(self, request: HttpRequest, object_id: int | str) -> list[UnfoldAction]:
        """Leave out the button that would change nothing."""
        mission = self.get_object(request, str(object_id))
        idle = "_show_one" if mission and mission.is_public else "_withdraw_one"
        offered = super().get_actions_detail(request, object_id)
        return [button for button in offered if not button.action_name.endswith(idle)]

    def has_publish_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        """Whether the user may decide what the public reads."""
        return request.user.has_perm("agenda.publish")


def set_public(is_public: bool) -> Act:
    """Return the act that shows a mission on the public site, or takes it from there."""

    def act(mission: Mission, _typed: dict[str, object]) -> None:
        mission.is_public = is_public
        mission.save(update_fields=["is_public"])

    return act
