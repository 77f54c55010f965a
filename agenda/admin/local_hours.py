"""Venues and missions at the desk: when their zone changes, items keep their local hours."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import ngettext

from agenda.editing.local_hours import moved_with_mission, moved_with_venue, save_moved
from agenda.models import Venue
from delegation.models import Mission

FIND = {Venue: moved_with_venue, Mission: moved_with_mission}


class ZoneForm(forms.ModelForm):
    """Moves, in memory, the rows that hang on this zone; what can't be kept is its error."""

    def clean(self) -> dict[str, object]:
        """Find what moves; an hour that doesn't exist there is told beside the zone."""
        cleaned = super().clean()
        self.moved: list[models.Model] = []
        before = self.initial.get("time_zone")
        if self.instance.pk and "time_zone" in cleaned and cleaned["time_zone"] != before:
            self.instance.time_zone = cleaned["time_zone"]
            try:
                self.moved = FIND[type(self.instance)](self.instance, before)
            except ValidationError as error:
                self.add_error("time_zone", " ".join(error.messages))
        return cleaned


class KeepsLocalHours:
    """Saves what was moved together with the row, and says how much it was."""

    form = ZoneForm

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: ZoneForm, change: bool
    ) -> None:
        """Save the row, then those whose hours hang on its clocks."""
        super().save_model(request, obj, form, change)
        if count := save_moved(form.moved):
            told = ngettext(
                "%(count)d item keeps its local hours on the new clocks: publish it again.",
                "%(count)d items keep their local hours on the new clocks: publish them again.",
                count,
            )
            self.message_user(request, told % {"count": count})
