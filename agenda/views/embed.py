"""The itinerary inside other sites: a page for a frame, and the script that makes the frame."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from agenda.itinerary import days_of
from agenda.views.itinerary import look
from delegation.read_only import read_only


@read_only
@xframe_options_exempt  # frame-ancestors says the same to browsers, and for several sites
@cache_control(no_cache=True)
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the itinerary for a frame on the sites that settings name.

    Raises:
        Http404: they name none.
    """
    if not settings.EMBED_ORIGINS:
        raise Http404(_("This programme can't be shown inside other sites."))
    policy = {**settings.SECURE_CSP, "frame-ancestors": settings.EMBED_ORIGINS}
    return csp_override(policy)(framed)(request, slug)


def framed(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the page for the frame."""
    seen = look(request, slug)
    shown = {"days": days_of(seen.reading.items), "address": seen.address("itinerary")}
    return seen.answer(render(request, "agenda/embed.html", {**seen.context, **shown}))


@read_only
@cache_control(public=True, max_age=3600)
def script(request: HttpRequest) -> HttpResponse:
    """Give the script that other sites name in one line, from an address that stays."""
    if not settings.EMBED_ORIGINS:
        raise Http404
    found = Path(finders.find("site/embed.js"))
    return HttpResponse(found.read_bytes(), content_type="text/javascript; charset=utf-8")
