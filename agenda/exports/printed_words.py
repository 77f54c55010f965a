"""The public programme in words, ready to be set: lines of runs, each with its language."""

from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agenda.itinerary import Day, PublicDelegate, PublicFirm, PublicItem, PublicMission
from agenda.models import Meeting
from agenda.reading import Place, Somebody, Text, When
from agenda.templatetags.agenda_tags import (
    clock_words,
    country_name,
    date_words,
    day_words,
    group_label,
    kind_label,
    only_in,
    part_label,
    role_label,
    status_words,
    weekday_words,
    zone_words,
)
from delegation.models import Delegate

type Line = list[dict[str, str]]


def line(*parts: Text | str, by: str = ", ") -> Line:
    """Return what there is of some parts as one line."""
    runs: Line = []
    for part in filter(None, parts):
        if runs:
            runs.append(run(by))
        runs.append(run(part))
    return runs


def run(part: Text | str) -> dict[str, str]:
    """Return words with their language and a note where it is not the document's."""
    if isinstance(part, Text) and part.is_fallback:
        return {"text": part.value, "lang": part.language, "note": only_in(part)}
    return {"text": str(part), "lang": "", "note": ""}


def facts(mission: PublicMission) -> list[Line]:
    """Return place, days and coordination of a mission."""
    first, last = date_words(mission.start_date), date_words(mission.end_date)
    coordination = line(_("Coordination"), mission.coordinator, by=": ")
    return [
        line(mission.city, country_name(mission.country)),
        line(first if first == last else f"{first} – {last}"),
        *([coordination] if mission.coordinator else []),
    ]


def day(found: Day) -> dict[str, Any]:
    """Return a day with its items."""
    return {
        "heading": capfirst(day_words(found.date)),
        "items": [item(one) for one in found.items],
    }


def item(shown: PublicItem) -> dict[str, Any]:
    """Return one item."""
    return {
        "when": when(shown.when),
        "title": line(shown.title or capfirst(kind_label(shown.kind))),
        "is_cancelled": shown.is_cancelled,
        "labels": labels(shown),
        "reason": line(shown.cancellation_reason) if shown.is_cancelled else [],
        "kind": kind_label(shown.kind),
        "place": place(shown.place),
        "host": line(shown.host),
        "description": line(shown.description),
        "people": [person(one) for one in shown.participants],
    }


def when(shown: When) -> dict[str, Any]:
    """Return the time of the place with its zone, and the home time; else the part of the day."""
    assumed = [_("assumed time")] if shown.assumed else []
    if not shown.has_hours:
        return {"hours": part_label(shown.part), "clocks": [], "labels": assumed}
    hours = f"{clock_words(shown.starts_at)}–{clock_words(shown.ends_at)}"
    if shown.ends_on:
        hours = f"{hours} ({weekday_words(shown.ends_on)})"
    clocks = [zone_words(shown.zone), *at_home(shown)]
    return {"hours": hours, "clocks": clocks, "labels": assumed}


def at_home(shown: When) -> list[str]:
    """Return the hours on the home clocks, nothing where they show the same."""
    if shown.home_starts_at is None:
        return []
    begins = shown.home_starts_at
    ends = f"–{clock_words(shown.home_ends_at)}" if shown.home_ends_at else ""
    day_there = f" ({weekday_words(begins)})" if begins.date() != shown.date else ""
    return [f"{clock_words(begins)}{ends} {zone_words(shown.home_zone)}{day_there}"]


def labels(shown: PublicItem) -> list[str]:
    """Return what a reader must know of an item's state."""
    found = []
    if shown.assumed_status:
        found.append(_("%(status)s (assumed)") % {"status": status_words(shown.status)})
    elif shown.status == Meeting.Status.TENTATIVE or shown.is_cancelled:
        found.append(status_words(shown.status))
    return [*found, *assumed(shown)]


def assumed(shown: PublicItem | PublicDelegate | Somebody) -> list[str]:
    """Return the label of what nobody has confirmed."""
    return [_("assumed")] if shown.assumed else []


def place(shown: Place | None) -> dict[str, Any]:
    """Return where an item is, empty where nobody says."""
    if shown is None:
        return {"line": [], "labels": []}
    return {
        "line": line(shown.name, shown.address, shown.city),
        "labels": [_("assumed place")] if shown.assumed else [],
    }


def person(shown: Somebody) -> dict[str, Any]:
    """Return somebody who takes part, with their title."""
    return {"line": line(shown.name, shown.title, shown.organisation), "labels": assumed(shown)}


def delegation(delegates: tuple[PublicDelegate, ...]) -> list[dict[str, Any]]:
    """Return the delegates in their order, by group as they come."""
    return [
        {"heading": capfirst(group_label(group)), "people": [delegate(one) for one in found]}
        for group, found in groupby(delegates, key=lambda one: one.group)
    ]


def delegate(shown: PublicDelegate) -> dict[str, Any]:
    """Return one delegate."""
    leads = [role_label(shown.role)] if shown.role == Delegate.Role.HEAD else []
    return {
        "name": line(shown.name),
        "line": line(shown.title, shown.organisation, by=" – "),
        "labels": [*leads, *assumed(shown)],
    }


def firm(shown: PublicFirm) -> dict[str, Any]:
    """Return a firm, in short."""
    return {
        "name": line(shown.name),
        "line": line(shown.city, country_name(shown.country), *shown.sectors),
    }
