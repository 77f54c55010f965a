"""Copying a meeting to another day."""

import uuid
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Meeting
from delegation.local_time import local_day, moment_at

FAR = timedelta(days=366)


@transaction.atomic
def duplicate(*, meeting: Meeting, day: date) -> Meeting:
    """Return a copy on another day: same hours of the place and people, proposed, unpublished.

    Rides are not copied.

    Raises:
        ValidationError: the day is far from the mission, or one of the hours doesn't exist, or
            comes twice, on it.
    """
    mission = meeting.mission
    if max(mission.start_date - day, day - mission.end_date) > FAR:
        raise ValidationError(
            _("%(day)s is more than a year away from the mission: choose a day near it.")
            % {"day": day.strftime("%d/%m/%Y")}
        )
    people = list(meeting.participations.all())
    copy = Meeting.objects.get(pk=meeting.pk)
    copy.pk = None
    copy._state.adding = True  # noqa: SLF001 - Django's documented way to copy a row
    copy.calendar_uid = uuid.uuid4()
    copy.status = Meeting.Status.PROPOSED
    copy.cancellation_reason_it = copy.cancellation_reason_en = ""
    copy.starts_at = moved(meeting.starts_at, meeting, day)
    copy.ends_at = moved(meeting.ends_at, meeting, day)
    copy.date = day
    copy.save()
    for participation in people:
        participation.pk = None
        participation._state.adding = True  # noqa: SLF001 - as above
        participation.meeting = copy
        participation.response = participation.Response.INVITED
        participation.attended = None
        participation.save()
    return copy


def moved(moment: datetime | None, meeting: Meeting, day: date) -> datetime | None:
    """Return a moment of the meeting at the same clock time, counted from another day."""
    if moment is None:
        return None
    zone = meeting.zone
    later = local_day(moment, zone) - meeting.date
    return moment_at(day + later, moment.astimezone(zone).time(), zone)
