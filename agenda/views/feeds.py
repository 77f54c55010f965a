"""Calendars of the public itinerary and of one person."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from agenda.calendar_feed import feed
from agenda.itinerary import PublicItem
from agenda.versions.gone import gone_from_public
from agenda.versions.published import public_pks
from agenda.views.itinerary import Look, look
from delegation.read_only import read_by_any_site

CONTENT_TYPE = "text/calendar; charset=utf-8"


def site_host() -> str:
    """Return the host name of this site, which makes the UIDs of its events unique."""
    return str(urlsplit(settings.SITE_URL).hostname)


def under_events(funding: str) -> str:
    """Return what stands under every event: who funds it, and that the page rules."""
    note = _("Calendars may be hours late: what the page says is what counts.")
    return f"{funding}\n{note}" if funding else note


@read_by_any_site
@cache_control(no_cache=True)
def of_mission(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the public itinerary of a mission as a calendar file, with what was deleted from it.

    What was deleted comes first: it reads the version before, which the look needs too.
    """
    gone = [item for pk in public_pks(slug) for item in gone_from_public(pk, get_language())]
    seen = look(request, slug)
    return calendar_file(seen, seen.reading.items, name=slug, gone=gone)


@read_by_any_site
@cache_control(no_cache=True)
def of_day(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """Return one day of the public itinerary as a calendar file."""
    seen = look(request, slug)
    return calendar_file(seen, seen.day(day).items, name=f"{slug}-{day}")


@read_by_any_site
@cache_control(no_cache=True)
def of_item(request: HttpRequest, slug: str, item_id: int) -> HttpResponse:
    """Return one public item as a calendar file."""
    seen = look(request, slug)
    return calendar_file(seen, [seen.item(item_id)], name=f"{slug}-{item_id}")


def calendar_file(
    seen: Look, items: Iterable[PublicItem], *, name: str, gone: Iterable[PublicItem] = ()
) -> HttpResponse:
    """Return items of a mission as a calendar file of that name."""
    reading = seen.reading
    body = feed(
        name=str(reading.mission.title),
        language=get_language(),
        host=site_host(),
        items=items,
        gone=gone,
        address=lambda item: seen.address("item", item.id),
        about=under_events(str(reading.mission.funding_statement)),
        version=reading.version.number,
    )
    headers = {"Content-Disposition": f'inline; filename="{name}.ics"'}
    return seen.file(HttpResponse(body, content_type=CONTENT_TYPE, headers=headers))
