"""Typing travel times, one way at a clash or all of a mission's at once."""

import re
from typing import ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from agenda.models import TravelTime, Venue
from agenda.models.travel_time import LONGEST_TRAVEL

Way = tuple[int, int]


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
    """Minutes between every two of some venues; an empty cell is left to the estimate.

    ``ways`` are the minutes as they stand, ``shown`` those that the organiser was shown: only
    what they changed is written, and nothing that somebody else wrote meanwhile is lost unseen.
    ``theirs`` are the cells that somebody else changed meanwhile, ``taken`` those of them in
    which the organiser has typed something else.
    """

    error_css_class: ClassVar[str] = "desk-field--wrong"
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: object, ways: dict[Way, int], venues: list[Venue], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.taken: list[Way] = []
        self.theirs: set[Way] = set()
        self.cells = {
            (origin.pk, destination.pk): cell(origin, destination)
            for origin in venues
            for destination in venues
            if origin != destination
        }
        self.ways = {way: minutes for way, minutes in ways.items() if way in self.cells}
        self.names = {venue.pk: str(venue) for venue in venues}
        self.initial["shown"] = packed(self.ways)
        for (origin, destination), name in self.cells.items():
            self.fields[name] = forms.IntegerField(
                label=_("minutes from %(origin)s to %(destination)s")
                % {"origin": self.names[origin], "destination": self.names[destination]},
                min_value=1,
                max_value=LONGEST_TRAVEL,
                required=False,
                initial=self.ways.get((origin, destination)),
            )

    def clean(self) -> dict[str, object]:
        """Refuse to write over minutes that the organiser has not seen."""
        cleaned = super().clean()
        shown = self.shown_ways()
        self.edits = {
            way: cleaned.get(name)
            for way, name in self.cells.items()
            if name in self.data and (name not in cleaned or cleaned[name] != shown.get(way))
        }
        now = {way: self.ways.get(way) for way in self.edits}
        self.taken = [way for way in now if now[way] not in {shown.get(way), self.edits[way]}]
        self.theirs = {way for way in self.cells if self.ways.get(way) != shown.get(way)}
        if self.taken:
            self.add_error(None, self.told(self.taken))
        if self.errors:
            self.show_again()
        return cleaned

    @property
    def has_wrong_cells(self) -> bool:
        """Whether something was typed that is no number of minutes."""
        return bool(self.errors.keys() - {NON_FIELD_ERRORS})

    def shown_ways(self) -> dict[Way, int]:
        """Return the minutes that the page showed; as they stand where a program posts none."""
        if "shown" not in self.data:
            return self.ways
        found = re.findall(r"([0-9]{1,18})-([0-9]{1,18})-([0-9]{1,4})", self.data["shown"])
        return {(int(start), int(end)): int(minutes) for start, end, minutes in found}

    def told(self, taken: list[Way]) -> str:
        """Say what somebody else wrote."""
        theirs = "; ".join(
            f"{self.names[origin]} → {self.names[destination]}: "
            f"{self.ways.get((origin, destination), '–')}"
            for origin, destination in taken
        )
        return _(
            "While you were typing, somebody else saved: %(ways)s. What you typed is still here "
            "and not saved: compare, then save again to write yours over theirs."
        ) % {"ways": theirs}

    def meanwhile(self, way: Way) -> str:
        """Say beside a cell what somebody else did to it; nothing where nobody did."""
        if way not in self.theirs:
            return ""
        if way not in self.taken:
            return _("changed by somebody else")
        if way not in self.ways:
            return _("emptied by somebody else")
        return _("somebody else saved %(minutes)d") % {"minutes": self.ways[way]}

    def show_again(self) -> None:
        """Keep what was typed, and show in all other cells how things stand."""
        self.data = self.data.copy()
        self.data["shown"] = packed(self.ways)
        for way in self.cells.keys() - self.edits.keys():
            self.data[self.cells[way]] = self.ways.get(way, "")

    def save(self) -> int:
        """Write the cells that changed, drop those that were emptied; return how many."""
        changed = {way: to for way, to in self.edits.items() if to != self.ways.get(way)}
        for (origin, destination), minutes in changed.items():
            if minutes is None:
                TravelTime.objects.filter(origin=origin, destination=destination).delete()
            else:
                TravelTime.objects.update_or_create(
                    origin_id=origin, destination_id=destination, defaults={"minutes": minutes}
                )
        return len(changed)


def cell(origin: Venue, destination: Venue) -> str:
    """Return the name of the field of one direction."""
    return f"way-{origin.pk}-{destination.pk}"


def packed(ways: dict[Way, int]) -> str:
    """Return minutes of ways as one text for a hidden field."""
    return " ".join(f"{start}-{end}-{minutes}" for (start, end), minutes in ways.items())
