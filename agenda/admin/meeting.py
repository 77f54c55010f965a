"""Meetings at the desk, with those who take part and the rides that serve them."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin
from unfold.admin import StackedInline, TabularInline

from agenda.admin.locking import MissionLock
from agenda.admin.meeting_actions import MeetingActions
from agenda.forms.meeting import MeetingForm
from agenda.forms.transfer import TransferForm
from agenda.invitations import invite_groups
from agenda.models import Meeting, Participation, Transfer
from delegation.forms import on_clocks
from delegation.history.desk import ModelAdmin


class ParticipationInline(TabularInline):
    """Participants where the meeting is edited."""

    model = Participation
    fk_name = "meeting"
    fields = ["person", "affiliation", "side", "role", "shown", "response", "assumed"]
    autocomplete_fields = ["person", "affiliation"]
    extra = 0


class RideForm(TransferForm):
    """A ride on the page of the meeting it serves, whose mission it takes."""

    class Meta(TransferForm.Meta):
        fields = [name for name in TransferForm.Meta.fields if name not in {"mission", "serves"}]


class RideInline(StackedInline):
    """Rides that serve the meeting, with their passengers."""

    model = Transfer
    form = RideForm
    fk_name = "serves"
    fields = [
        "vehicle_it", "vehicle_en", "seats", "origin", "departs", "pickup_point_it",
        "pickup_point_en", "destination", "arrives", "strict", "driver", "riders", "assumed",
    ]  # fmt: skip
    autocomplete_fields = ["origin", "destination", "driver"]
    extra = 0


@admin.register(Meeting)
class MeetingAdmin(MeetingActions, MissionLock, ModelAdmin, TabbedTranslationAdmin):
    """What happens when and where, who comes, who reads it."""

    form = MeetingForm
    inlines = [ParticipationInline, RideInline]
    list_display = [
        "date", "hours", "title", "venue", "kind", "status", "visibility", "expected",
    ]  # fmt: skip
    list_display_links = ["title"]
    list_filter = ["mission", "date", "status", "visibility", "kind"]
    list_select_related = ["mission", "venue"]
    search_fields = ["title_it", "title_en", "venue__name_it", "venue__name_en"]
    autocomplete_fields = ["mission", "venue", "host"]
    fieldsets = [
        (_("What"), {"fields": ["mission", "kind", "title", "description", "status"]}),
        (
            _("When"),
            {
                "fields": ["date", "starts", "ends", "ends_next_day", "part_of_day"],
                "description": _(
                    "On the clocks of the place: the venue's zone, else the mission's. "
                    "Write the hours, or choose a part of the day."
                ),
            },
        ),
        (_("Where"), {"fields": ["venue", "room", "host"]}),
        (_("Who"), {"fields": ["groups", "dress_code"]}),
        (
            _("Who reads it"),
            {
                "fields": [
                    "visibility",
                    "public_title",
                    "public_time",
                    "public_venue",
                    "public_host",
                    "public_participants",
                    "public_description",
                    "public_cancellation_reason",
                ],
                "description": _(
                    "Everybody reads a public meeting, of it only the details ticked here."
                ),
            },
        ),
        (_("Cancellation"), {"fields": ["cancellation_reason"]}),
        (_("Notes"), {"fields": ["notes"]}),
        (_("Assumed"), {"fields": ["assumed", "assumed_hours", "assumed_status"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        """Count the participants along."""
        return super().get_queryset(request).annotate(people_count=Count("participations"))

    @admin.display(description=_("when"), ordering="starts_at")
    def hours(self, meeting: Meeting) -> str:
        """The hours on the clocks of the place, else the part of the day."""
        if meeting.starts_at is None:
            return meeting.get_part_of_day_display()
        starts, ends = (
            on_clocks(moment, meeting.zone) for moment in (meeting.starts_at, meeting.ends_at)
        )
        elsewhere = f" ({meeting.zone})" if meeting.zone != meeting.mission.time_zone else ""
        return f"{starts:%H:%M}–{ends:%H:%M}{elsewhere}"

    @admin.display(description=_("people"), ordering="people_count")
    def expected(self, meeting: Meeting) -> int:
        """How many take part."""
        return meeting.people_count

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: object, change: bool
    ) -> None:
        """Give rides the meeting's mission, and save their passengers."""
        if formset.model is Transfer:
            for ride in formset.forms:
                ride.instance.mission_id = form.instance.mission_id
        super().save_formset(request, form, formset, change)
        if formset.model is Transfer:
            for ride in formset.forms:
                if ride.instance.pk and ride not in formset.deleted_forms:
                    ride.save_riders()

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list, change: bool
    ) -> None:
        """Add the groups that were ticked, after the participants that were typed."""
        super().save_related(request, form, formsets, change)
        invite_groups(meeting=form.instance, groups=form.cleaned_data.get("groups") or [])
