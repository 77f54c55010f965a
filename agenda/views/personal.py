"""The pages behind a personal link: no account, no cookie, nobody else's data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.views.decorators.gzip import gzip_page

from agenda.calendar_feed import feed
from agenda.itinerary import PublicMission
from agenda.models import PersonalLink
from agenda.now_and_next import is_of_day, next_after, parts_of_today, under_way
from agenda.personal.answers import answers_of
from agenda.personal.former_entries import former_entries
from agenda.personal.maps import place_to_go
from agenda.personal.private_entries import private_entries
from agenda.personal.reading import (
    FormsOn,
    PersonalReading,
    entry_at_hand,
    personal_changes,
    personal_days,
    personal_reading,
)
from agenda.personal.schedule import Entry
from agenda.preview_moment import clock, preview_moment, unreadable_moment
from agenda.reading import PART_BOUNDS
from agenda.versions.published import Published, last_seen, mission_version, published
from agenda.views.feeds import CONTENT_TYPE, site_host, under_events
from delegation.read_only import read_only

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

    @property
    def may_say_seen(self) -> bool:
        """Whether the page is looked at by its person: a preview is, of a real mission, not."""
        return self.moment is None or self.link.mission.is_demonstration

    def reading(self, version: Published) -> PersonalReading:
        """Return the person's reading of a version."""
        return personal_reading(version.pk, self.link.person_id, self.language)

    def days(self, version: Published, query: str) -> dict[str, object]:
        """Return the days with this person's answers, and on top what is now and comes next.

        ``query`` is the preview's part of the address, which the forms keep; else it is empty.
        """
        shown = self.reading(version)
        page = reverse("personal", args=[self.link.key, self.language])
        forms = FormsOn(page, query, version.number, answers_of(self.link))
        private = private_entries(self.link)
        return {
            "days": personal_days(version.pk, self.link.person_id, self.language, forms, private),
            **self.at_hand((*shown.schedule.attended, *private), forms),
            "forms": forms,
            "likely_day": self.likely_day(shown.schedule.mission),
        }

    def at_hand(self, entries: Iterable[Entry], forms: FormsOn) -> dict[str, object]:
        """Return what is now, what today holds without an hour, and what comes next."""
        moment = clock(self.moment)
        now, coming = under_way(entries, moment), next_after(entries, moment)
        today = parts_of_today(entries, moment)

        def drawn(found: Iterable[Entry]) -> list[SafeString]:
            return [entry_at_hand(self.language, entry, forms) for entry in found]

        return {
            "now": now,
            "now_parts": drawn(now),
            "parts": today,
            "part_entries": [(part, drawn(today.get(part, ()))) for part in PART_BOUNDS],
            "next": coming,
            "next_parts": [
                (entry, html, is_of_day(entry.when, moment))
                for entry, html in zip(coming, drawn(coming), strict=True)
            ],
            "heading_for": place_to_go(now, coming),
        }

    def likely_day(self, mission: PublicMission) -> date:
        """Return the day of the mission that is meant when somebody adds an item: today's."""
        today = clock(self.moment).astimezone(self.zone).date()
        return max(mission.start_date, min(today, mission.end_date))

    def since_seen(self, version: Published) -> dict[str, object]:
        """Return what changed since the version that the person has seen."""
        seen = last_seen(version, self.link.person_id)
        changes = personal_changes(version.pk, seen.version.pk, self.link.person_id, self.language)
        return {
            "seen": seen,
            "changes": changes.found,
            "changes_line": changes.line,
            "changes_part": changes.html,
        }


def personal_page(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Open the link of an address, in its person's language unless the address names one.

    A link that opens nothing gets a page that says whom to call.
    """

    @wraps(view)
    def opening(request: HttpRequest, key: str, language: str = "", **what: object) -> HttpResponse:
        link = PersonalLink.objects.for_key(key)
        used = language or (link.person.language if link else translation.get_language())
        with translation.override(used):
            if link and link.opens_with(key, timezone.now()):
                response = view(request, opened(request, link, used), **what)
                response.headers["X-Personal-Link"] = "open"
            else:
                response = closed(request, key, link)
                response.headers["X-Personal-Link"] = "closed"  # then the phone forgets its copy
        for name, value in {**PRIVATE, "Content-Language": used}.items():
            response.headers[name] = value
        return response

    return opening


def opened(request: HttpRequest, link: PersonalLink, language: str) -> Opened:
    """Return what a link leads to now, or at the preview moment."""
    mission, newest = link.mission, link.newest_version
    version = published(newest)[0] if newest else None
    zone = ZoneInfo(version.programme["mission"]["zone"]) if version else mission.time_zone
    moment, problem = preview_moment(request, zone=zone, is_demonstration=mission.is_demonstration)
    if moment:
        version = mission_version(link.mission_id, at=moment)
    return Opened(link, language, version, zone, moment, problem)


def closed(request: HttpRequest, key: str, link: PersonalLink | None) -> HttpResponse:
    """Say that a link opens nothing, and whom to call if it was once made by the desk."""
    found = {"mission": link.mission if link else None, "key": key}
    return render(request, "agenda/link_closed.html", found, status=410 if link else 404)


@read_only
@gzip_page  # only its person can ask for it, so nobody can measure what they write into it
@personal_page
def personal(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show one person's schedule."""
    return schedule_page(request, opened)


def schedule_page(
    request: HttpRequest, opened: Opened, refused: Exception | None = None
) -> HttpResponse:
    """Return the page of a schedule: now and next on top, then every day.

    ``refused`` is why a form could not be kept, said above everything else.
    """
    found = {
        "link": opened.link,
        "mission": opened.link.mission,
        "preview": opened.moment and opened.moment.astimezone(opened.zone),
        "preview_problem": opened.problem,
        "zone": opened.zone,
        "version": opened.version,
        "moment": clock(opened.moment),
    }
    if opened.version is None:
        return render(request, "agenda/personal_empty.html", found)
    if opened.moment is None and request.method == "GET":  # a scanner of mails shows nothing
        opened.link.note_fetch(what="page", version=opened.version.number, now=timezone.now())
    reading = opened.reading(opened.version)
    query = request.GET.urlencode() if opened.moment else ""
    found |= {
        "reading": reading,
        "schedule": reading.schedule,
        "query": query,
        **opened.days(opened.version, query),
        **opened.since_seen(opened.version),
        "may_say_seen": opened.may_say_seen,
        "refused": refused,
        "published_at": opened.version.published_at.astimezone(reading.schedule.mission.zone),
    }
    return render(request, "agenda/personal.html", found)


@read_only
@personal_page
def personal_calendar(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Return one person's schedule as a calendar."""
    if opened.problem:
        return unreadable_moment(opened.problem)
    name, entries, former = str(opened.link.mission.title), (), ()
    number, funding = 0, ""
    if opened.version:
        schedule, number = opened.reading(opened.version).schedule, opened.version.number
        name, entries = str(schedule.mission.title), schedule.attended
        funding = str(schedule.mission.funding_statement)
        former = former_entries(opened.version.pk, opened.link.person_id, opened.language)
        if opened.moment is None and request.method == "GET":
            opened.link.note_fetch(what="feed", version=number, now=timezone.now())
    body = feed(
        name=name,
        language=opened.language,
        host=site_host(),
        items=entries,
        former=former,
        private=private_entries(opened.link),
        about=under_events(funding),
        version=number,
    )
    return HttpResponse(body, content_type=CONTENT_TYPE)
