"""What somebody writes down for themselves alone."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import PrivateItem
from delegation.forms import on_clocks
from delegation.local_time import moment_at, within_years

DAYS_AROUND = timedelta(days=7)
NIGHT_ENDS = time(6)
HOW_MANY = 50


class PrivateItemForm(forms.ModelForm):
    """A title, a day and hours on the clocks of the place, and whether one is busy meanwhile.

    What ends at an hour of the night before it starts ends on the next day.
    """

    day = forms.DateField(validators=[within_years])
    starts = forms.TimeField()
    ends = forms.TimeField()
    busy = forms.BooleanField(required=False)

    class Meta:
        model = PrivateItem
        fields = ["title"]

    def clean_day(self) -> date:
        """Refuse a day far from the mission, which would be a slip of the finger."""
        day, mission = self.cleaned_data["day"], self.instance.mission
        if not mission.start_date - DAYS_AROUND <= day <= mission.end_date + DAYS_AROUND:
            raise ValidationError(
                _("This day is more than a week away from the mission: choose another one.")
            )
        return day

    def clean(self) -> None:
        """Find the moments; say which hour does not exist or comes twice, or ends too early."""
        super().clean()
        if not self.instance.pk and self.others().count() >= HOW_MANY:
            raise ValidationError(_("You have many items of your own: take one out first."))
        if not {"day", "starts", "ends"} <= self.cleaned_data.keys():
            return
        day, starts, ends = (self.cleaned_data[name] for name in ("day", "starts", "ends"))
        is_of_next_day = ends <= starts
        if is_of_next_day and ends > NIGHT_ENDS:
            self.add_error("ends", _("It ends before it starts: correct one of the hours."))
            return
        self.instance.starts_at = self.moment("starts", day)
        self.instance.ends_at = self.moment("ends", day + timedelta(days=is_of_next_day))

    def others(self) -> "PrivateItem.objects":
        """Return what the person has written down for this mission."""
        item = self.instance
        return PrivateItem.objects.filter(mission=item.mission_id, person=item.person_id)

    def moment(self, name: str, day: date) -> datetime | None:
        """Return the moment that an hour names; None where its day has no or two such hours.

        What it was before, it may stay.
        """
        stored = getattr(self.instance, f"{name}_at")
        if on_clocks(stored, self.instance.time_zone) == datetime.combine(
            day, self.cleaned_data[name]
        ):
            return stored
        try:
            return moment_at(day, self.cleaned_data[name], self.instance.time_zone)
        except ValidationError as error:
            self.add_error(name, error)
            return None

    @transaction.atomic
    def write(self, *, now: datetime) -> PrivateItem:
        """Save the item, and that its person is unavailable where they say so."""
        item = self.instance
        item.sequence += bool(item.pk)
        item.changed_at = now
        item.save()
        item.set_busy(is_busy=self.cleaned_data["busy"])
        return item
