"""The list of meetings: what is on, where, who comes, and whether readers know it."""

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from agenda.admin.clash_column import ClashColumn
from agenda.admin.filters import DayFilter
from agenda.admin.of_mission import MissionFilter, OfMission
from agenda.admin.publication import PublicationColumns
from agenda.models import Meeting
from agenda.templatetags.agenda_tags import short_day
from companies.untranslated_lists import UntranslatedFilter
from delegation.forms import on_clocks
from delegation.local_time import zone_in_words

STATUS_COLOURS = {
    Meeting.Status.CONFIRMED: "success",
    Meeting.Status.HELD: "success",
    Meeting.Status.TENTATIVE: "warning",
    Meeting.Status.REQUESTED: "info",
    Meeting.Status.CANCELLED: "danger",
}


class MeetingList(OfMission, ClashColumn, PublicationColumns):
    """Columns, filters and order of the list."""

    list_display = [
        "day", "hours", "title", "venue", "state", "visibility", "people_coming",
        "clashing", "known", "untranslated",
    ]  # fmt: skip
    list_display_links = ["title"]
    list_filter = [MissionFilter, DayFilter, "status", "visibility", "kind", UntranslatedFilter]
    search_fields = [
        "title_it", "title_en", "venue__name_it", "venue__name_en", "host__name",
        "participations__person__family_name",
    ]  # fmt: skip
    ordering = ["date", F("starts_at").asc(nulls_first=True), "pk"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        """Read along what the columns and the comparison with the last version need."""
        return super().get_queryset(request).select_related("mission").with_people()

    @admin.display(description=_("day"), ordering="date")
    def day(self, meeting: Meeting) -> str:
        """The day of the place."""
        return short_day(meeting.date)

    @admin.display(description=_("hours of the place"), ordering="starts_at")
    def hours(self, meeting: Meeting) -> str:
        """The hours on the clocks of the place, else the part of the day."""
        if meeting.starts_at is None:
            return meeting.get_part_of_day_display()
        starts, ends = (
            on_clocks(moment, meeting.zone) for moment in (meeting.starts_at, meeting.ends_at)
        )
        elsewhere = meeting.zone != meeting.mission.time_zone
        return f"{starts:%H:%M}–{ends:%H:%M}" + (
            f" ({zone_in_words(meeting.zone)})" if elsewhere else ""
        )

    @display(description=_("status"), ordering="status", label=STATUS_COLOURS)
    def state(self, meeting: Meeting) -> tuple[str, str]:
        """The status, with its colour."""
        return meeting.status, meeting.get_status_display()

    @admin.display(description=_("people"))
    def people_coming(self, meeting: Meeting) -> int:
        """How many take part."""
        return len(meeting.participations.all())
