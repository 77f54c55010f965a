"""One delegate standing in for another in one meeting, and on the rides to it and from it."""

from django.db import transaction

from agenda.editing.moves import rides_around
from agenda.models import Meeting, Participation, Passenger
from delegation.models import Delegate


@transaction.atomic
def substitute(
    *, participation: Participation, delegate: Delegate, with_rides: bool
) -> Participation:
    """Put a delegate into somebody's place, with the post that the delegate wears in the mission.

    The new participation keeps for whom it stands in; who stands in for a stand-in does so for
    the one who was there first. On the rides around the meeting the seat goes over too, where
    asked for and unless the delegate has one.
    """
    meeting = participation.meeting
    absent = participation.standing_in_for or participation.person
    made = Participation.objects.create(
        meeting=meeting,
        person=delegate.person,
        affiliation=delegate.affiliation,
        side=participation.side,
        role=participation.role,
        shown=participation.shown,
        standing_in_for=None if absent == delegate.person else absent,
    )
    if with_rides:
        pass_seats(meeting, participation.person_id, delegate.person_id)
    participation.delete()
    return made


def pass_seats(meeting: Meeting, absent: int, present: int) -> None:
    """Give one person's seats on the rides around a meeting to another one.

    Rides that serve no meeting stay with who has another one in the same house that day.
    """
    others = Meeting.objects.filter(venue=meeting.venue_id, date=meeting.date).exclude(
        status=Meeting.Status.CANCELLED
    )
    comes_anyway = others.exclude(pk=meeting.pk).filter(participations__person=absent).exists()
    for drag in rides_around(meeting):
        seats = drag.ride.seats_taken.filter(person=absent, boarded_at=None)
        if (comes_anyway and drag.ride.serves_id is None) or not seats.exists():
            continue
        seats.delete()
        Passenger.objects.get_or_create(transfer=drag.ride, person_id=present)
