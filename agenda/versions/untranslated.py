"""What of a mission is written in one language only: every field of every kind of row."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from agenda.models import Transfer, Venue
from companies.models import Affiliation, Firm, Person, Sector
from companies.untranslated import gaps, with_gaps
from delegation.models import Mission


@dataclass(frozen=True, slots=True)
class Untranslated:
    """One row with the fields that lack a language, both in words."""

    row: Model
    fields: tuple[str, ...]


def untranslated(mission: Mission) -> tuple[Untranslated, ...]:
    """Return every row that readers of a mission read from and that lacks a language."""
    return tuple(
        Untranslated(row, tuple(gaps(row)))
        for rows in rows_read_by_readers(mission)
        for row in with_gaps(rows)
    )


def rows_read_by_readers(mission: Mission) -> Iterator[QuerySet]:
    """Yield what goes into a mission's versions, one kind of row after the other."""
    meetings = mission.meetings.for_readers()
    rides = mission.transfers.all()
    in_meetings = Q(participations__meeting__in=meetings)
    firms = mission.firms.all()
    yield Mission.objects.filter(pk=mission.pk)
    yield meetings.in_order()
    yield Transfer.objects.filter(pk__in=rides).select_related("origin", "destination").in_order()
    yield Venue.objects.filter(
        Q(pk__in=meetings.values("venue"))
        | Q(pk__in=rides.values("origin"))
        | Q(pk__in=rides.values("destination"))
    ).in_order()
    yield (
        Affiliation.objects.filter(Q(delegates__mission=mission) | in_meetings)
        .select_related("person", "organisation")
        .distinct()
        .in_order()
    )
    yield (
        Person.objects.filter(Q(delegates__mission=mission) | in_meetings, family_name="")
        .distinct()
        .in_order()
    )
    yield Firm.objects.filter(pk__in=firms).in_order()
    yield Sector.objects.filter(organisations__in=firms).distinct().order_by("code")
