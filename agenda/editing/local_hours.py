"""Keeping the hours that were typed when the clocks of a place change.

An organiser types “09:30” at a venue. When the venue turns out to lie in another zone, 09:30
is what was agreed on, and the moment moves.
"""

from zoneinfo import ZoneInfo

from django.db import models, transaction

from agenda.models import Meeting, Transfer, Venue
from delegation.local_time import moment_at
from delegation.models import Delegate, Mission


def moved_with_venue(venue: Venue, before: ZoneInfo | None) -> list[models.Model]:
    """Return the unsaved rows whose hours hang on a venue's clocks, moved to its new zone.

    Raises:
        ValidationError: an hour doesn't exist or comes twice there, or a rule of its row breaks.
    """
    meetings = venue.meetings.select_related("mission")
    rides = Transfer.objects.filter(
        models.Q(origin=venue) | models.Q(destination=venue)
    ).select_related("mission", "origin", "destination")
    zones = (before, venue.time_zone)
    return [
        row
        for row in (
            *(moved_meeting(meeting, *zones) for meeting in meetings),
            *(
                moved_ride(
                    ride, *zones, ride.origin_id == venue.pk, ride.destination_id == venue.pk
                )
                for ride in rides
            ),
        )
        if row
    ]


def moved_with_mission(mission: Mission, before: ZoneInfo) -> list[models.Model]:
    """Return the unsaved rows whose hours hang on a mission's clocks, moved to its new zone.

    Raises:
        ValidationError: an hour doesn't exist or comes twice there, or a rule of its row breaks.
    """
    zones = (before, mission.time_zone)
    here = models.Q(venue=None) | models.Q(venue__time_zone=None)
    rides = mission.transfers.select_related("mission", "origin", "destination")
    return [
        row
        for row in (
            *(moved_meeting(meeting, *zones) for meeting in mission.meetings.filter(here)),
            *(
                moved_ride(ride, *zones, not ride.origin.time_zone, not ride.destination.time_zone)
                for ride in rides
            ),
            *(moved_delegate(delegate, *zones) for delegate in mission.delegates.all()),
        )
        if row
    ]


def moved_delegate(delegate: Delegate, before: ZoneInfo, after: ZoneInfo) -> Delegate | None:
    """Return a delegate with those journeys on the new clocks that have no airport's of their own."""
    own = {
        "arrives_at": delegate.arrival_time_zone,
        "leaves_at": delegate.departure_time_zone,
    }
    return moved(delegate, {column: (before, after) for column, zone in own.items() if not zone})


def moved_meeting(
    meeting: Meeting, before: ZoneInfo | None, after: ZoneInfo | None
) -> Meeting | None:
    """Return a meeting with its hours on the new clocks; an empty zone is its mission's."""
    zones = (before or meeting.mission.time_zone, after or meeting.mission.time_zone)
    return moved(meeting, {"starts_at": zones, "ends_at": zones})


def moved_ride(
    ride: Transfer,
    before: ZoneInfo | None,
    after: ZoneInfo | None,
    departs_there: bool,
    arrives_there: bool,
) -> Transfer | None:
    """Return a ride with those of its two ends on the new clocks that lie there."""
    zones = (before or ride.mission.time_zone, after or ride.mission.time_zone)
    ends = {"departs_at": departs_there, "arrives_at": arrives_there}
    return moved(ride, {column: zones for column, there in ends.items() if there})


def moved[Row: models.Model](row: Row, columns: dict[str, tuple[ZoneInfo, ZoneInfo]]) -> Row | None:
    """Return the row with the same clock times in other zones, None where nothing moves."""
    changed = False
    for column, (before, after) in columns.items():
        moment = getattr(row, column)
        if moment is None:
            continue
        local = moment.astimezone(before)
        there = moment_at(local.date(), local.time(), after)
        changed = changed or there != moment
        setattr(row, column, there)
    if not changed:
        return None
    row.validate_constraints()
    return row


@transaction.atomic
def save_moved(rows: list[models.Model]) -> int:
    """Save moved rows; return how many."""
    for row in rows:
        row.save()
    return len(rows)
