"""The boarding lists behind the link of an escort or a driver."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from agenda.forms.boarding import BoardingForm
from agenda.forms.refusing import sentences_of
from agenda.models import Passenger, Transfer
from agenda.personal.boarding import boarding_lists, rides_to_board
from agenda.personal.schedule import contacts_of
from agenda.preview_moment import clock
from agenda.reading import text_in
from agenda.views.personal import Opened, personal_page
from agenda.views.personal_forms import RefusedError, personal_form
from delegation.read_only import read_only


@read_only
@gzip_page  # as for the schedule
@personal_page
def personal_boarding(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the lists of every ride, for whoever counts the passengers."""
    return boarding_page(request, opened)


def counts_passengers(opened: Opened) -> bool:
    """Tell whether the person has a list to tick."""
    version = opened.version
    return bool(version and rides_to_board(version.programme, opened.link.person_id))


def boarding_page(
    request: HttpRequest, opened: Opened, refused: Exception | None = None
) -> HttpResponse:
    """Return the page of the lists, with the ticks as they are at this moment."""
    link, version, moment = opened.link, opened.version, clock(opened.moment)
    seats = Passenger.objects.filter(transfer__mission=link.mission_id, boarded_at__isnull=False)
    boarded = seats.values_list("transfer_id", "person_id")
    programme = version.programme if version else None
    lists = boarding_lists(programme, link.person_id, opened.language, boarded) if programme else ()
    found = {
        "link": link,
        "version": version,
        "coming": [found for found in lists if not found.is_over(moment)],
        "over": [found for found in lists if found.is_over(moment)],
        "contacts": contacts_of(programme, link.person_id, opened.language) if programme else (),
        "query": request.GET.urlencode() if opened.moment else "",
        "refused": refused,
    }
    return render(request, "agenda/boarding.html", found)


@personal_form("personal_boarding", again=boarding_page)
def personal_board(request: HttpRequest, opened: Opened, ride_id: int) -> str:
    """Write down who is in the vehicle, where this person counts its passengers.

    Raises:
        RefusedError: they do not, or somebody who was ticked is not on its list any more.
    """
    version = opened.version
    counted = rides_to_board(version.programme, opened.link.person_id) if version else []
    row = next((row for row in counted if row["id"] == ride_id), None)
    ride = row and Transfer.objects.filter(mission=opened.link.mission, pk=ride_id).first()
    if not ride:
        raise RefusedError(_("This ride is not yours to count any more: call the organisers."))
    form = BoardingForm(request.POST)
    if not form.is_valid():
        raise RefusedError(*sentences_of(form))
    if gone := form.save(ride, now=timezone.now()):
        raise RefusedError(not_on_the_list(row, gone, opened.language))
    return f"ride-{ride_id}"


def not_on_the_list(ride: dict[str, Any], gone: set[int], language: str) -> str:
    """Say who was ticked but rides elsewhere now; all others are written down.

    Only those are named whom the published list of the ride names.
    """
    names = [
        str(text_in(language, row["name"])) for row in ride["passengers"] if row["person"] in gone
    ]
    told = ", ".join(names) or _("somebody whom your page lists")
    return _(
        "Not on the list of this vehicle any more: %(people)s. All the others are written down. "
        "Call the organisers before you leave."
    ) % {"people": told}
