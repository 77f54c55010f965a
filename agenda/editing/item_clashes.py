"""The clashes and departures of one row, for the page on which it is edited."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from agenda.clashes import Clash, ClashKind
from agenda.models import Meeting, Transfer, Unavailability
from agenda.plan.accepted_clashes import Standing, standing_clashes
from agenda.plan.leaving import Leaving, leavings_for
from agenda.plan.planned import Key
from agenda.plan.reading import read_plan
from companies.models import Person
from delegation.models import Delegate, Mission

Row = Meeting | Transfer | Delegate | Unavailability
TWO_DAYS = timedelta(days=2)  # more than any two zones differ
PRESENCE = {ClashKind.BEFORE_ARRIVAL, ClashKind.AFTER_DEPARTURE}


def clashes_of(row: Row) -> list[Standing]:
    """Return the clashes that a row has part in; those of a meeting are also those of its rides."""
    own = own_keys(row)
    return [
        standing
        for mission in missions_of(row)
        for standing in standing_clashes(mission)
        if has_part(row, own, standing.clash)
    ]


def own_keys(row: Row) -> set[Key]:
    """Return the keys of an item and, of a meeting, of the rides that serve it."""
    if isinstance(row, Transfer):
        return {Key("transfer", row.pk)}
    if not isinstance(row, Meeting):
        return set()
    rides = row.transfers.values_list("pk", flat=True)
    return {Key("meeting", row.pk), *(Key("transfer", pk) for pk in rides)}


def has_part(row: Row, own: set[Key], clash: Clash) -> bool:
    """Tell whether a clash is an item's, or comes from when a person is there or not."""
    if isinstance(row, Delegate):
        return clash.kind in PRESENCE and clash.person == row.person_id
    if isinstance(row, Unavailability):
        return clash.kind == ClashKind.UNAVAILABLE and clash.person == row.person_id
    return not own.isdisjoint(clash.items)


def missions_of(row: Row) -> Iterable[Mission]:
    """Return the mission of a row; of an unavailability, all in which the person is then."""
    if isinstance(row, Unavailability):
        person = row.person_id
        theirs = Q(delegates__person=person) | Q(meetings__participations__person=person)
        return Mission.objects.filter(
            theirs,
            start_date__lte=(row.ends_at + TWO_DAYS).date(),
            end_date__gte=(row.starts_at - TWO_DAYS).date(),
        ).distinct()
    return [row.mission]


def told_leavings(row: Meeting | Transfer) -> list[tuple[Leaving, list[str]]]:
    """Return when who has to leave for an item, the earliest first, the unknown last."""
    is_meeting = isinstance(row, Meeting)
    key = Key("meeting" if is_meeting else "transfer", row.pk)
    zone = row.zone if is_meeting else row.departure_zone
    found = leavings_for(read_plan(row.mission), key, zone)
    people = Person.objects.in_bulk({pk for group in found.values() for pk in group})
    ranked = sorted(found.items(), key=lambda pair: pair[0].order)
    return [(leave, [str(people[pk]) for pk in group]) for leave, group in ranked]
