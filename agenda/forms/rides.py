"""What becomes of the rides that serve meetings which are cancelled or deleted."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.editing.moves import RideChoice
from agenda.models import Meeting, Transfer
from agenda.plan.clash_words import ride_hours


class RidesLeftForm(forms.Form):
    """One choice for each ride: it is kept unless the organiser drops it.

    ``dropped`` are the primary keys of those to drop.
    """

    def __init__(self, *args: object, meetings: QuerySet[Meeting], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        rides = Transfer.objects.filter(serves__in=meetings.order_by().values("pk"))
        rides = rides.select_related("mission", "origin", "destination").in_order()
        self.rides = {f"ride-{ride.pk}": ride for ride in rides}
        for name, ride in self.rides.items():
            self.fields[name] = forms.ChoiceField(
                label=_("ride: %(ride)s, %(when)s") % {"ride": ride, "when": ride_hours(ride)},
                choices=[(choice, choice.label) for choice in (RideChoice.KEEP, RideChoice.DROP)],
                required=False,
                widget=forms.Select(attrs={"class": "desk-field"}),
            )

    def clean(self) -> dict[str, Any]:
        """Gather the rides to drop."""
        cleaned = super().clean()
        dropped = {
            ride.pk for name, ride in self.rides.items() if cleaned.get(name) == RideChoice.DROP
        }
        return {**cleaned, "dropped": dropped}


class CancelForm(RidesLeftForm):
    """Why meetings are cancelled, in both languages, and what becomes of their rides."""

    reason_it = forms.CharField(label=gettext_lazy("reason, in Italian"), max_length=300)
    reason_en = forms.CharField(label=gettext_lazy("reason, in English"), max_length=300)
