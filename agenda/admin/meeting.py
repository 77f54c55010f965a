"""Meetings at the desk, with those who take part and the rides that serve them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin
from unfold.admin import StackedInline, TabularInline

from agenda.admin.before_saving import BeforeSaving
from agenda.admin.locking import MissionLock
from agenda.admin.meeting_actions import MeetingActions
from agenda.admin.meeting_deletion import MeetingDeletion
from agenda.admin.meeting_list import MeetingList
from agenda.admin.substitution_page import SubstitutionPage
from agenda.admin.two_organisers import TwoOrganisers
from agenda.editing.invitations import invite_groups, seat_participants, wear_posts
from agenda.forms.meeting import MeetingForm
from agenda.forms.transfer import TransferForm
from agenda.models import Meeting, Participation, Transfer
from companies.formsets import ExplainedFormSet
from delegation.autocompletes import FindsByTyping
from delegation.history.desk import ModelAdmin


class ParticipationInline(FindsByTyping, TabularInline):
    """Participants where the meeting is edited."""

    model = Participation
    formset = ExplainedFormSet
    fk_name = "meeting"
    fields = [
        "person", "affiliation", "side", "role", "shown", "response", "remarks", "assumed",
    ]  # fmt: skip
    readonly_fields = ["remarks"]
    autocomplete_fields = ["person", "affiliation"]
    show_title = False
    extra = 0

    @admin.display(description=_("remarks"))
    def remarks(self, participation: Participation) -> str:
        """For whom they stand in, and the word they sent with their answer."""
        absent, word = participation.standing_in_for, participation.response_word
        said = [_("stands in for %(person)s") % {"person": absent}] if absent else []
        return "; ".join([*said, f"“{word}”"] if word else said) or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participation]:
        """Read along those they stand in for."""
        return super().get_queryset(request).select_related("standing_in_for")


class RideForm(TransferForm):
    """A ride on the page of the meeting it serves, whose mission it takes and which guards it."""

    seen = None
    everybody = forms.BooleanField(
        label=_("passengers: all who take part, from our side"), required=False
    )

    class Meta(TransferForm.Meta):
        fields = [name for name in TransferForm.Meta.fields if name not in {"mission", "serves"}]


class RideInline(FindsByTyping, StackedInline):
    """Rides that serve the meeting, with their passengers."""

    model = Transfer
    form = RideForm
    fk_name = "serves"
    fields = [
        "vehicle_it", "vehicle_en", "seats", "origin", "departs", "pickup_point_it",
        "pickup_point_en", "destination", "arrives", "strict", "driver", "everybody",
        "riders", "assumed",
    ]  # fmt: skip
    autocomplete_fields = ["origin", "destination", "driver"]
    extra = 0


@admin.register(Meeting)
class MeetingAdmin(
    MeetingList,
    MeetingActions,
    SubstitutionPage,
    TwoOrganisers,
    BeforeSaving,
    MissionLock,
    MeetingDeletion,
    ModelAdmin,
    TabbedTranslationAdmin,
):
    """What happens when and where, who comes, who reads it."""

    form = MeetingForm
    actions_detail = [*MeetingActions.actions_detail, "stand_in"]
    inlines = [ParticipationInline, RideInline]
    autocomplete_fields = ["mission", "venue", "host"]
    fieldsets = [
        (_("What"), {"fields": ["seen", "mission", "kind", "title", "description", "status"]}),
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
        (_("Who"), {"fields": ["groups", "languages", "dress_code"]}),
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

    def finish_saving(self, request: HttpRequest, form: ModelForm, formsets: list[Any]) -> None:
        """Add the groups ticked, give posts to who joins without one, then fill the rides."""
        invite_groups(meeting=form.instance, groups=form.cleaned_data.get("groups") or [])
        for formset in formsets:
            if formset.model is Participation:
                wear_posts(meeting=form.instance, joined=joined(formset))
            else:
                self.fill_rides(request, formset)

    def fill_rides(self, request: HttpRequest, formset: object) -> None:
        """Seat all who take part in the rides ticked so; say where they don't fit."""
        for ride in formset.forms:
            if not ride.cleaned_data.get("everybody") or ride in formset.deleted_forms:
                continue
            try:
                seat_participants(transfer=ride.instance)
            except ValidationError as error:
                self.message_user(request, " ".join(error.messages), messages.ERROR)


def joined(formset: BaseModelFormSet) -> list[Participation]:
    """Return the participations that a form has just put a person into."""
    replaced = [row for row, fields in formset.changed_objects if "person" in fields]
    return [*formset.new_objects, *replaced]
