"""Putting people into meetings."""

from collections.abc import Iterable

from django.db import transaction

from agenda.models import Meeting, Participation


@transaction.atomic
def invite_groups(*, meeting: Meeting, groups: Iterable[str]) -> int:
    """Add the delegates of some groups who are not in the meeting yet; return how many.

    Everybody wears the post they wear in the mission.
    """
    present = set(meeting.participations.values_list("person_id", flat=True))
    coming = meeting.mission.delegates.in_order().filter(group__in=list(groups))
    added = [
        Participation(
            meeting=meeting, person_id=delegate.person_id, affiliation_id=delegate.affiliation_id
        )
        for delegate in coming
        if delegate.person_id not in present
    ]
    return len(Participation.objects.bulk_create(added))
