"""What whole programmes cost: seeking clashes, publishing, comparing two versions."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone

from agenda.benchmarks.figures import Figure
from agenda.benchmarks.rows import make_mission
from agenda.changes import programme_changes
from agenda.clashes import find_clashes
from agenda.plan.reading import read_plan
from agenda.publishing import publish
from delegation.models import Mission

CLASHES_BUDGET = 2
FLATNESS_BUDGET = 1.5
PUBLISHING_BUDGET = 2
COMPARING_BUDGET = 100
CROWD = {"people": 1_000, "people_each": 5, "with_rides": False}
PUBLISHED_PEOPLE = 300


def programmes(meetings: int) -> Iterator[Figure]:
    """Measure missions made here: one of so many meetings, and others of a tenth of them."""
    tenth = meetings // 10
    few = make_mission("few", meetings=tenth, **CROWD)
    each_of_few = clash_seconds(few) / tenth
    few.delete()
    yield from publications(tenth)
    many = make_mission("many", meetings=meetings, **CROWD)
    spent = clash_seconds(many)
    yield Figure(f"clashes in {meetings:,} meetings, read and found", spent, "s", CLASHES_BUDGET)
    ratio = spent / meetings / each_of_few
    yield Figure("time per meeting, beside a tenth of them", ratio, "x", FLATNESS_BUDGET)


def clash_seconds(mission: Mission) -> float:
    """Return how long a mission's clashes take, reading the rows included."""
    return seconds(lambda: find_clashes(read_plan(mission)))


def publications(meetings: int) -> Iterator[Figure]:
    """Measure a publication, and the comparison with the next one that changes every item."""
    mission = make_mission("published", meetings=meetings, people=PUBLISHED_PEOPLE, people_each=5)
    spent = seconds(lambda: publish(mission=mission, now=timezone.now()))
    what = f"publishing {meetings:,} meetings, {PUBLISHED_PEOPLE} people"
    yield Figure(what, spent, "s", PUBLISHING_BUDGET)
    mission.meetings.update(title_it="Cambiato", ends_at=F("ends_at") - timedelta(minutes=5))
    publish(mission=mission, now=timezone.now())
    before, after = (row.programme for row in mission.versions.order_by("number"))
    spent = seconds(lambda: programme_changes(before, after))
    what = f"comparing two versions of {meetings:,} items"
    yield Figure(what, spent * 1000, "ms", COMPARING_BUDGET)
    mission.notices.all().delete()
    mission.versions.all().delete()
    mission.delete()


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes: of this process its processor time, as for pages.

    A database with processes of its own is waited for: there the clock on the wall counts.
    """
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    before = clock()
    work()
    return clock() - before
