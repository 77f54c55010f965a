"""A meeting as an organiser types it: on the clocks of the place."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda.forms.spans import Span
from agenda.forms.stale import StaleGuard
from agenda.models import Meeting
from agenda.templatetags.agenda_tags import language_name
from delegation.forms import ClockForm, on_clocks
from delegation.local_time import moment_at, within_years, zone_in_words
from delegation.models import Delegate, Mission

WORKING_LANGUAGES = [
    "it", "en", "fr", "de", "es", "pt", "nl", "pl", "ro", "uk", "ru", "tr", "ar", "he", "hi", "zh",
    "ja", "ko", "vi",
]  # fmt: skip


def language_choices() -> list[tuple[str, str]]:
    """Return the languages that meetings are held in, in words."""
    return [(code, language_name(code)) for code in WORKING_LANGUAGES]


CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class MeetingForm(StaleGuard, ClockForm):
    """Day and hours, or a part of the day, on the clocks of the venue, else the mission."""

    starts = forms.TimeField(label=_("starts"), required=False, widget=CLOCK)
    ends = forms.TimeField(label=_("ends"), required=False, widget=CLOCK)
    ends_next_day = forms.BooleanField(label=_("ends the day after"), required=False)
    groups = forms.MultipleChoiceField(
        label=_("add whole groups"),
        choices=Delegate.Group.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Adds every delegate of the group who is not among the participants yet."),
    )

    languages = forms.MultipleChoiceField(
        label=_("working languages"),
        choices=language_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    clock_columns = ["starts_at", "ends_at"]
    spans = (
        Span(("date", "part_of_day", "starts", "ends", "ends_next_day"), (("venue", "mission"),)),
    )

    class Meta:
        model = Meeting
        fields = [
            "mission", "kind", "title", "description", "date", "part_of_day", "venue", "room",
            "host", "status", "visibility", "public_title", "public_time", "public_venue",
            "public_host", "public_participants", "public_description",
            "public_cancellation_reason", "cancellation_reason", "dress_code", "languages",
            "notes",
            "assumed", "assumed_hours", "assumed_status",
        ]  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.instance
        allowed = [meeting.status, *meeting.next_statuses]
        if not meeting.pk:
            allowed = [*Meeting.UNAGREED, Meeting.Status.TENTATIVE, Meeting.Status.CONFIRMED]
        labels = dict(Meeting.Status.choices)
        self.fields["status"].choices = [(status, labels[status]) for status in allowed]
        self.fields["status"].error_messages["invalid_choice"] = _(
            "This status can't follow the present one: choose one of the list."
        )
        if meeting.pk:
            self.show_hours(meeting)
        elif mission := Mission.objects.filter(pk=self.initial.get("mission")).first():
            self.fields["starts"].help_text = _("%(zone)s, unless the venue has another one") % {
                "zone": zone_in_words(mission.time_zone)
            }

    def show_hours(self, meeting: Meeting) -> None:
        """Show the hours again on the clocks they were typed on."""
        zone = meeting.zone
        self.fields["starts"].help_text = zone_in_words(zone)
        starts, ends = on_clocks(meeting.starts_at, zone), on_clocks(meeting.ends_at, zone)
        if starts and ends:
            self.initial |= {
                "starts": starts.time(),
                "ends": ends.time(),
                "ends_next_day": ends.date() > starts.date(),
            }

    def clean(self) -> dict[str, object]:
        """Turn the typed hours into moments."""
        cleaned = super().clean()
        mission, day = cleaned.get("mission"), cleaned.get("date")
        if mission and day:
            venue = cleaned.get("venue")
            zone = (venue and venue.time_zone) or mission.time_zone
            later = timedelta(days=1 if cleaned.get("ends_next_day") else 0)
            self.instance.starts_at = self.moment("starts", day, zone)
            self.instance.ends_at = self.moment("ends", day + later, zone)
        return cleaned

    def moment(self, field: str, day: date, zone: ZoneInfo) -> datetime | None:
        """Return the moment of one typed time, None where none was typed or it can't be.

        What it was before, it may stay, also in an hour that comes twice.
        """
        clock = self.cleaned_data.get(field)
        if clock is None:
            return None
        stored = getattr(self.instance, f"{field}_at")
        if on_clocks(stored, zone) == datetime.combine(day, clock):
            return stored
        try:
            return moment_at(day, clock, zone)
        except ValidationError as error:
            self.add_error(field, error)
            return None


class ConfirmForm(forms.Form):
    """A yes: nothing else is asked."""


class DuplicateForm(forms.Form):
    """The day to copy meetings to."""

    date = forms.DateField(
        label=_("day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[within_years],
    )
