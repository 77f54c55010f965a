"""The desk's page of travel times: every two venues of a mission, one field per direction."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.admin.at_hand import at_hand
from agenda.admin.locking import lock
from agenda.admin.new_clashes import telling_new_clashes
from agenda.admin.permission import posting_needs
from agenda.forms.travel import TravelMatrixForm, cell
from agenda.models import Venue
from agenda.plan.reading import read_travel_times
from agenda.plan.travel import TravelTimes
from delegation.models import Mission


@dataclass(frozen=True, slots=True)
class Cell:
    """A way in the matrix; without a field where it would begin and end at the same venue.

    ``guess`` is the estimate in minutes, None where nothing is known; ``meanwhile`` says what
    somebody else did to it while the organiser typed, ``is_taken`` that they typed something else.
    """

    field: BoundField | None = None
    guess: int | None = None
    meanwhile: str = ""
    is_taken: bool = False


class TravelPage:
    """What the admin of missions adds to type travel times."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page of travel times."""
        desk = self.admin_site.admin_view
        return [
            path("travel/", desk(self.travel_at_hand), name="agenda_travel_at_hand"),
            path("<int:pk>/travel/", desk(self.travel_page), name="agenda_travel"),
            *super().get_urls(),
        ]

    def travel_at_hand(self, request: HttpRequest) -> HttpResponse:
        """Lead to the travel times of the mission at hand."""
        mission = at_hand(request)
        return redirect("admin:agenda_travel", mission.pk) if mission else redirect("admin:index")

    @posting_needs("agenda.change_meeting")
    def travel_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the matrix; write what was typed."""
        mission = get_object_or_404(Mission, pk=pk)
        venues = list(venues_of(mission))
        with transaction.atomic():
            lock(mission.pk)
            times = read_travel_times(mission)
            form = TravelMatrixForm(request.POST or None, ways=dict(times.typed), venues=venues)
            if form.is_valid():
                with telling_new_clashes(request, [mission]):
                    self.tell_changed(request, form.save())
                return redirect("admin:agenda_travel", mission.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Travel times: %(mission)s") % {"mission": mission.title},
            "mission": mission,
            "venues": venues,
            "rows": [(origin, row_of(origin, venues, form, times)) for origin in venues],
            "form": form,
            "may_write": request.user.has_perm("agenda.change_meeting"),
        }
        return TemplateResponse(request, "admin/agenda/travel.html", context)

    def tell_changed(self, request: HttpRequest, changed: int) -> None:
        """Say how many directions were written."""
        told = ngettext(
            "%(count)d travel time was written.", "%(count)d travel times were written.", changed
        )
        messages.success(request, told % {"count": changed})


def venues_of(mission: Mission) -> Iterable[Venue]:
    """Return the venues where something of the mission is, or begins, or ends."""
    return (
        Venue.objects.filter(
            Q(meetings__mission=mission)
            | Q(departing_transfers__mission=mission)
            | Q(arriving_transfers__mission=mission)
        )
        .distinct()
        .in_order()
    )


def row_of(
    origin: Venue, venues: list[Venue], form: TravelMatrixForm, times: TravelTimes
) -> list[Cell]:
    """Return a cell for each venue, of the way there."""
    estimates = TravelTimes({}, times.places, times.speed_kmh)
    cells = []
    for destination in venues:
        if destination == origin:
            cells.append(Cell())
            continue
        way = (origin.pk, destination.pk)
        guess = estimates.between(*way)
        cells.append(
            Cell(
                field=form[cell(origin, destination)],
                guess=guess and guess.minutes,
                meanwhile=form.meanwhile(way),
                is_taken=way in form.taken,
            )
        )
    return cells
