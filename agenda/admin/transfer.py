"""Rides at the desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin
from unfold.decorators import display

from agenda.admin.before_saving import BeforeSaving
from agenda.admin.clash_column import ClashColumn
from agenda.admin.locking import MissionLock
from agenda.admin.of_mission import MissionFilter, OfMission
from agenda.admin.publication import PublicationColumns
from agenda.admin.two_organisers import TwoOrganisers
from agenda.forms.transfer import TransferForm
from agenda.models import Transfer
from agenda.templatetags.agenda_tags import short_day
from companies.untranslated_lists import UntranslatedFilter
from delegation.forms import on_clocks
from delegation.history.desk import ModelAdmin
from delegation.local_time import zone_in_words

FULLNESS = {"full": "warning", "room": "success"}


@admin.register(Transfer)
class TransferAdmin(
    OfMission,
    ClashColumn,
    PublicationColumns,
    TwoOrganisers,
    BeforeSaving,
    MissionLock,
    ModelAdmin,
    TabbedTranslationAdmin,
):
    """Who rides in what, from which door, at what time of the place."""

    form = TransferForm
    list_display = [
        "departure", "vehicle", "origin", "destination", "taken", "driver", "strict", "clashing", "known",
        "untranslated",
    ]  # fmt: skip
    list_display_links = ["departure", "vehicle"]
    list_filter = [MissionFilter, "strict", UntranslatedFilter]
    search_fields = [
        "vehicle_it", "vehicle_en", "origin__name_it", "destination__name_it",
        "seats_taken__person__family_name",
    ]  # fmt: skip
    show_full_result_count = False
    autocomplete_fields = ["mission", "origin", "destination", "driver", "serves"]
    fields = [
        "seen", "mission", "vehicle", "seats", "origin", "departs", "pickup_point", "destination",
        "arrives", "strict", "driver", "serves", "riders", "assumed",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Transfer]:
        """Read along what the columns and the comparison with the last version need."""
        return super().get_queryset(request).select_related("mission").with_people()

    @admin.display(description=_("departs"), ordering="departs_at")
    def departure(self, ride: Transfer) -> str:
        """The departure on the clocks of the origin."""
        departs = on_clocks(ride.departs_at, ride.departure_zone)
        elsewhere = ride.departure_zone != ride.mission.time_zone
        return f"{short_day(departs.date())}, {departs:%H:%M}" + (
            f" ({zone_in_words(ride.departure_zone)})" if elsewhere else ""
        )

    @display(description=_("passengers / seats"), label=FULLNESS)
    def taken(self, ride: Transfer) -> tuple[str, str]:
        """How many ride and how many could."""
        riding = len(ride.seats_taken.all())
        fullness = "full" if riding >= ride.seats else "room" if riding else "empty"
        return fullness, f"{riding} / {ride.seats}"

    def finish_saving(self, _request: HttpRequest, form: ModelForm, _formsets: list) -> None:
        """Save the passengers with the ride."""
        form.save_riders()
