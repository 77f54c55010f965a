"""Clashes in words, with the names of their items and people, for the desk."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import AcceptedClash, Meeting, Transfer
from agenda.plan.accepted_clashes import Standing, stored_identity
from agenda.plan.clash_kinds import Clash, ClashKind
from agenda.plan.planned import Key
from agenda.plan.transfer_fit import Misfit
from agenda.templatetags.agenda_tags import weekday_words
from companies.models import Person
from delegation.forms import on_clocks


@dataclass(frozen=True, slots=True)
class NamedItem:
    """An item as organisers know it, with the way to its form."""

    title: str
    when: str
    url: str


@dataclass(frozen=True, slots=True)
class ToldClash:
    """A clash in the active language, of one person or of all whom the same items bring into it.

    ``key`` and ``state`` name it, and how it stands, in forms; ``way`` are the two venues whose
    travel time decides.
    """

    standings: tuple[Standing, ...]
    key: str
    state: str
    sentence: str
    items: tuple[NamedItem, ...]
    way: tuple[int, int] | None

    @property
    def is_open(self) -> bool:
        """Whether it keeps the programme from being published."""
        return self.standings[0].is_open

    @property
    def acceptance(self) -> AcceptedClash | None:
        """Why it is all right, None where nobody said."""
        return self.standings[0].acceptance


def told(standings: Iterable[Standing], *, at_most: int | None = None) -> list[ToldClash]:
    """Return clashes in words, those of several people with the same items as one.

    ``at_most`` so many people are named, and of those who are more it is said how many.
    """
    groups: dict[tuple[object, ...], list[Standing]] = {}
    for standing in standings:
        groups.setdefault(alike(standing), []).append(standing)
    found = [standing.clash for group in groups.values() for standing in group]
    rows = rows_of({key for clash in found for key in clash.items})
    people = Person.objects.in_bulk({clash.person for clash in found} - {None})
    items = {key: named(key, row) for key, row in rows.items()}
    return [
        ToldClash(
            standings=tuple(group),
            key=group_key(group[0].clash),
            state=group_state(group),
            sentence=sentence(
                group[0].clash,
                shortened(
                    [str(people[row.clash.person]) for row in group if row.clash.person], at_most
                ),
            ),
            items=tuple(items[key] for key in group[0].clash.items),
            way=way_of(group[0].clash, rows),
        )
        for group in groups.values()
    ]


def shortened(people: list[str], at_most: int | None) -> list[str]:
    """Return names, the last of which may stand for several."""
    if at_most is None or len(people) <= at_most:
        return people
    return [*people[: at_most - 1], _("%(number)d more") % {"number": len(people) - at_most + 1}]


def alike(standing: Standing) -> tuple[object, ...]:
    """Return what two clashes have in common that are told as one."""
    clash, acceptance = standing.clash, standing.acceptance
    reason = acceptance and (acceptance.reason, acceptance.accepted_by_id, acceptance.accepted_at)
    return (clash.kind, clash.items, clash.blocks, clash.needed, clash.available, reason)


def group_key(clash: Clash) -> str:
    """Return kind and items of a clash as one word for forms and addresses."""
    return ".".join(stored_identity(clash)[:3])


def group_state(group: Iterable[Standing]) -> str:
    """Return a digest of how clashes that are told as one stand, and of whom they are."""
    told_of = [f"{row.clash.person} {row.state}" for row in group]
    return hashlib.sha256("\n".join(told_of).encode()).hexdigest()


def rows_of(keys: Iterable[Key]) -> dict[Key, Meeting | Transfer]:
    """Return the rows of items."""
    keys = list(keys)
    meetings = Meeting.objects.select_related("mission", "venue").in_bulk(
        [key.pk for key in keys if key.kind == "meeting"]
    )
    transfers = Transfer.objects.select_related("mission", "origin", "destination").in_bulk(
        [key.pk for key in keys if key.kind == "transfer"]
    )
    return {
        **{Key("meeting", pk): row for pk, row in meetings.items()},
        **{Key("transfer", pk): row for pk, row in transfers.items()},
    }


def named(key: Key, row: Meeting | Transfer) -> NamedItem:
    """Return an item with its time on the clocks of its place."""
    is_meeting = isinstance(row, Meeting)
    return NamedItem(
        title=row.title if is_meeting else str(row),
        when=meeting_hours(row) if is_meeting else ride_hours(row),
        url=reverse(f"admin:agenda_{key.kind}_change", args=[key.pk]),
    )


def meeting_hours(meeting: Meeting) -> str:
    """Return day and hours, or day and part of the day."""
    day = weekday_words(meeting.date)
    if meeting.starts_at is None:
        return f"{day}, {meeting.get_part_of_day_display()}"
    starts, ends = (on_clocks(at, meeting.zone) for at in (meeting.starts_at, meeting.ends_at))
    return f"{day}, {starts:%H:%M}–{ends:%H:%M}"


def ride_hours(ride: Transfer) -> str:
    """Return the day of departure and both times, each on its own clocks."""
    departs = on_clocks(ride.departs_at, ride.departure_zone)
    arrives = on_clocks(ride.arrives_at, ride.arrival_zone)
    return f"{weekday_words(departs.date())}, {departs:%H:%M}–{arrives:%H:%M}"


def way_of(clash: Clash, rows: dict[Key, Any]) -> tuple[int, int] | None:
    """Return from which venue to which the travel time is too long or unknown."""
    if clash.kind not in {ClashKind.TRAVEL_TOO_SHORT, ClashKind.TRAVEL_UNKNOWN}:
        return None
    first, last = rows[clash.items[0]], rows[clash.items[-1]]
    if len(clash.items) == 1:
        return first.origin_id, first.destination_id
    start = first.venue_id if isinstance(first, Meeting) else first.destination_id
    end = last.venue_id if isinstance(last, Meeting) else last.origin_id
    return start, end


def sentence(clash: Clash, people: list[str]) -> str:
    """Return what is wrong with whom, in one sentence."""
    names = get_text_list(people, _("and"))
    if clash.kind == ClashKind.TRANSFER_MISFIT:
        return misfit_sentence(clash.misfit)
    if clash.kind == ClashKind.TRAVEL_TOO_SHORT:
        told_of = short_sentence(len(people)) if people else ride_sentence(clash)
        said = {"people": names, "needed": clash.needed, "free": clash.available}
        return told_of[clash.is_estimate] % said
    if clash.kind == ClashKind.SEATS:
        return ngettext(
            "%(needed)d passengers for %(seats)d seat.",
            "%(needed)d passengers for %(seats)d seats.",
            clash.available,
        ) % {"needed": clash.needed, "seats": clash.available}
    if people:
        return sentences_on_people(len(people))[clash.kind] % {"people": names}
    return sentences_on_items(clash.items[0].kind)[clash.kind] % {"texts": texts(clash)}


def sentences_on_people(number: int) -> dict[ClashKind, str]:
    """Return the sentences on so many people that need no more than their names."""
    return {
        ClashKind.PERSON_TWICE: ngettext(
            "%(people)s is in two places at once.", "%(people)s are in two places at once.", number
        ),
        ClashKind.INTERPRETER_TWICE: ngettext(
            "The interpreter %(people)s is in two places at once.",
            "The interpreters %(people)s are in two places at once.",
            number,
        ),
        ClashKind.BEFORE_ARRIVAL: ngettext(
            "%(people)s arrives later.", "%(people)s arrive later.", number
        ),
        ClashKind.AFTER_DEPARTURE: ngettext(
            "%(people)s leaves earlier.", "%(people)s leave earlier.", number
        ),
        ClashKind.UNAVAILABLE: ngettext(
            "%(people)s is unavailable.", "%(people)s are unavailable.", number
        ),
        ClashKind.TRAVEL_UNKNOWN: ngettext(
            "How long %(people)s travels in between is not known.",
            "How long %(people)s travel in between is not known.",
            number,
        ),
        ClashKind.TITLE_UNCONFIRMED: ngettext(
            "The title of %(people)s is shown but not confirmed.",
            "The titles of %(people)s are shown but not confirmed.",
            number,
        ),
    }


def sentences_on_items(kind: str) -> dict[ClashKind, str]:
    """Return the sentences on items of a kind alone."""
    return {
        ClashKind.VEHICLE_TWICE: _("The same vehicle is on two rides at once."),
        ClashKind.ROOM_TWICE: _("The same room holds two meetings at once."),
        ClashKind.HEAD_ABSENT: _("No head of delegation takes part."),
        ClashKind.OUTSIDE_MISSION: _("The day is outside the mission's dates."),
        ClashKind.UNTRANSLATED: _("In one language only: %(texts)s."),
        ClashKind.NOBODY: _("Nobody takes part.") if kind == "meeting" else _("Nobody rides."),
    }


def texts(clash: Clash) -> str:
    """Return the names of an item's fields as its form calls them."""
    model = Meeting if clash.items[0].kind == "meeting" else Transfer
    return ", ".join(str(model._meta.get_field(name).verbose_name) for name in clash.details)


