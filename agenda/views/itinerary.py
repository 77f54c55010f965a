"""The public pages of missions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from agenda.exports.schema_org import event_of_item, event_of_mission
from agenda.forms.kind import KindForm
from agenda.itinerary import Day, PublicItem, PublicMission, days_of, public_mission
from agenda.now_and_next import next_after, parts_of_today, turns, under_way
from agenda.preview_moment import clock, preview_moment, unreadable_moment
from agenda.site.kept_answers import basis_between, keep
from agenda.versions.published import (
    PublicReading,
    Published,
    mission_version,
    public_reading,
    public_version,
    public_versions,
)
from delegation.local_time import day_begins, local_day
from delegation.read_only import read_only

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Look:
    """A public reading with the moment it is looked at; ``problem`` says what was typed wrong.

    ``current_pk`` is the version that limits what is read of an earlier one.
    """

    reading: PublicReading
    moment: datetime | None
    problem: str
    current_pk: int

    @property
    def context(self) -> dict[str, object]:
        """What every page of a mission shows."""
        reading = self.reading
        here = self.moment and self.moment.astimezone(reading.mission.zone)
        return {
            "reading": reading,
            "mission": reading.mission,
            "delegates": reading.delegates,
            "firms": reading.firms,
            "structured": event_of_mission(reading.mission, address=self.address("itinerary")),
            "preview": here,
            "preview_problem": self.problem,
            "query": self.query(),
        }

    def query(self, kind: str = "") -> str:
        """Return what keeps the preview moment, and a kind of items, in the address of a page."""
        here = self.moment and self.moment.astimezone(self.reading.mission.zone)
        asked = {"at": here and f"{here:%Y-%m-%dT%H:%M}", "kind": kind}
        kept = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def address(self, name: str, *values: object) -> str:
        """Return the full address of a page of the mission, as it is told to others."""
        return settings.SITE_URL + reverse(name, args=[self.reading.mission.slug, *values])

    def day(self, day: date) -> Day:
        """Return the public items of a day.

        Raises:
            Http404: there are none.
        """
        for found in days_of(self.reading.items):
            if found.date == day:
                return found
        raise Http404(_("Nothing of the public itinerary is on this day."))

    def item(self, item_id: int) -> PublicItem:
        """Return one public item.

        Raises:
            Http404: it isn't there.
        """
        for found in self.reading.items:
            if found.id == item_id:
                return found
        raise Http404(_("This item is not, or no longer, part of the public itinerary."))

    def answer(self, response: HttpResponse, turns: Iterable[datetime] = ()) -> HttpResponse:
        """Return an answer made of this; everybody's, unless another moment was looked at.

        ``turns`` are moments at which the answer changes though no version is published.
        """
        if self.moment or self.problem:
            return response
        version, slug = self.reading.version, self.reading.mission.slug
        basis = basis_between(slug, (version.pk,), written_at=version.published_at, turns=turns)
        return keep(response, basis)

    def file(self, response: HttpResponse) -> HttpResponse:
        """Return a file made of this; where the moment can't be read only what is wrong with it."""
        return unreadable_moment(self.problem) if self.problem else self.answer(response)


def look(request: HttpRequest, slug: str) -> Look:
    """Return what the public reads of a mission, now or at the preview moment.

    Raises:
        Http404: nothing of this mission is, or was then, public.
    """
    version = public_version(slug)
    if version is None:
        raise Http404(_("There is no public mission at this address."))
    language, current = get_language(), version.pk
    reading = public_reading(version.pk, language, current)
    mission = reading.mission
    moment, problem = preview_moment(
        request, zone=mission.zone, is_demonstration=mission.is_demonstration
    )
    if moment:
        version = mission_version(version.mission_pk, at=moment)
        if version is None:
            raise Http404(_("At that moment nothing of this mission had been published."))
        reading = public_reading(version.pk, language, current)
    return Look(reading, moment, problem, current)


