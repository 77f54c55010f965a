"""A published mission with somebody who is told of changes, for the tests of notices."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from agenda.notices.one_sender import only_sender
from agenda.publishing import publish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
)

NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
QUIET = timedelta(minutes=10)
LATER = NOON + timedelta(hours=1)
DUE = LATER + QUIET
LONG_AFTER = datetime(2090, 1, 1, tzinfo=UTC)
AFTERNOON = datetime(2025, 4, 23, 19, tzinfo=UTC)


def delegate(mission, name, **values):
    values = {"email": f"{name.lower()}@example.org", "language": "en", **values}
    person = PersonFactory(given_name=name, **values)
    DelegateFactory(mission=mission, person=person)
    return person


def meeting_of(mission, *people, title="Breakfast", **values):
    meeting = MeetingFactory(mission=mission, title_it=title, title_en=title, **values)
    for person in people:
        ParticipationFactory(meeting=meeting, person=person)
    return meeting


def rename(meeting, title):
    meeting.title_it = meeting.title_en = title
    meeting.save()


def told_mission():
    """Return a mission whose two delegates have heard of its first version, and their meetings."""
    mission = MissionFactory()
    ada, bruno = delegate(mission, "Ada"), delegate(mission, "Bruno")
    afternoon = {"starts_at": AFTERNOON, "ends_at": AFTERNOON + timedelta(hours=1)}
    meetings = meeting_of(mission, ada), meeting_of(mission, bruno, title="Visit", **afternoon)
    publish(mission=mission, now=NOON)
    mission.notices.update(status="sent", sent_at=NOON)
    return mission, (ada, bruno), meetings


def hold(held, over):
    """Be the only sender, on a connection of its own, until told that it is over."""
    with only_sender() as ours:
        held.set()
        over.wait(10)
    connection.close()
    return ours