def short_sentence(number: int) -> tuple[str, str]:
    """Return how much time so many people have to travel: as measured, and as estimated."""
    return (
        ngettext(
            "%(people)s has %(free)d minutes and needs %(needed)d, buffer included.",
            "%(people)s have %(free)d minutes and need %(needed)d, buffer included.",
            number,
        ),
        ngettext(
            "%(people)s has %(free)d minutes and needs about %(needed)d, by an estimate.",
            "%(people)s have %(free)d minutes and need about %(needed)d, by an estimate.",
            number,
        ),
    )


def ride_sentence(clash: Clash) -> tuple[str, str]:
    """Return how much time a ride has for its way, or a vehicle to the next ride."""
    if len(clash.items) == 1:
        return (_("The ride lasts %(free)d minutes, and the way takes %(needed)d."),) * 2
    return (
        _("The vehicle has %(free)d minutes to the next ride and needs %(needed)d."),
        _("The vehicle has %(free)d minutes to the next ride and needs about %(needed)d."),
    )


def misfit_sentence(misfit: Misfit) -> str:
    """Return why a ride doesn't fit its meeting."""
    return {
        Misfit.ARRIVES_LATE: _("The ride arrives after the meeting has begun."),
        Misfit.LEAVES_EARLY: _("The ride leaves before the meeting is over."),
        Misfit.OTHER_PLACE: _("The ride neither goes to the meeting's venue nor leaves from it."),
        Misfit.OTHER_DAY: _("The ride is on another day than the meeting it serves."),
        Misfit.CANCELLED: _("The ride serves a cancelled meeting."),
    }[misfit]
