"""Rides at the desk."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin

from agenda.admin.locking import MissionLock
from agenda.forms.transfer import TransferForm
from agenda.models import Transfer
from delegation.forms import on_clocks
from delegation.history.desk import ModelAdmin


@admin.register(Transfer)
class TransferAdmin(MissionLock, ModelAdmin, TabbedTranslationAdmin):
    """Who rides in what, from which door, at what time of the place."""

    form = TransferForm
    list_display = ["departure", "vehicle", "origin", "destination", "taken", "strict"]
    list_filter = ["mission", "strict"]
    list_select_related = ["mission", "origin", "destination"]
    search_fields = ["vehicle_it", "vehicle_en", "origin__name_it", "destination__name_it"]
    autocomplete_fields = ["mission", "origin", "destination", "driver", "serves"]
    fields = [
        "mission", "vehicle", "seats", "origin", "departs", "pickup_point", "destination",
        "arrives", "strict", "driver", "serves", "riders", "assumed",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Transfer]:
        """Count the passengers along."""
        return super().get_queryset(request).annotate(riding=Count("seats_taken"))

    @admin.display(description=_("departs"), ordering="departs_at")
    def departure(self, ride: Transfer) -> str:
        """The departure on the clocks of the origin."""
        return f"{on_clocks(ride.departs_at, ride.departure_zone):%d/%m/%Y %H:%M}"

    @admin.display(description=_("passengers / seats"), ordering="riding")
    def taken(self, ride: Transfer) -> str:
        """How many ride and how many could."""
        return f"{ride.riding} / {ride.seats}"

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list, change: bool
    ) -> None:
        """Save the passengers with the ride."""
        super().save_related(request, form, formsets, change)
        form.save_riders()
