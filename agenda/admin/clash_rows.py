"""Travel times and accepted clashes as lists, with their history; they are settled on their pages."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.views import ChangeList

from agenda.admin.new_clashes import TellsNewClashes
from agenda.admin.of_mission import MissionFilter
from agenda.models import AcceptedClash, TravelTime
from agenda.plan.accepted_clashes import standing_clashes
from agenda.plan.clash_words import accepted_words
from delegation.history.desk import ModelAdmin
from delegation.local_time import moment_on_clocks


@admin.register(TravelTime)
class TravelTimeAdmin(TellsNewClashes, ModelAdmin):
    """How long ways take that somebody typed."""

    list_display = ["origin", "destination", "minutes"]
    list_display_links = ["origin", "destination"]
    list_select_related = ["origin", "destination"]
    search_fields = [
        "origin__name_it", "origin__name_en", "destination__name_it", "destination__name_en",
    ]  # fmt: skip
    autocomplete_fields = ["origin", "destination"]


STANDS = {"counts": "success", "open": "danger", "gone": "info"}


class AcceptedClashList(ChangeList):
    """A list whose rows know what they are about, and whether they still count."""

    def get_results(self, request: HttpRequest) -> None:
        """Seek the clashes of the missions shown."""
        super().get_results(request)
        words = accepted_words(self.result_list)
        missions = {row.mission_id: row.mission for row in self.result_list}
        standings = [one for mission in missions.values() for one in standing_clashes(mission)]
        counting = {one.acceptance.pk for one in standings if one.acceptance}
        former = {one.former.pk for one in standings if one.former}
        for row in self.result_list:
            row.words = words[row.pk]
            row.stands = "counts" if row.pk in counting else "open" if row.pk in former else "gone"


@admin.register(AcceptedClash)
class AcceptedClashAdmin(ModelAdmin):
    """Who went past which clash, and why; written on the page of clashes alone."""

    list_display = ["what", "person", "reason", "accepted_by", "on", "counting"]
    list_display_links = ["what"]
    list_filter = [MissionFilter]
    list_select_related = ["mission", "person", "accepted_by"]
    search_fields = ["reason", "person__family_name"]
    fields = ["mission", "what", "person", "reason", "accepted_by", "on"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: a clash is accepted where it is seen."""
        return False

    def get_changelist(self, _request: HttpRequest, **_kwargs: object) -> type[ChangeList]:
        """Return the list that knows what its rows are about."""
        return AcceptedClashList

    @display(description=_("clash"))
    def what(self, row: AcceptedClash) -> str:
        """What clashed, in words."""
        return row.words if hasattr(row, "words") else accepted_words([row])[row.pk]

    @display(description=_("on"), ordering="accepted_at")
    def on(self, row: AcceptedClash) -> str:
        """When, on the home clocks."""
        return moment_on_clocks(row.accepted_at, row.mission.home_time_zone)

    @display(description=_("counts"), label=STANDS)
    def counting(self, row: AcceptedClash) -> tuple[str, str]:
        """Whether the clash may stand, is open again, or is none any more."""
        words = {"counts": _("yes"), "open": _("open again"), "gone": _("no longer a clash")}
        return row.stands, words[row.stands]