@read_only
@cache_control(no_cache=True)
def missions(request: HttpRequest) -> HttpResponse:
    """List the missions on the public site: under way, coming, past."""
    now, versions = clock(None), public_versions()
    under_way_now, coming, past = [], [], []
    changes = set()
    for version in versions:
        mission = public_mission(version.programme, get_language())
        changes |= first_and_last(mission)
        today = local_day(now, mission.zone)
        if today < mission.start_date:
            coming.append(mission)
        elif today <= mission.end_date:
            under_way_now.append(mission)
        else:
            past.append(mission)
    groups = {
        "current": sorted(under_way_now, key=lambda mission: mission.start_date),
        "coming": sorted(coming, key=lambda mission: mission.start_date),
        "past": sorted(past, key=lambda mission: mission.start_date, reverse=True),
        **last_update(versions),
    }
    basis = basis_between(
        "",
        tuple(version.pk for version in versions),
        written_at=None,  # a mission taken away would turn it back
        turns=changes,
    )
    return keep(render(request, "agenda/missions.html", groups), basis)


def last_update(versions: Iterable[Published]) -> dict[str, object]:
    """Return when the last of some versions was published, and the zone of its home clocks."""
    last = max(versions, key=lambda version: version.published_at, default=None)
    if last is None:
        return {}
    home_zone = ZoneInfo(last.programme["mission"]["home_zone"])
    return {"updated_at": last.published_at, "home_zone": home_zone}


def first_and_last(mission: PublicMission) -> set[datetime]:
    """Return when a mission begins and when it is over, by days of the place."""
    days = (mission.start_date, mission.end_date + ONE_DAY)
    return {day_begins(day, mission.zone) for day in days}


@read_only
@cache_control(no_cache=True)
def itinerary(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public itinerary of a mission, day by day."""
    seen = look(request, slug)
    items, mission = seen.reading.items, seen.reading.mission
    moment = clock(seen.moment)
    has_begun = mission.start_date <= local_day(moment, mission.zone)
    form = KindForm(request.GET, items=items)
    shown = {
        "all_days": days_of(items),
        "days": days_of(of_kind(items, form)),
        "form": form,
        "days_query": seen.query("" if form.errors else form.chosen),
        "address": seen.address("itinerary"),
        "may_be_embedded": bool(settings.EMBED_ORIGINS),
        "now": under_way(items, moment),
        "parts": parts_of_today(items, moment),
        "next": next_after(items, moment) if has_begun else (),
    }
    page = render(request, "agenda/itinerary.html", {**seen.context, **shown})
    return seen.answer(page, {*turns(items), *first_and_last(mission)})


@read_only
@cache_control(no_cache=True)
def day(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """Show one day of the public itinerary."""
    seen = look(request, slug)
    items, found = seen.reading.items, seen.day(day)
    form = KindForm(request.GET, items=items)
    shown = {
        "day": Day(day, of_kind(found.items, form)),
        "all_days": days_of(items),
        "form": form,
        "days_query": seen.query("" if form.errors else form.chosen),
        "address": seen.address("day", day),
        "now": under_way(found.items, clock(seen.moment)),
    }
    page = render(request, "agenda/day.html", {**seen.context, **shown})
    return seen.answer(page, turns(found.items))


def of_kind(items: tuple[PublicItem, ...], form: KindForm) -> tuple[PublicItem, ...]:
    """Return the items of the kind asked for, all of them where none was."""
    return tuple(item for item in items if form.chosen in {"", item.kind})


@read_only
@cache_control(no_cache=True)
def item(request: HttpRequest, slug: str, item_id: int) -> HttpResponse:
    """Show one public item."""
    seen = look(request, slug)
    found, address = seen.item(item_id), seen.address("item", item_id)
    event = event_of_item(
        found, seen.reading.mission, address=address, whole=seen.address("itinerary")
    )
    shown = {"item": found, "address": address, "structured": event}
    return seen.answer(render(request, "agenda/item.html", {**seen.context, **shown}))


@read_only
@cache_control(no_cache=True)
def delegation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the delegation in its order, with titles."""
    seen = look(request, slug)
    return seen.answer(render(request, "agenda/delegation.html", seen.context))


@read_only
@cache_control(no_cache=True)
def firms(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the participating firms with their profile."""
    seen = look(request, slug)
    return seen.answer(render(request, "agenda/firms.html", seen.context))
