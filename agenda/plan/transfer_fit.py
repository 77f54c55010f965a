"""Whether a ride fits the meeting it serves."""

from datetime import timedelta
from enum import StrEnum

from agenda.plan.planned import PlannedMeeting, PlannedTransfer

SAME_OUTING = timedelta(hours=12)


class Misfit(StrEnum):
    """Why a ride no longer fits the meeting it serves."""

    NONE = ""
    ARRIVES_LATE = "arrives_late"
    LEAVES_EARLY = "leaves_early"
    OTHER_PLACE = "other_place"
    OTHER_DAY = "other_day"
    CANCELLED = "cancelled"


def misfit_of(ride: PlannedTransfer, meeting: PlannedMeeting | None) -> Misfit:
    """Return why a ride doesn't fit the meeting it serves; empty where it does.

    One that ends where the meeting is must end before it starts; one that begins there must
    not begin before it ends. Without hours, a ride must lie where the meeting may.
    """
    if ride.serves_cancelled:
        return Misfit.CANCELLED
    if meeting is None:
        return Misfit.NONE
    if not meeting.has_hours:
        near = ride.starts_at < meeting.ends_at + SAME_OUTING
        near = near and ride.ends_at > meeting.starts_at - SAME_OUTING
        if not near:
            return Misfit.OTHER_DAY
    if meeting.origin is None:
        return Misfit.NONE
    if meeting.origin not in {ride.origin, ride.destination}:
        return Misfit.OTHER_PLACE
    return untimely(ride, meeting) if meeting.has_hours else Misfit.NONE


def untimely(ride: PlannedTransfer, meeting: PlannedMeeting) -> Misfit:
    """Return why a ride to or from a meeting doesn't fit its hours, by a day or by minutes."""
    brings = ride.destination == meeting.origin
    takes = ride.origin == meeting.origin
    in_time = ride.ends_at <= meeting.starts_at
    after = ride.starts_at >= meeting.ends_at
    if (brings and in_time) or (takes and after):
        wait = meeting.starts_at - ride.ends_at if in_time else ride.starts_at - meeting.ends_at
        return Misfit.OTHER_DAY if wait > SAME_OUTING else Misfit.NONE
    return Misfit.ARRIVES_LATE if brings else Misfit.LEAVES_EARLY
