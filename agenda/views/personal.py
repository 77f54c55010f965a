"""The pages behind a personal link: no account, no cookie, nobody else's data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from agenda.calendar_feed import feed
from agenda.changes import compare
from agenda.models import PersonalLink
from agenda.personal_schedule import PersonalSchedule, personal_schedule
from agenda.preview import clock, preview_moment
from agenda.published import Published, earlier_version, mission_version
from agenda.reading import next_after, under_way
from agenda.views.feeds import CONTENT_TYPE, HOST, stale_note

PRIVATE = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open link leads to; there is no version before the first publication.

    ``zone`` is that of the place, whose clocks the preview moment was typed on.
    """

    link: PersonalLink
    language: str
    version: Published | None
    zone: ZoneInfo
    moment: datetime | None
    problem: str

    def schedule(self, version: Published) -> PersonalSchedule:
        """Return the person's cut of a version."""
        return personal_schedule(version.programme, self.link.person_id, self.language)


def personal_page(
    view: Callable[[HttpRequest, Opened], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Open the link of an address, in its person's language unless the address names one.

    A link that opens nothing gets a page that says whom to call.
    """

    @require_safe
    @wraps(view)
    def opening(request: HttpRequest, key: str, language: str = "") -> HttpResponse:
        link = PersonalLink.objects.for_key(key)
        used = language or (link.person.language if link else translation.get_language())
        with translation.override(used):
            if link and link.opens_with(key, timezone.now()):
                response = view(request, opened(request, link, used))
            else:
                response = closed(request, key, link)
        for name, value in {**PRIVATE, "Content-Language": used}.items():
            response.headers[name] = value
        return response

    return opening


def opened(request: HttpRequest, link: PersonalLink, language: str) -> Opened:
    """Return what a link leads to now, or at the preview moment."""
    mission, version = link.mission, mission_version(link.mission_id)
    zone = ZoneInfo(version.programme["mission"]["zone"]) if version else mission.time_zone
    moment, problem = preview_moment(request, zone=zone, is_demonstration=mission.is_demonstration)
    if moment:
        version = mission_version(link.mission_id, at=moment)
    return Opened(link, language, version, zone, moment, problem)


def closed(request: HttpRequest, key: str, link: PersonalLink | None) -> HttpResponse:
    """Say that a link opens nothing, and whom to call if it was once made by the desk."""
    found = {"mission": link.mission if link else None, "key": key}
    return render(request, "agenda/link_closed.html", found, status=410 if link else 404)


@personal_page
def personal(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show one person's schedule: now and next on top, then every day."""
    found = {
        "link": opened.link,
        "mission": opened.link.mission,
        "preview": opened.moment and opened.moment.astimezone(opened.zone),
        "preview_problem": opened.problem,
        "zone": opened.zone,
        "version": opened.version,
    }
    if opened.version is None:
        return render(request, "agenda/personal_empty.html", found)
    if opened.moment is None:
        opened.link.note_fetch(what="page", version=opened.version.number, now=timezone.now())
    schedule = opened.schedule(opened.version)
    before = earlier_version(opened.version)
    moment = clock(opened.moment)
    found |= {
        "schedule": schedule,
        "now": under_way(schedule.entries, moment),
        "next": next_after(schedule.entries, moment),
        "changes": compare(opened.schedule(before).entries, schedule.entries) if before else (),
        "published_at": opened.version.published_at.astimezone(schedule.mission.zone),
    }
    return render(request, "agenda/personal.html", found)


@personal_page
def personal_calendar(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Return one person's schedule as a calendar."""
    name, entries, number = str(opened.link.mission.title), (), 0
    if opened.version:
        schedule, number = opened.schedule(opened.version), opened.version.number
        name, entries = str(schedule.mission.title), schedule.entries
        if opened.moment is None:
            opened.link.note_fetch(what="feed", version=number, now=timezone.now())
    body = feed(
        name=name,
        language=opened.language,
        host=HOST,
        items=entries,
        about=stale_note(number),
    )
    return HttpResponse(body, content_type=CONTENT_TYPE)
