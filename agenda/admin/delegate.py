"""Delegates at the desk, with what became of their personal links."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from agenda.admin.before_saving import BeforeSaving
from agenda.admin.clash_column import ClashColumn, DelegateClashList
from agenda.admin.filters import DelegateLinkFilter, TitlesFilter
from agenda.admin.of_mission import MissionFilter, OfMission
from agenda.admin.personal_link import LINK_COLOURS
from agenda.admin.two_organisers import TwoOrganisers
from agenda.forms.spans import Span
from agenda.forms.stale import StaleGuard
from agenda.models import PersonalLink
from agenda.models.personal_link import LinkState
from delegation.forms import DelegateForm
from delegation.history.desk import ModelAdmin
from delegation.models import Delegate

NEEDS = ["dietary_needs", "access_needs", "needs_consent_on"]


class GuardedDelegateForm(StaleGuard, DelegateForm):
    """A delegate, whom another organiser may have open too."""

    spans = (
        Span(("arrives",), (("arrival_time_zone", "mission"),)),
        Span(("leaves",), (("departure_time_zone", "mission"),)),
    )


@admin.register(Delegate)
class DelegateAdmin(OfMission, ClashColumn, TwoOrganisers, BeforeSaving, ModelAdmin):
    """The delegation in its order."""

    form = GuardedDelegateForm
    clash_list = DelegateClashList
    list_display = [
        "person", "precedence", "affiliation", "group", "role", "clashing", "confirmed", "link", "fetched",
    ]  # fmt: skip
    list_display_links = ["person"]
    list_filter = [
        MissionFilter, "group", "role", "shown_publicly", TitlesFilter, DelegateLinkFilter,
    ]  # fmt: skip
    list_select_related = ["person", "mission", "affiliation__organisation"]
    ordering = ["mission", Delegate.objects.rank(), "precedence", "pk"]
    search_fields = ["person__family_name", "person__given_name"]
    autocomplete_fields = ["mission", "person", "affiliation"]
    fieldsets = [
        (
            None,
            {"fields": ["seen", "mission", "person", "affiliation", "group", "role", "precedence"]},
        ),
        (_("Readers"), {"fields": ["shown_publicly"]}),
        (
            _("Journey"),
            {"fields": ["arrives", "arrival_time_zone", "leaves", "departure_time_zone"]},
        ),
        (_("Needs"), {"fields": NEEDS}),
    ]
    for_few = frozenset(NEEDS)

    def get_fieldsets(self, request: HttpRequest, obj: Delegate | None = None) -> list[Any]:
        """Keep from who only looks on what was told us to arrange meals and access."""
        hidden = self.hidden_from(request)
        return [part for part in self.fieldsets if hidden.isdisjoint(part[1]["fields"])]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delegate]:
        """Read the links along."""
        return super().get_queryset(request).prefetch_related("person__personal_links")

    @display(description=_("personal link"), label=LINK_COLOURS)
    def link(self, delegate: Delegate) -> tuple[str, str]:
        """What became of the personal link."""
        link = link_of(delegate)
        state = link.state if link else LinkState.NONE
        return state, state.label

    @admin.display(description=_("version on page / in calendar"))
    def fetched(self, delegate: Delegate) -> str:
        """Which versions the phone and the calendar last fetched."""
        link = link_of(delegate)
        return link.fetched if link else "–"

    @admin.display(description=_("titles confirmed"), boolean=True)
    def confirmed(self, delegate: Delegate) -> bool:
        """Whether the office has confirmed the titles worn here."""
        return bool(delegate.affiliation and delegate.affiliation.titles_confirmed_on)


def link_of(delegate: Delegate) -> PersonalLink | None:
    """Return a delegate's link in their mission, read along with the list."""
    links = delegate.person.personal_links.all()
    return next((link for link in links if link.mission_id == delegate.mission_id), None)
