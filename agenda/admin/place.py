"""Venues and unavailabilities at the desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin

from agenda.admin.before_saving import BeforeSaving
from agenda.admin.local_hours import KeepsLocalHours, ZoneForm
from agenda.admin.new_clashes import TellsNewClashes
from agenda.admin.two_organisers import TwoOrganisers
from agenda.forms.spans import Span
from agenda.forms.stale import StaleGuard
from agenda.models import Unavailability, Venue
from companies.untranslated_lists import UntranslatedColumn, UntranslatedFilter
from delegation.forms import ClockField, ClockForm, on_clocks, read_clock
from delegation.history.desk import ModelAdmin
from delegation.local_time import zone_in_words


class VenueForm(StaleGuard, ZoneForm):
    """A place whose items keep their local hours when its zone changes."""


@admin.register(Venue)
class VenueAdmin(
    UntranslatedColumn,
    TwoOrganisers,
    TellsNewClashes,
    KeepsLocalHours,
    ModelAdmin,
    TabbedTranslationAdmin,
):
    """Places with their door and clock."""

    form = VenueForm

    list_display = ["name", "address", "entrance", "city", "time_zone", "assumed", "untranslated"]
    list_filter = [UntranslatedFilter]
    search_fields = ["name_it", "name_en", "address", "city"]
    autocomplete_fields = ["organisation"]


class UnavailabilityForm(StaleGuard, ClockForm):
    """A span typed on the clocks of the zone chosen in the same form."""

    starts = ClockField(label=_("starts"))
    ends = ClockField(label=_("ends"))
    clock_columns = ["starts_at", "ends_at"]
    spans = (Span(("starts", "ends"), (("time_zone",),)),)

    class Meta:
        model = Unavailability
        fields = ["person", "time_zone", "reason"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        span = self.instance
        if span.pk:
            self.initial["starts"] = on_clocks(span.starts_at, span.time_zone)
            self.initial["ends"] = on_clocks(span.ends_at, span.time_zone)

    def clean(self) -> dict[str, object]:
        """Turn the typed times into moments."""
        cleaned = super().clean()
        if zone := cleaned.get("time_zone"):
            self.instance.starts_at = read_clock(self, "starts", zone, self.instance.starts_at)
            self.instance.ends_at = read_clock(self, "ends", zone, self.instance.ends_at)
        return cleaned


@admin.register(Unavailability)
class UnavailabilityAdmin(TwoOrganisers, BeforeSaving, ModelAdmin):
    """When people can't be booked."""

    form = UnavailabilityForm
    fields = ["seen", "person", "time_zone", "starts", "ends", "reason"]
    list_display = ["person", "from_local", "until_local", "reason"]
    list_select_related = ["person"]
    autocomplete_fields = ["person"]
    search_fields = ["person__family_name"]

    @admin.display(description=_("from"), ordering="starts_at")
    def from_local(self, span: Unavailability) -> str:
        """The start on the clocks it was typed on."""
        return f"{on_clocks(span.starts_at, span.time_zone):%d/%m/%Y %H:%M} ({zone_in_words(span.time_zone)})"

    @admin.display(description=_("until"), ordering="ends_at")
    def until_local(self, span: Unavailability) -> str:
        """The end on the clocks it was typed on."""
        return f"{on_clocks(span.ends_at, span.time_zone):%d/%m/%Y %H:%M}"
