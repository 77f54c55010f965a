"""What the rows of the board are: delegates, venues or vehicles, with their items of a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agenda.board.rows import Item, Lead, Shade
from agenda.models import Venue
from agenda.plan.planned import Busy, Key, Plan, Planned
from delegation.models import Delegate, Mission


def own(items: Iterable[Item]) -> list[Item]:
    """Keep the mission's own items, in order of time."""
    kept = (item for item in items if not item.is_elsewhere)
    return sorted(kept, key=lambda item: (item.starts_at, item.key))


def delegate_leads(mission: Mission, plan: Plan, items: dict[Key, Item]) -> list[Lead]:
    """Return a row for each delegate, and one for what no delegate takes part in."""
    of_person: defaultdict[int, list[Item]] = defaultdict(list)
    busy: defaultdict[int, list[Busy]] = defaultdict(list)
    for planned in plan.items:
        for person in planned.people if planned.key in items else ():
            of_person[person].append(items[planned.key])
    for span in plan.busy:
        busy[span.person].append(span)
    delegates = list(mission.delegates.in_order().select_related("person"))
    leads = [
        Lead(
            key=f"person-{delegate.person_id}",
            name=str(delegate.person),
            note="" if delegate.role == Delegate.Role.MEMBER else delegate.get_role_display(),
            items=tuple(of_person[delegate.person_id]),
            shades=shades_of(delegate, busy[delegate.person_id]),
            people=frozenset({delegate.person_id}),
            travels=True,
        )
        for delegate in delegates
    ]
    shown = {item.key for lead in leads for item in lead.items}
    rest = tuple(item for item in own(items.values()) if item.key not in shown)
    return [*leads, *([Lead("", _("No delegate"), "", rest)] if rest else [])]


def folded(leads: Iterable[Lead]) -> list[Lead]:
    """Return the rows, one for all of a role who have the same items and the same absences."""
    alike: defaultdict[object, list[Lead]] = defaultdict(list)
    for lead in leads:
        day = (lead.note, lead.shades, *(item.key for item in lead.items))
        alike[day if lead.people and lead.items else lead.key].append(lead)
    return [
        replace(
            first,
            people=first.people.union(*(lead.people for lead in rest)),
            others=tuple(lead.name for lead in rest),
        )
        for first, *rest in alike.values()
    ]


def shades_of(delegate: Delegate, busy: Iterable[Busy]) -> tuple[Shade, ...]:
    """Return when a delegate is not there, or can't be booked."""
    spans = [
        Shade(span.starts_at, span.ends_at, pgettext("person", "unavailable")) for span in busy
    ]
    always = timedelta(days=366)
    if at := delegate.arrives_at:
        spans.append(Shade(at - always, at, _("not arrived yet")))
    if at := delegate.leaves_at:
        spans.append(Shade(at, at + always, _("has left")))
    return tuple(spans)


def venue_leads(mission: Mission, plan: Plan, items: dict[Key, Item]) -> list[Lead]:
    """Return a row for each venue of the mission, and one for what has none.

    A ride stands where it begins and where it ends.
    """
    at: defaultdict[int | None, list[Item]] = defaultdict(list)
    for item in own(items.values()):
        for venue in {item.origin, item.destination}:
            at[venue].append(item)
    of_mission = {place for row in plan.items if not row.is_elsewhere for place in places(row)}
    venues = Venue.objects.filter(pk__in=of_mission).in_order()
    leads = [
        Lead(str(venue.pk), str(venue), venue.city, tuple(at[venue.pk]), takes="meeting")
        for venue in venues
    ]
    return [*leads, *([Lead("", _("No venue yet"), "", tuple(at[None]))] if at[None] else [])]


def places(planned: Planned) -> set[int]:
    """Return where an item begins and ends, as far as that is known."""
    return {planned.origin, planned.destination} - {None}


def vehicle_leads(mission: Mission, _plan: Plan, items: dict[Key, Item]) -> list[Lead]:
    """Return a row for each vehicle of the mission, with its rides of the day."""
    rides = mission.transfers.order_by("vehicle_it", "pk")
    names = {ride.vehicle_it or "": ride.vehicle for ride in rides}
    of_vehicle: defaultdict[str, list[Item]] = defaultdict(list)
    for item in own(items.values()):
        if item.key.kind == "transfer":
            of_vehicle[item.row].append(item)
    return [
        Lead(key, name, "", tuple(of_vehicle[key]), travels=True, takes="transfer")
        for key, name in names.items()
    ]
