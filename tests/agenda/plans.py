"""Plans for tests of clashes: values as they are read, with everything else in order."""

from datetime import UTC, date, datetime, timedelta

from agenda.plan.planned import (
    Attendance,
    Key,
    Plan,
    PlannedMeeting,
    PlannedTransfer,
)
from agenda.plan.travel import TravelTimes

DAWN = datetime(2025, 4, 23, tzinfo=UTC)
STAND, FACTORY, HOTEL = 1, 2, 3
MINISTER, RECTOR = 11, 12


def at(hour, minute=0):
    return DAWN + timedelta(hours=hour, minutes=minute)


def meeting(pk, starts_at, ends_at, *people, venue=STAND, **values):
    return PlannedMeeting(
        **{
            "key": Key("meeting", pk),
            "starts_at": starts_at,
            "ends_at": ends_at,
            "origin": venue,
            "destination": venue,
            "date": starts_at.date(),
            "attendances": tuple(
                person if isinstance(person, Attendance) else Attendance(person)
                for person in people
            ),
            **values,
        }
    )


def ride(pk, starts_at, ends_at, *people, origin=HOTEL, destination=STAND, **values):
    return PlannedTransfer(
        key=Key("transfer", pk),
        starts_at=starts_at,
        ends_at=ends_at,
        origin=origin,
        destination=destination,
        passengers=people,
        **{"date": starts_at.date(), "seats": 8, **values},
    )


def plan(*items, **values):
    return Plan(
        **{
            "start_date": date(2025, 4, 23),
            "end_date": date(2025, 4, 24),
            "buffer_minutes": 10,
            "meetings": tuple(item for item in items if isinstance(item, PlannedMeeting)),
            "transfers": tuple(item for item in items if isinstance(item, PlannedTransfer)),
            "presences": {},
            "busy": (),
            "travel": TravelTimes({(STAND, FACTORY): 30}, {}, speed_kmh=40),
            **values,
        }
    )
