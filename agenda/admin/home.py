"""The desk's home page: the mission at hand and what it still needs."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone

from agenda.admin.at_hand import at_hand, choose
from agenda.models import Feedback, Meeting, Participation, Version
from agenda.personal.link_making import without_link
from agenda.plan.clash_words import work_on_clashes
from agenda.preview_moment import preview_moment
from agenda.publishing import newest_version
from agenda.reading import When
from agenda.versions.publish_preview import preview
from agenda.versions.published import earlier_version, published
from agenda.versions.readership import Reader, readership
from delegation.local_time import local_day
from delegation.models import Mission

SHOWN = 8


def mission_at_hand(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add to the home page the mission asked for, or the one at hand, and its open work."""
    choose(request, request.GET.get("mission", ""))
    mission = at_hand(request)
    if mission is None:
        return context
    now = timezone.now()
    version = newest_version(mission)
    moment, problem = preview_moment(request, zone=mission.time_zone, is_demonstration=True)
    return {
        **context,
        "mission": mission,
        "missions": Mission.objects.in_order(),
        "at": moment and moment.astimezone(mission.time_zone),
        "problem": problem,
        "shown": SHOWN,
        "first": f":{SHOWN}",
        "coming": coming(mission, moment or now),
        "version": version,
        "published_at": version and version.published_at.astimezone(mission.home_time_zone),
        "left_to_tell": left_to_tell(version),
        **open_work(mission, now),
    }


def open_work(mission: Mission, now: datetime) -> dict[str, Any]:
    """Return what a mission still needs before everybody knows everything."""
    seen = preview(mission, now=now)
    return {
        **work_on_clashes(mission),
        "unpublished": seen.changes,
        "unpublished_rest": seen.rest,
        "unpublished_count": seen.differs,
        "untranslated": seen.untranslated,
        "without_link": without_link(mission).in_order().select_related("person"),
        "unsent": mission.personal_links.filter(sent_at=None, page_fetched_at=None).count(),
        "feedback": Feedback.objects.open().in_order(),
        "overdue_notices": mission.notices.overdue(now).count(),
        "failed_notices": mission.notices.left_to_us().in_order().select_related("person"),
        "unconfirmed": mission.delegates.unconfirmed().in_order(),
    }


def left_to_tell(version: Version | None) -> tuple[Reader, ...]:
    """Return whom somebody has to tell by voice what a version changed for them."""
    if version is None:
        return ()
    (seen,) = published(version.pk)
    return readership(seen, earlier_version(seen)).left_to_tell


def coming(mission: Mission, moment: datetime) -> list[tuple[Meeting, When]]:
    """Return the next meetings that are not over at a moment, each with its time and people."""
    people = Participation.objects.select_related("person").order_by("pk")
    meetings = (
        mission.meetings.coming(moment, local_day(moment, mission.time_zone))
        .in_order()
        .select_related("venue", "mission")
        .prefetch_related(Prefetch("participations", people))
    )
    return [(meeting, when_of(meeting, mission)) for meeting in meetings[:SHOWN]]


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
