"""A ride as an organiser types it: departure and arrival on their own clocks."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.editing.invitations import too_many
from agenda.forms.spans import Span
from agenda.forms.stale import StaleGuard
from agenda.models import Passenger, Transfer
from companies.models import Person
from delegation.autocompletes import ManyFoundByTyping
from delegation.forms import ClockField, ClockForm, on_clocks, read_clock


class TransferForm(StaleGuard, ClockForm):
    """Departs on the clocks of its origin and arrives on those of its destination."""

    departs = ClockField(label=gettext_lazy("departs"), help_text=gettext_lazy("Clocks of origin."))
    arrives = ClockField(
        label=gettext_lazy("arrives"), help_text=gettext_lazy("Clocks of the destination.")
    )
    riders = forms.ModelMultipleChoiceField(
        label=gettext_lazy("passengers"),
        queryset=Person.objects.all(),
        required=False,
        widget=ManyFoundByTyping(Transfer._meta.get_field("passengers"), admin.site),
    )

    clock_columns = ["departs_at", "arrives_at"]
    spans = (Span(("departs", "arrives"), (("origin", "mission"), ("destination", "mission"))),)

    class Meta:
        model = Transfer
        fields = [
            "mission", "vehicle", "seats", "origin", "destination", "pickup_point", "strict",
            "driver", "serves", "assumed",
        ]  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        ride = self.instance
        if ride.pk:
            self.initial["departs"] = on_clocks(ride.departs_at, ride.departure_zone)
            self.initial["arrives"] = on_clocks(ride.arrives_at, ride.arrival_zone)
            self.initial["riders"] = [seat.person_id for seat in ride.seats_taken.all()]

    def clean(self) -> dict[str, object]:
        """Turn the typed times into moments, and count the seats."""
        cleaned = super().clean()
        mission = cleaned.get("mission") or (self.instance.mission_id and self.instance.mission)
        origin, destination = cleaned.get("origin"), cleaned.get("destination")
        if mission and origin and destination:
            ride = self.instance
            here = origin.time_zone or mission.time_zone
            there = destination.time_zone or mission.time_zone
            ride.departs_at = read_clock(self, "departs", here, ride.departs_at)
            ride.arrives_at = read_clock(self, "arrives", there, ride.arrives_at)
        if cleaned.get("driver") in (cleaned.get("riders") or []):
            self.add_error("riders", _("Who drives is no passenger: take them out of the list."))
        self.count_seats()
        return cleaned

    def count_seats(self) -> None:
        """Refuse more passengers than seats, unless so many or more were too many already."""
        riders, seats = len(self.cleaned_data.get("riders") or []), self.cleaned_data.get("seats")
        before = len(self.initial.get("riders", [])) - (self.instance.seats or 0)
        if seats and riders - seats > max(before, 0):
            self.add_error("riders", too_many(riders, seats))

    def save_riders(self) -> None:
        """Make the passengers those that were chosen; who has boarded stays boarded."""
        chosen = {person.pk for person in self.cleaned_data.get("riders") or []}
        taken = set(self.instance.seats_taken.values_list("person_id", flat=True))
        self.instance.seats_taken.exclude(person_id__in=chosen).delete()
        Passenger.objects.bulk_create(
            Passenger(transfer=self.instance, person_id=pk) for pk in sorted(chosen - taken)
        )
