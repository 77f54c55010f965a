"""Reading the board of a day out of the rows, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.board.axis import Axis, axis_of
from agenda.board.days import clocks_of, reach_of, shown_of
from agenda.board.leads import delegate_leads, folded, own, vehicle_leads, venue_leads
from agenda.board.positions import seen_of
from agenda.board.rows import (
    Item,
    Lead,
    Row,
    RowKind,
    State,
    Warned,
    row_of,
)
from agenda.clashes import find_clashes
from agenda.models import Meeting, Transfer
from agenda.plan.accepted_clashes import Standing, digest, standings_of, stored_identity
from agenda.plan.clash_kinds import ABOUT_TEXTS, Clash
from agenda.plan.clash_words import rows_of, told_with
from agenda.plan.planned import Key, Plan, Planned
from agenda.plan.reading import read_plan
from delegation.forms import on_clocks
from delegation.local_time import local_day, zone_city
from delegation.models import Mission


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item without hours, and the keys of the rows into which it comes with them."""

    item: Item
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A day of a mission: rows along an axis, and the tray of what has no hours yet.

    ``zone`` is that of the axis, ``cities`` name the zones of items whose hours are of another.
    """

    day: date
    zone: ZoneInfo
    cities: tuple[str, ...]
    days: tuple[date, ...]
    axis: Axis
    rows: tuple[Row, ...]
    tray: tuple[Waiting, ...]
    warnings: tuple[Warned, ...]

    @property
    def is_folded(self) -> bool:
        """Whether several people share a row."""
        return any(row.lead.others for row in self.rows)

    @property
    def clashes(self) -> list[Warned]:
        """What keeps the programme from being published."""
        return [warning for warning in self.warnings if warning.state == State.OPEN]

    @property
    def notes(self) -> list[Warned]:
        """What is accepted, or worth a look."""
        return [warning for warning in self.warnings if warning.state != State.OPEN]


def read_board(mission: Mission, day: date, kind: RowKind, *, is_apart: bool = False) -> Board:
    """Return the board of a day of the place; those with the same day share a row if not apart."""
    plan = read_plan(mission)
    zone = clocks_of(day, plan, mission.time_zone)
    reach = reach_of(day, zone, plan.items)
    planned = {item.key: item for item in plan.items}
    shown = shown_of(day, reach, plan.items)
    standings = standings_of(of_day(find_clashes(plan), shown), plan, mission)
    rows = rows_of({*shown, *(key for standing in standings for key in standing.clash.items)})
    items = {key: item_of(planned[key], row, zone) for key, row in rows.items()}
    warnings = warnings_of(standings, rows, items)
    timed, untimed = (
        {key: items[key] for key in items if key in shown and planned[key].has_hours is has_hours}
        for has_hours in (True, False)
    )
    axis = axis_of(day, zone, own(timed.values()), reach)
    by_key = by_item(warnings)
    leads = {
        RowKind.DELEGATES: delegate_leads,
        RowKind.VENUES: venue_leads,
        RowKind.VEHICLES: vehicle_leads,
    }[kind](mission, plan, timed)
    leads = leads if is_apart else folded(leads)
    return Board(
        day=day,
        zone=zone,
        cities=tuple(sorted({items[key].zone for key in shown if key in items} - {""})),
        days=days_of(mission, plan, day),
        axis=axis,
        rows=tuple(row_of(lead, axis, by_key, plan.travel, plan.buffer_minutes) for lead in leads),
        tray=tuple(waiting(item, planned[item.key], leads) for item in own(untimed.values())),
        warnings=warnings,
    )


def waiting(item: Item, planned: Planned, leads: Iterable[Lead]) -> Waiting:
    """Return an item of the tray: it comes into the rows of its people, or of its place."""
    people = frozenset(planned.people)
    rows = (
        lead.key
        for lead in leads
        if not people.isdisjoint(lead.people)
        or (lead.takes == item.key.kind and lead.key == item.row)
    )
    return Waiting(item, tuple(rows))


def days_of(mission: Mission, plan: Plan, shown: date) -> tuple[date, ...]:
    """Return the days of the mission, any other day with something of it, and the one shown."""
    length = (mission.end_date - mission.start_date).days + 1
    days = {mission.start_date + timedelta(days=number) for number in range(length)} | {shown}
    zone = mission.time_zone
    own_items = [item for item in plan.items if not item.is_elsewhere]
    days |= {local_day(item.starts_at, zone) for item in own_items if item.has_hours}
    days |= {item.date for item in own_items}
    return tuple(sorted(days))


def item_of(planned: Planned, row: Meeting | Transfer, board_zone: ZoneInfo) -> Item:
    """Return an item in words; of another mission only that there is one."""
    is_ride = isinstance(row, Transfer)
    zone = row.departure_zone if is_ride else row.zone
    end_zone = row.arrival_zone if is_ride else row.zone
    away = {zone, end_zone} != {board_zone}
    ride = f"{row.origin} → {row.destination}" if is_ride else ""
    when, until = hours_of(row) if planned.has_hours else (row.get_part_of_day_display(), "")
    return Item(
        key=planned.key,
        title=_("Other mission") if planned.is_elsewhere else (ride or row.title),
        when=when,
        until=until,
        where=(row.vehicle if is_ride else str(row.venue or "")),
        zone=" → ".join(dict.fromkeys((zone_city(zone), zone_city(end_zone)))) if away else "",
        zones=f"{zone} {end_zone}" if away else "",
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        origin=planned.origin,
        destination=planned.destination,
        row=(row.vehicle_it or "") if is_ride else str(row.venue_id or ""),
        seen=seen_of(row),
        url=reverse(f"admin:agenda_{planned.key.kind}_change", args=[planned.key.pk]),
        is_elsewhere=planned.is_elsewhere,
    )


def hours_of(row: Meeting | Transfer) -> tuple[str, str]:
    """Return from when to when, on the clocks of the place, of a ride on those of both places."""
    if isinstance(row, Transfer):
        starts = on_clocks(row.departs_at, row.departure_zone)
        ends = on_clocks(row.arrives_at, row.arrival_zone)
    else:
        starts, ends = (on_clocks(at, row.zone) for at in (row.starts_at, row.ends_at))
    return f"{starts:%H:%M}", f"–{ends:%H:%M}"


def of_day(clashes: Iterable[Clash], shown: set[Key]) -> list[Clash]:
    """Keep the clashes of what is shown, but those about texts."""
    return [
        clash
        for clash in clashes
        if clash.kind not in ABOUT_TEXTS and not shown.isdisjoint(clash.items)
    ]


def warnings_of(
    standings: Iterable[Standing], rows: dict[Key, Meeting | Transfer], items: dict[Key, Item]
) -> tuple[Warned, ...]:
    """Return clashes in words, one for all whom the same items bring into it."""
    found = []
    for clash in told_with(rows, standings, at_most=3):
        people = frozenset(row.clash.person for row in clash.standings) - {None}
        first = clash.standings[0]
        found.append(
            Warned(
                name=f"clash-{digest(stored_identity(first.clash))}",
                words=clash.sentence,
                state=state_of(first),
                items=tuple(items[key] for key in first.clash.items),
                people=people,
            )
        )
    return tuple(found)


def by_item(warnings: Iterable[Warned]) -> dict[Key, list[Warned]]:
    """Return the warnings of each item."""
    found: defaultdict[Key, list[Warned]] = defaultdict(list)
    for warning in warnings:
        for item in warning.items:
            found[item.key].append(warning)
    return found


def state_of(standing: Standing) -> State:
    """Return how grave a clash is as it stands."""
    if standing.is_open:
        return State.OPEN
    return State.ACCEPTED if standing.acceptance else State.NOTE
