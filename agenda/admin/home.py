"""The desk's home page: the mission at hand and what it still needs."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from agenda.models import Meeting
from agenda.preview import preview_moment
from agenda.publish_preview import preview
from agenda.publishing import newest_version
from agenda.reading import When
from delegation.local_time import local_day
from delegation.models import Mission

NEXT_ITEMS = 8


def mission_at_hand(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the home page the mission asked for, or the one at hand, and its open work."""
    now = timezone.now()
    missions = Mission.objects.in_order()
    asked = request.GET.get("mission", "")
    mission = missions.filter(pk=asked).first() if asked.isdecimal() else None
    mission = mission or Mission.objects.at_hand(now.date())
    if mission is None or not request.user.has_perm("agenda.view_meeting"):
        return {**context, "mission": None}
    moment, problem = preview_moment(request, zone=mission.time_zone, is_demonstration=True)
    at = moment or now
    coming = mission.meetings.coming(at, local_day(at, mission.time_zone)).in_order()
    coming = coming.select_related("venue", "mission")[:NEXT_ITEMS]
    seen = preview(mission, now=now)
    return {
        **context,
        "mission": mission,
        "missions": missions,
        "at": moment and moment.astimezone(mission.time_zone),
        "problem": problem,
        "coming": [(meeting, when_of(meeting, mission)) for meeting in coming],
        "unpublished": seen.changes,
        "untranslated": mission.meetings.untranslated().in_order()[:NEXT_ITEMS],
        "without_link": mission.delegates.exclude(person__personal_links__mission=mission)
        .in_order()
        .select_related("person"),
        "unconfirmed": mission.delegates.filter(
            affiliation__isnull=False, affiliation__titles_confirmed_on=None
        )
        .in_order()
        .select_related("person"),
        "version": newest_version(mission),
    }


def when_of(meeting: Meeting, mission: Mission) -> When:
    """Return when a meeting's row says that it is, on the clocks of its place."""
    zone = meeting.zone
    return When(
        date=meeting.date,
        part=meeting.part_of_day,
        starts_at=meeting.starts_at and meeting.starts_at.astimezone(zone),
        ends_at=meeting.ends_at and meeting.ends_at.astimezone(zone),
        zone=zone,
        home_zone=mission.home_time_zone,
        assumed=meeting.assumed_hours,
    )
