"""The personal cut of a version: one person's items and rides, and whom to call.

Nobody else's contact data is in it but that of the escorts and of the drivers of that
person's own rides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from agenda.itinerary import PublicMission, public_mission
from agenda.models import Meeting, Participation
from agenda.personal.entries import (
    Contact,
    Entry,
    PersonalItem,
    declined_part,
    drives,
    entry_order,
    my_part,
    personal_item,
    personal_transfer,
    rides_in,
)
from agenda.personal.private_entries import PrivateEntry
from agenda.plan.leaving import leavings
from agenda.reading import Text, text_in
from agenda.versions.programme import Programme
from delegation.models import Delegate


@dataclass(frozen=True, slots=True)
class PersonalDay:
    """A day of the place with a person's entries in order."""

    date: date
    entries: tuple[Entry | PrivateEntry, ...]


@dataclass(frozen=True, slots=True)
class PersonalSchedule:
    """All that one person reads of a mission; ``others`` are items they don't take part in."""

    mission: PublicMission
    name: Text
    entries: tuple[Entry, ...]
    others: tuple[PersonalItem, ...]
    contacts: tuple[Contact, ...]
    for_host: bool

    @property
    def attended(self) -> tuple[Entry, ...]:
        """The entries that the person has not declined."""
        return tuple(entry for entry in self.entries if not entry.is_declined)

    @property
    def days(self) -> tuple[PersonalDay, ...]:
        """The entries gathered into days of the place."""
        return days_of(self.entries)


def personal_schedule(programme: Programme, person: int, language: str) -> PersonalSchedule:
    """Return one person's schedule; ``person`` is the primary key."""
    me = next((row for row in programme["delegates"] if row["person"] == person), None)
    serves = bool(me) and me["role"] in {Delegate.Role.ESCORT, Delegate.Role.DRIVER}
    home_zone = ZoneInfo(programme["mission"]["home_zone"])
    meetings = programme["meetings"]
    mine = [row for row in meetings if my_part(row, person) or declined_part(row, person)]
    for_host = is_host(programme, person)
    rides = [row for row in programme["transfers"] if rides_in(row, person) and not for_host]
    entries: list[Entry] = [
        *(personal_item(row, person, language, home_zone) for row in mine),
        *(
            personal_transfer(
                row,
                language,
                home_zone,
                with_names=serves or drives(row, person),
                reader=person,
            )
            for row in rides
        ),
    ]
    travels = bool(me) and me["role"] != Delegate.Role.DRIVER
    open_to_me = {Meeting.Visibility.PUBLIC, Meeting.Visibility.DELEGATION} if travels else set()
    others = [
        personal_item(row, person, language, home_zone)
        for row in meetings
        if row["visibility"] in open_to_me and row not in mine
    ]
    return PersonalSchedule(
        mission=public_mission(programme, language),
        name=text_in(language, me["name"]) if me else Text(),
        entries=with_leavings(sorted(entries, key=entry_order), programme, person),
        others=tuple(sorted(others, key=entry_order)),
        contacts=contacts_of(programme, person, language),
        for_host=for_host,
    )


def days_of(entries: Iterable[Entry | PrivateEntry]) -> tuple[PersonalDay, ...]:
    """Return entries in their order, gathered into days of the place."""
    return tuple(
        PersonalDay(day, tuple(found))
        for day, found in groupby(entries, key=lambda entry: entry.when.date)
    )


def with_leavings(entries: Iterable[Entry], programme: Programme, person: int) -> tuple[Entry, ...]:
    """Return the entries, each with when this person has to leave for it, rides with what for."""
    known = leavings(programme, person)
    found = [
        replace(
            entry, leaving=known.get(("transfer" if entry.is_transfer else "meeting", entry.id))
        )
        for entry in entries
    ]
    ridden_to = {
        entry.leaving.at: entry
        for entry in found
        if not entry.is_transfer and entry.leaving and entry.leaving.by_ride
    }
    return tuple(
        replace(entry, toward=ridden_to.get(entry.when.starts_at)) if entry.is_transfer else entry
        for entry in found
    )


def is_host(programme: Programme, person: int) -> bool:
    """Tell whether a person receives the delegation and is none of it."""
    if any(row["person"] == person for row in programme["delegates"]):
        return False
    parts = (my_part(row, person) or declined_part(row, person) for row in programme["meetings"])
    return any(part and part["side"] == Participation.Side.HOST for part in parts)


def contacts_of(programme: Programme, person: int, language: str) -> tuple[Contact, ...]:
    """Return the escorts, then the organiser's duty phone, which is all that hosts get."""
    for_host = is_host(programme, person)
    escorts = [
        Contact(
            name=text_in(language, row["name"]),
            role=row["role"],
            phone=row["phone"],
            assumed=row["assumed"],
        )
        for row in programme["delegates"]
        if row["role"] == Delegate.Role.ESCORT and row["person"] != person and not for_host
    ]
    duty = programme["mission"]["contact"]
    if duty["phone"] or duty["email"]:
        escorts.append(
            Contact(Text(duty["name"]), "duty", duty["phone"], duty["assumed"], duty["email"])
        )
    return tuple(escorts)
