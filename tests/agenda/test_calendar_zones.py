"""Time zones in calendars of days that no calendar was made for."""

from datetime import date

import pytest
from icalendar import Calendar

from agenda.publishing import publish
from tests.factories import MeetingFactory
from tests.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", ["0001-01-02", "9999-12-30"])
def test_a_meeting_in_a_year_that_was_mistyped_is_in_the_calendar_all_the_same(client, day):
    hours = {"starts_at": f"{day}T13:30+00:00", "ends_at": f"{day}T14:30+00:00"}
    mission = MeetingFactory(date=day, **hours).mission
    publish(mission=mission, now=NOON)

    calendar = client.get(f"/en/missions/{mission.slug}/calendar.ics").content

    (event,) = Calendar.from_ical(calendar).events
    assert event["DTSTART"].dt.date() == date.fromisoformat(day)
