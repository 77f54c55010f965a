"""Clashes in words, with the names of their items and people, for the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.accepted_clashes import Standing, stored_identity
from agenda.clashes import Clash, ClashKind
from agenda.models import Meeting, Transfer
from agenda.planned import Key
from agenda.templatetags.agenda_tags import weekday_words
from agenda.transfer_fit import Misfit
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
    """A clash in the active language; ``way`` are the two venues whose travel time decides."""

    standing: Standing
    key: str
    sentence: str
    items: tuple[NamedItem, ...]
    way: tuple[int, int] | None


def told(standings: Iterable[Standing]) -> list[ToldClash]:
    """Return clashes in words, in three queries for any number."""
    standings = list(standings)
    keys = {key for standing in standings for key in standing.clash.items}
    rows = rows_of(keys)
    people = Person.objects.in_bulk({row.clash.person for row in standings} - {None})
    items = {key: named(key, row) for key, row in rows.items()}
    return [
        ToldClash(
            standing=standing,
            key=clash_key(standing.clash),
            sentence=sentence(standing.clash, people.get(standing.clash.person)),
            items=tuple(items[key] for key in standing.clash.items),
            way=way_of(standing.clash, rows),
        )
        for standing in standings
    ]


def rows_of(keys: Iterable[Key]) -> dict[Key, Meeting | Transfer]:
    """Return the rows of items."""
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
    first, second = (rows[key] for key in clash.items)
    start = first.venue_id if isinstance(first, Meeting) else first.destination_id
    end = second.venue_id if isinstance(second, Meeting) else second.origin_id
    return start, end


def clash_key(clash: Clash) -> str:
    """Return the clash's identity as one word for forms and addresses."""
    kind, first, second, person = stored_identity(clash)
    return ".".join((kind, first, second, str(person or "")))


def sentence(clash: Clash, person: Person | None) -> str:
    """Return what is wrong, in one sentence."""
    if clash.kind == ClashKind.TRANSFER_MISFIT:
        return misfit_sentence(clash.misfit)
    if clash.kind == ClashKind.TRAVEL_TOO_SHORT:
        return short_sentence(clash, person)
    if clash.kind == ClashKind.SEATS:
        return ngettext(
            "%(needed)d passengers for %(seats)d seat.",
            "%(needed)d passengers for %(seats)d seats.",
            clash.available,
        ) % {"needed": clash.needed, "seats": clash.available}
    return sentences()[clash.kind] % {"person": person or "", "texts": texts(clash.details)}


def sentences() -> dict[ClashKind, str]:
    """Return the sentences that need no more than a name."""
    return {
        ClashKind.PERSON_TWICE: _("%(person)s is in two places at once."),
        ClashKind.INTERPRETER_TWICE: _("The interpreter %(person)s is in two places at once."),
        ClashKind.BEFORE_ARRIVAL: _("%(person)s has not arrived yet."),
        ClashKind.AFTER_DEPARTURE: _("%(person)s has left already."),
        ClashKind.UNAVAILABLE: _("%(person)s is unavailable."),
        ClashKind.VEHICLE_TWICE: _("The same vehicle is on two rides at once."),
        ClashKind.ROOM_TWICE: _("The same room holds two meetings at once."),
        ClashKind.HEAD_ABSENT: _("No head of delegation takes part."),
        ClashKind.TRAVEL_UNKNOWN: _("How long %(person)s travels in between is not known."),
        ClashKind.OUTSIDE_MISSION: _("The day is outside the mission's dates."),
        ClashKind.TITLE_UNCONFIRMED: _("The title of %(person)s is shown but not confirmed."),
        ClashKind.UNTRANSLATED: _("In one language only: %(texts)s."),
        ClashKind.NOBODY: _("Nobody takes part."),
    }


def texts(names: Iterable[str]) -> str:
    """Return the names of a meeting's fields as the form calls them."""
    return ", ".join(str(Meeting._meta.get_field(name).verbose_name) for name in names)


def short_sentence(clash: Clash, person: Person | None) -> str:
    """Return how much time to travel is missing, and whether anybody measured it."""
    said = {"person": person, "needed": clash.needed, "free": clash.available}
    if clash.is_estimate:
        return (
            _("%(person)s has %(free)d minutes and needs about %(needed)d, by an estimate.") % said
        )
    return _("%(person)s has %(free)d minutes and needs %(needed)d, buffer included.") % said


def misfit_sentence(misfit: Misfit) -> str:
    """Return why a ride doesn't fit its meeting."""
    return {
        Misfit.ARRIVES_LATE: _("The ride arrives after the meeting has begun."),
        Misfit.LEAVES_EARLY: _("The ride leaves before the meeting is over."),
        Misfit.OTHER_PLACE: _("The ride neither goes to the meeting's venue nor leaves from it."),
        Misfit.OTHER_DAY: _("The ride is on another day than the meeting it serves."),
        Misfit.CANCELLED: _("The ride serves a cancelled meeting."),
    }[misfit]
