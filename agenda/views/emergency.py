"""The emergency page behind a personal link: both languages on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agenda.personal.emergency import emergency
from agenda.personal.schedule import contacts_of
from agenda.views.boarding import counts_passengers
from agenda.views.personal import Opened, personal_page
from delegation.read_only import read_only


@read_only
@personal_page
def personal_emergency(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show whom to call and where to go."""
    return emergency_page(request, opened)


def emergency_page(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Return the page in both languages, the person's own first."""
    languages = sorted(("it", "en"), key=lambda language: language != opened.language)
    programme = opened.version and opened.version.programme
    person = opened.link.person_id
    contacts = contacts_of(programme, person, opened.language) if programme else ()
    readings = [
        (language, programme and emergency(programme, person, language)) for language in languages
    ]
    found = {
        "link": opened.link,
        "version": opened.version,
        "readings": readings,
        "contacts": contacts,
        "counts_passengers": counts_passengers(opened),
        "query": request.GET.urlencode() if opened.moment else "",
    }
    return render(request, "agenda/emergency.html", found)
