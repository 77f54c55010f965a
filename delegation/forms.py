"""Times typed on the clocks of a place, and the forms of delegates and colleagues."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminRadioSelectWidget

from companies.dated_form import DatedForm
from delegation.local_time import moment_at
from delegation.models import Colleague, Delegate, Mission
from delegation.roles import Role

TYPED_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]


class ClockField(forms.CharField):
    """A day and a time as typed, naive: the form that knows the place makes it a moment."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Write the day and the time: 2025-04-23T13:45.")}

    def to_python(self, value: str) -> datetime | None:
        """Return the naive day and time, None where nothing was typed."""
        text = super().to_python(value)
        if not text:
            return None
        for written in TYPED_FORMATS:
            try:
                return datetime.strptime(text[:16], written)  # noqa: DTZ007 - naive on purpose
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")


def on_clocks(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return a moment as the naive time that clocks of the zone show."""
    return moment.astimezone(zone).replace(tzinfo=None) if moment else None


def read_clock(
    form: forms.BaseForm, field: str, zone: ZoneInfo, stored: datetime | None = None
) -> datetime | None:
    """Return the moment of a typed time; a time that the zone has not, or twice, is an error.

    Where it is what clocks show at the moment that is ``stored``, that is the one that stays.
    """
    typed = form.cleaned_data.get(field)
    if typed is None:
        return None
    if typed == on_clocks(stored, zone):
        return stored
    try:
        return moment_at(typed.date(), typed.time(), zone)
    except ValidationError as error:
        form.add_error(field, error)
        return None


class ClockForm(DatedForm):
    """A form that sets columns it has no field for, and has their rules checked all the same."""

    clock_columns: ClassVar[list[str]] = []

    def _get_validation_exclusions(self) -> set[str]:
        """Return Django's exclusions without the columns that were set from typed times.

        Of a time that was refused its own sentence is enough: no rule is checked on it.
        """
        columns = {
            name
            for name in self.clock_columns
            if self.instance._meta.get_field(name).null or getattr(self.instance, name)
            if self._errors.keys().isdisjoint({"date", name.removesuffix("_at")})
        }
        return super()._get_validation_exclusions() - columns


class DelegateForm(ClockForm):
    """A delegate; arrival and departure are typed on the clocks of the mission's place."""

    arrives = ClockField(
        label=_("arrives"), required=False, help_text=_("On the clocks where the flight lands.")
    )
    leaves = ClockField(
        label=_("leaves"), required=False, help_text=_("On the clocks where the flight leaves.")
    )

    clock_columns = ["arrives_at", "leaves_at"]

    class Meta:
        model = Delegate
        fields = [
            "mission", "person", "affiliation", "group", "role", "precedence", "shown_publicly",
            "arrival_time_zone", "departure_time_zone", "dietary_needs", "access_needs", "needs_consent_on",
        ]  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        delegate = self.instance
        if delegate.pk:
            self.initial["arrives"] = on_clocks(delegate.arrives_at, delegate.arrival_zone)
            self.initial["leaves"] = on_clocks(delegate.leaves_at, delegate.departure_zone)

    def clean(self) -> dict[str, object]:
        """Turn the typed times into moments, each on the clocks of its own place."""
        cleaned = super().clean()
        if mission := cleaned.get("mission"):
            arrival = cleaned.get("arrival_time_zone") or mission.time_zone
            departure = cleaned.get("departure_time_zone") or mission.time_zone
            self.instance.arrives_at = read_clock(
                self, "arrives", arrival, self.instance.arrives_at
            )
            self.instance.leaves_at = read_clock(self, "leaves", departure, self.instance.leaves_at)
        return cleaned


class ColleagueForm(forms.ModelForm):
    """A colleague's account: no password, which they choose themselves, and no permissions."""

    email = forms.EmailField(
        label=capfirst(_("e-mail")),
        widget=UnfoldAdminEmailInputWidget,
        help_text=_("The address at which to choose a password is sent there."),
    )
    role = forms.ChoiceField(
        label=capfirst(_("role")),
        choices=Role,
        widget=UnfoldAdminRadioSelectWidget,
        help_text=_(
            "A reader looks at everything. An editor also writes it. An organiser also "
            "publishes, and makes colleagues’ accounts."
        ),
    )

    class Meta:
        model = Colleague
        fields = ["username", "first_name", "last_name", "email", "is_active"]
        help_texts = {
            "username": _("For signing in; it is not shown to readers."),
            "is_active": _("A closed account opens nothing. What its owner did stays."),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Show the role that the colleague has; nobody finds the field at their own account."""
        super().__init__(*args, **kwargs)
        if self.instance.pk and "role" in self.fields:
            self.initial["role"] = self.instance.role

    def clean_username(self) -> str:
        """Refuse a name that differs from another one by capitals only: sign-in doesn't see them."""
        return self.only_ours("username", _("Another account has this user name."))

    def clean_email(self) -> str:
        """Refuse an address that would open another account too."""
        return self.only_ours("email", _("Another account has this e-mail address."))

    def only_ours(self, name: str, refusal: str) -> str:
        """Return what was typed.

        Raises:
            ValidationError: another account, whoever sees it, has the same.
        """
        typed = self.cleaned_data[name]
        others = User.objects.filter(**{f"{name}__iexact": typed}).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(refusal, code="taken")
        return typed


class MissionForm(DatedForm):
    """A mission; of a new one neither country nor zone is chosen before somebody chooses."""

    class Meta:
        model = Mission
        exclude: ClassVar[list[str]] = []

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in {"country", "time_zone"} & self.fields.keys():
            choices = list(self.fields[name].choices)
            if self.instance.pk is None and choices[0][0] != "":
                self.fields[name].choices = [("", _("Choose…")), *choices]
