"""Travel times and accepted clashes as lists, with their history; they are settled on their pages."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from agenda.admin.new_clashes import TellsNewClashes
from agenda.admin.of_mission import MissionFilter
from agenda.models import AcceptedClash, TravelTime
from delegation.history.desk import ModelAdmin


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


@admin.register(AcceptedClash)
class AcceptedClashAdmin(ModelAdmin):
    """Who went past which clash, and why; written on the page of clashes alone."""

    list_display = ["what", "person", "reason", "accepted_by", "accepted_at"]
    list_display_links = ["what"]
    list_filter = [MissionFilter]
    list_select_related = ["person", "accepted_by"]
    search_fields = ["reason", "person__family_name"]
    fields = ["mission", "what", "person", "reason", "accepted_by", "accepted_at"]
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: a clash is accepted where it is seen."""
        return False

    @display(description=_("clash"))
    def what(self, row: AcceptedClash) -> str:
        """The kind and the items."""
        return " ".join(filter(None, (row.kind, row.first_item, row.second_item)))
