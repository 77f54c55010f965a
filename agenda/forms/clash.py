"""Going past a clash, and typing travel times."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.models import TravelTime, Venue
from agenda.models.travel_time import LONGEST_TRAVEL


class AcceptClashForm(forms.Form):
    """Why a clash is all right; ``state`` is what the organiser looked at."""

    state = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("why it is all right"),
        max_length=500,
        error_messages={"required": _("Write why this clash is all right.")},
    )


class TravelTimeForm(forms.Form):
    """How long it takes from one venue to another, remembered for every mission."""

    origin = forms.ModelChoiceField(Venue.objects.all(), widget=forms.HiddenInput)
    destination = forms.ModelChoiceField(Venue.objects.all(), widget=forms.HiddenInput)
    minutes = forms.IntegerField(label=_("minutes"), min_value=1, max_value=LONGEST_TRAVEL)

    def remember(self) -> None:
        """Write the minutes in place of those known before."""
        typed = self.cleaned_data
        TravelTime.objects.update_or_create(
            origin=typed["origin"],
            destination=typed["destination"],
            defaults={"minutes": typed["minutes"]},
        )


class TravelMatrixForm(forms.Form):
    """Minutes between every two of some venues; an empty cell is left to the estimate."""

    error_css_class: ClassVar[str] = "desk-field--wrong"

    def __init__(
        self, *args: object, ways: dict[tuple[int, int], int], venues: list[Venue], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ways = ways
        self.venues = venues
        for origin, destination in self.pairs():
            self.fields[cell(origin, destination)] = forms.IntegerField(
                label=_("minutes from %(origin)s to %(destination)s")
                % {"origin": origin, "destination": destination},
                min_value=1,
                max_value=LONGEST_TRAVEL,
                required=False,
                initial=ways.get((origin.pk, destination.pk)),
            )

    def pairs(self) -> list[tuple[Venue, Venue]]:
        """Return every ordered pair of two venues."""
        return [
            (origin, destination)
            for origin in self.venues
            for destination in self.venues
            if origin != destination
        ]

    def save(self) -> int:
        """Write the cells that changed, drop those that were emptied; return how many."""
        changed = 0
        for origin, destination in self.pairs():
            minutes = self.cleaned_data[cell(origin, destination)]
            if minutes == self.ways.get((origin.pk, destination.pk)):
                continue
            changed += 1
            if minutes is None:
                TravelTime.objects.filter(origin=origin, destination=destination).delete()
            else:
                TravelTime.objects.update_or_create(
                    origin=origin, destination=destination, defaults={"minutes": minutes}
                )
        return changed


def cell(origin: Venue, destination: Venue) -> str:
    """Return the name of the field of one direction."""
    return f"way-{origin.pk}-{destination.pk}"
