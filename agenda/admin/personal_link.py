"""Personal links at the desk: show, send, replace."""

from datetime import datetime

import segno
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from agenda.admin.filters import LinkStateFilter
from agenda.admin.of_mission import MissionFilter, OfMission
from agenda.admin.verbs import Verbs, on_one
from agenda.forms.meeting import ConfirmForm
from agenda.models import PersonalLink
from agenda.models.personal_link import LinkState
from agenda.notices.links import send_link
from companies.dated_form import DatedForm
from delegation.history.desk import ModelAdmin
from delegation.local_time import moment_on_clocks

LINK_COLOURS = {
    LinkState.NONE: "danger",
    LinkState.UNSENT: "warning",
    LinkState.SENT: "info",
    LinkState.OPENED: "success",
}


@admin.register(PersonalLink)
class PersonalLinkAdmin(Verbs, OfMission, ModelAdmin):
    """Who has a link, when it expires, what its phone last showed."""

    form = DatedForm
    list_display = [
        "person",
        "became",
        "email",
        "sent",
        "opened",
        "versions",
        "expires",
    ]
    list_filter = [MissionFilter, LinkStateFilter]
    list_select_related = ["person", "mission"]
    search_fields = ["person__family_name", "person__given_name"]
    autocomplete_fields = ["mission", "person"]
    fields = ["mission", "person", "expires_at", "address", "code", "sent", "opened"]
    readonly_fields = ["address", "code", "sent", "opened"]
    actions = ["replace", "send"]
    actions_detail = actions_row = ["send_one", "replace_one"]

    def get_fields(self, request: HttpRequest, obj: PersonalLink | None = None) -> list[str]:
        """Keep the address from who only looks on: it lets answer in that person's name."""
        if self.has_change_permission(request, obj):
            return self.fields
        return [name for name in self.fields if name not in {"address", "code"}]

    @display(description=gettext_lazy("state"), label=LINK_COLOURS)
    def became(self, link: PersonalLink) -> tuple[str, str]:
        """What became of the link."""
        return link.state, link.state.label

    @admin.display(description=gettext_lazy("e-mail"), ordering="person__email")
    def email(self, link: PersonalLink) -> str:
        """Where it can be sent."""
        return link.person.email or "–"

    @admin.display(description=gettext_lazy("version on page / in calendar"))
    def versions(self, link: PersonalLink) -> str:
        """Which versions the phone and the calendar last fetched."""
        return link.fetched

    @admin.display(description=gettext_lazy("sent"), ordering="sent_at")
    def sent(self, link: PersonalLink) -> str:
        """When it was sent, on the clocks of home."""
        return at_home(link, link.sent_at)

    @admin.display(description=gettext_lazy("page opened"), ordering="page_fetched_at")
    def opened(self, link: PersonalLink) -> str:
        """When the page was opened last, on the clocks of home."""
        return at_home(link, link.page_fetched_at)

    @admin.display(description=gettext_lazy("expires"), ordering="expires_at")
    def expires(self, link: PersonalLink) -> str:
        """When it opens nothing any more, on the clocks of home."""
        return at_home(link, link.expires_at)

    @admin.display(description=gettext_lazy("address"))
    def address(self, link: PersonalLink) -> str:
        """The address to hand over, to that person only."""
        return link.url if link.pk else "–"

    @admin.display(description=gettext_lazy("QR code"))
    def code(self, link: PersonalLink) -> str:
        """The same address for the camera of that person's phone."""
        if not link.pk:
            return "–"
        drawn = segno.make(link.url, error="m").svg_inline(scale=4, border=4, light="#fff")
        return mark_safe(drawn)  # noqa: S308 - drawn from the address, no text of it is in it

    @admin.action(description=gettext_lazy("Replace personal link…"), permissions=["change"])
    def replace(self, request: HttpRequest, links: QuerySet[PersonalLink]) -> HttpResponse | None:
        """Ask, then make new keys; the old ones stop at once."""

        def act(link: PersonalLink, _typed: dict[str, object]) -> None:
            link.replace()

        warning = _("The old links open nothing any more: send the new ones afterwards.")
        return self.ask(request, links, ConfirmForm, "replace", _("Replace"), act, warning=warning)

    @admin.action(description=gettext_lazy("Send personal link…"), permissions=["change"])
    def send(self, request: HttpRequest, links: QuerySet[PersonalLink]) -> HttpResponse | None:
        """Ask, then mail each link to its person, in their language."""

        def act(link: PersonalLink, _typed: dict[str, object]) -> None:
            send_link(link, now=timezone.now())

        warning = _("Each person gets one mail, in their language, with their own link.")
        done = _(
            "“%(title)s”: the mail is on its way. Should it not leave, it is tried again; "
            "the list of messages tells what became of it."
        )
        return self.ask(
            request, links, ConfirmForm, "send", _("Send"), act, warning=warning, done=done
        )

    replace_one = on_one(
        "replace", description=gettext_lazy("Replace personal link…"), permissions=["change"]
    )
    send_one = on_one(
        "send", description=gettext_lazy("Send personal link…"), permissions=["change"]
    )


def at_home(link: PersonalLink, moment: datetime | None) -> str:
    """Write a moment of a link on the home clocks of its mission; a dash for none."""
    return moment_on_clocks(moment, link.mission.home_time_zone) if moment else "–"
