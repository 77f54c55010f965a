"""Clashes in words, with the names of their items and people, for the desk."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from agenda.models import AcceptedClash, Meeting, Transfer
from agenda.plan.accepted_clashes import Aspect, Standing, standing_clashes, stored_identity
from agenda.plan.clash_kinds import Clash, ClashKind
from agenda.plan.clash_sentences import label, sentence, shortened
from agenda.plan.planned import Key
from agenda.templatetags.agenda_tags import weekday_words
from companies.models import Person
from delegation.forms import on_clocks
from delegation.local_time import moment_on_clocks
from delegation.models import Mission


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
    label: str
    sentence: str
    items: tuple[NamedItem, ...]
    way: tuple[int, int] | None

    @property
    def mission(self) -> Mission:
        """Whose it is."""
        return self.standings[0].mission

    @property
    def is_open(self) -> bool:
        """Whether it keeps the programme from being published."""
        return self.standings[0].is_open

    @property
    def acceptance(self) -> AcceptedClash | None:
        """Why it is all right, None where nobody said."""
        return self.standings[0].acceptance

    @property
    def accepted(self) -> str:
        """The same in words, with who said so and when; empty where nobody did."""
        return acceptance_words(self.standings[0], self.acceptance)

    @property
    def former(self) -> str:
        """An acceptance that no longer counts, in the same words; empty where there was none."""
        return acceptance_words(self.lapsed, self.lapsed.former)

    @property
    def changed(self) -> str:
        """What has changed since that acceptance; empty where all is again as it was."""
        return get_text_list([aspect_words()[aspect] for aspect in self.lapsed.changed], _("and"))

    @property
    def lapsed(self) -> Standing:
        """The clash of the first person for whom it had been accepted, if of any."""
        return next((row for row in self.standings if row.former), self.standings[0])


def work_on_clashes(mission: Mission) -> dict[str, list[ToldClash]]:
    """Return what a mission's clashes leave to do, the gravest first.

    ``clashes`` block publishing, ``remarks`` are worth a look; texts have lists of their own.
    """
    found = told(
        standing for standing in standing_clashes(mission) if standing.is_open or standing.is_note
    )
    return {
        "clashes": [clash for clash in found if clash.is_open],
        "remarks": [clash for clash in found if not clash.is_open],
    }


def told(standings: Iterable[Standing], *, at_most: int | None = None) -> list[ToldClash]:
    """Return clashes in words, those of several people with the same items as one.

    ``at_most`` so many people are named, and of those who are more it is said how many.
    """
    standings = list(standings)
    rows = rows_of({key for standing in standings for key in standing.clash.items})
    return told_with(rows, standings, at_most=at_most)


def told_with(
    rows: Mapping[Key, Meeting | Transfer],
    standings: Iterable[Standing],
    *,
    at_most: int | None = None,
) -> list[ToldClash]:
    """Return the same where the rows of all items have been read, maybe with others."""
    groups: dict[tuple[object, ...], list[Standing]] = {}
    for standing in standings:
        groups.setdefault(alike(standing), []).append(standing)
    found = [standing.clash for group in groups.values() for standing in group]
    people = Person.objects.in_bulk({clash.person for clash in found} - {None})
    items = {key: named(key, rows[key]) for key in {key for one in found for key in one.items}}
    return [
        ToldClash(
            standings=tuple(group),
            key=group_key(group[0].clash),
            state=group_state(group),
            label=label(group[0].clash.kind),
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


def acceptance_words(standing: Standing, row: AcceptedClash | None) -> str:
    """Return why a clash is all right, who said so, unless they are gone, and when at home."""
    if row is None:
        return ""
    by = f"{row.accepted_by.get_username()}, " if row.accepted_by else ""
    accepted_on = moment_on_clocks(row.accepted_at, standing.mission.home_time_zone)
    return f"“{row.reason}” – {by}{accepted_on}"


def aspect_words() -> dict[Aspect, str]:
    """Return what may have changed since a clash was accepted, in a word each."""
    return {
        Aspect.TIME: _("the hours"),
        Aspect.PLACE: _("the place"),
        Aspect.PEOPLE: _("the people"),
        Aspect.ITEM: _("title or details"),
        Aspect.CLASH: _("why it clashes"),
    }


def accepted_words(rows: Iterable[AcceptedClash]) -> dict[int, str]:
    """Return by primary key what was accepted: the kind, and the items that are still there."""
    keys = {row.pk: keys_of(row) for row in rows}
    found = rows_of({key for own in keys.values() for key in own})
    items = {key: named(key, item) for key, item in found.items()}
    return {
        row.pk: f"{label(ClashKind(row.kind))}: "
        + "; ".join(
            f"{items[key].title} ({items[key].when})" if key in items else _("deleted item")
            for key in keys[row.pk]
        )
        for row in rows
    }


def keys_of(row: AcceptedClash) -> list[Key]:
    """Return the one or two items of an accepted clash."""
    words = (item.partition("-") for item in (row.first_item, row.second_item) if item)
    return [Key(kind, int(pk)) for kind, _dash, pk in words]
