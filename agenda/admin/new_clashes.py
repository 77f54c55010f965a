"""Saying that an edit made clashes, where they aren't asked about before it is saved."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.editing.new_clashes import counting_new_clashes, missions_at
from agenda.models import TravelTime, Venue
from delegation.models import Mission

DECIDING = {
    "latitude", "longitude", "time_zone", "buffer_minutes", "travel_speed_kmh", "start_date",
    "end_date", "origin", "destination", "minutes",
}  # fmt: skip


@contextmanager
def telling_new_clashes(request: HttpRequest, missions: Iterable[Mission]) -> Iterator[None]:
    """Say how many more clashes block publishing once what is written inside is done."""
    with counting_new_clashes(missions) as opened:
        yield
    for mission, count in opened.items():
        told = ngettext(
            "%(mission)s: %(count)d new clash blocks publishing.",
            "%(mission)s: %(count)d new clashes block publishing.",
            count,
        ) % {"mission": mission, "count": count}
        page = reverse("admin:agenda_clashes", args=[mission.pk])
        link = format_html('{} <a href="{}">{}</a>', told, page, _("Look at the clashes"))
        messages.warning(request, link)


class TellsNewClashes:
    """Tells it after saving a row that decides on travel times or on days of missions."""

    def save_model(
        self, request: HttpRequest, obj: Mission | Venue | TravelTime, form: ModelForm, change: bool
    ) -> None:
        """Save, then tell."""
        decides = DECIDING & set(form.changed_data)
        with telling_new_clashes(request, missions_of(obj) if decides else ()):
            super().save_model(request, obj, form, change)


def missions_of(row: Mission | Venue | TravelTime) -> Iterable[Mission]:
    """Return the missions for which a row decides, as they stand before it is saved."""
    today = timezone.now().date()
    if isinstance(row, Mission):
        return Mission.objects.filter(pk=row.pk)
    if isinstance(row, TravelTime):
        return missions_at([row.origin, row.destination], today)
    return missions_at([row], today) if row.pk else ()
