"""Calendars of the public itinerary and of one person."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from agenda.calendar_feed import feed
from agenda.views.itinerary import look

HOST = urlsplit(settings.SITE_URL).hostname
CONTENT_TYPE = "text/calendar; charset=utf-8"


def stale_note(number: int) -> str:
    """Return the line under every event: which version it is, and that the page rules."""
    return _(
        "Version %(number)d. Calendars may be hours late: what the page says is what counts."
    ) % {"number": number}


@require_safe
@cache_control(no_cache=True)
def public_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the public itinerary of a mission as a calendar file."""
    seen = look(request, slug)
    reading = seen.reading
    body = feed(
        name=str(reading.mission.title),
        language=get_language(),
        host=HOST,
        items=reading.items,
        about=stale_note(reading.version.number),
    )
    name = f'inline; filename="{reading.mission.slug}.ics"'
    headers = {"Content-Disposition": name}
    return seen.answer(HttpResponse(body, content_type=CONTENT_TYPE, headers=headers))
