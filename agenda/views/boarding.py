"""The boarding lists behind the link of an escort or a driver."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agenda.forms.boarding import BoardingForm
from agenda.models import Passenger, Transfer
from agenda.personal.boarding import boarding_lists, rides_to_board
from agenda.views.personal import Opened, personal_page
from agenda.views.personal_forms import personal_form


@require_safe
@personal_page
def personal_boarding(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show the lists of every ride, for whoever counts the passengers."""
    return boarding_page(request, opened)


def counts_passengers(opened: Opened) -> bool:
    """Tell whether the person has a list to tick."""
    version = opened.version
    return bool(version and rides_to_board(version.programme, opened.link.person_id))


def boarding_page(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Return the page of the lists, with the ticks as they are at this moment."""
    link, version = opened.link, opened.version
    seats = Passenger.objects.filter(transfer__mission=link.mission_id, boarded_at__isnull=False)
    boarded = seats.values_list("transfer_id", "person_id")
    found = {
        "link": link,
        "version": version,
        "lists": version
        and boarding_lists(version.programme, link.person_id, opened.language, boarded),
        "query": request.GET.urlencode() if opened.moment else "",
    }
    return render(request, "agenda/boarding.html", found)


@personal_form("personal_boarding")
def personal_board(request: HttpRequest, opened: Opened, ride_id: int) -> str:
    """Write down who is in the vehicle, where this person counts its passengers."""
    version = opened.version
    counted = rides_to_board(version.programme, opened.link.person_id) if version else []
    rides = Transfer.objects.filter(
        mission=opened.link.mission, pk__in=[row["id"] for row in counted]
    )
    ride = rides.filter(pk=ride_id).first()
    form = ride and BoardingForm(request.POST, ride=ride)
    if form and form.is_valid():
        form.save(now=timezone.now())
    return f"ride-{ride_id}"
