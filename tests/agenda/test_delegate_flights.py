"""Arrival and departure of delegates, each typed on the clocks of its own place."""

from datetime import UTC, datetime

import pytest

from agenda.clashes import find_clashes
from agenda.plan.clash_kinds import ClashKind
from agenda.plan.reading import read_plan
from delegation.models import Delegate
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def typed(mission, person, **changes):
    return {
        "mission": mission.pk,
        "person": person.pk,
        "group": "institutional",
        "role": "member",
        "precedence": 1,
        **changes,
    }


def test_each_end_of_the_journey_is_on_its_own_clocks(desk):
    flight = {
        "arrives": "2025-04-22T15:00",
        "arrival_time_zone": "America/Chicago",
        "leaves": "2025-04-25T15:00",
    }
    desk.post("/admin/delegation/delegate/add/", typed(MissionFactory(), PersonFactory(), **flight))

    delegate = Delegate.objects.get()
    assert (delegate.arrives_at, delegate.leaves_at) == (
        datetime(2025, 4, 22, 20, tzinfo=UTC),
        datetime(2025, 4, 25, 19, tzinfo=UTC),
    )
    form = desk.get(f"/admin/delegation/delegate/{delegate.pk}/change/").context["adminform"].form
    assert [f"{form.initial[name]:%H:%M}" for name in ("arrives", "leaves")] == ["15:00", "15:00"]


def test_a_flight_over_many_zones_bounds_the_day_as_a_moment():
    mission = MissionFactory(time_zone="Asia/Tokyo")
    delegate = DelegateFactory(mission=mission, arrives_at=datetime(2025, 4, 23, 1, tzinfo=UTC))
    landed = MeetingFactory(
        mission=mission,
        starts_at=datetime(2025, 4, 23, 1, tzinfo=UTC),
        ends_at=datetime(2025, 4, 23, 2, tzinfo=UTC),
    )
    in_the_air = MeetingFactory(
        mission=mission,
        starts_at=datetime(2025, 4, 22, 23, tzinfo=UTC),
        ends_at=datetime(2025, 4, 23, 0, tzinfo=UTC),
    )
    for meeting in (landed, in_the_air):
        ParticipationFactory(meeting=meeting, person=delegate.person)

    found = [clash for clash in find_clashes(read_plan(mission)) if clash.blocks]
    assert [(clash.kind, clash.items[0].pk) for clash in found] == [
        (ClashKind.BEFORE_ARRIVAL, in_the_air.pk)
    ]
