"""Clashes that a change makes in whole missions, where nothing was asked about them before."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.db.models import Q

from agenda.editing.trial import caused, note
from agenda.models import Venue
from delegation.models import Mission


@contextmanager
def counting_new_clashes(missions: Iterable[Mission]) -> Iterator[dict[Mission, int]]:
    """Count by mission, once what is written inside is done, the clashes that it opened."""
    opened: dict[Mission, int] = {}
    with transaction.atomic():
        noted = {mission: note([mission]) for mission in missions}
        yield opened
        for mission, before in noted.items():
            if count := len(caused(before).tokens):
                opened[mission] = count


def missions_at(venues: Iterable[Venue], today: date) -> Iterable[Mission]:
    """Return the missions not over yet in which something is at one of some venues."""
    venues = list(venues)
    here = (
        Q(meetings__venue__in=venues)
        | Q(transfers__origin__in=venues)
        | Q(transfers__destination__in=venues)
    )
    return Mission.objects.filter(here, end_date__gte=today).distinct().in_order()
