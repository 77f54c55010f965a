"""The board: what to look at, and where an item is to go, dragged or typed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.board.moves import Wish
from agenda.board.positions import key_of, seen_of
from agenda.board.rows import RowKind
from agenda.forms.answers import AnswersForm
from agenda.models import Meeting, Transfer, Venue
from agenda.plan.planned import Key
from delegation.forms import ClockField, on_clocks, read_clock
from delegation.models import Mission

NEAR_MISSION = timedelta(days=366)


class BoardForm(forms.Form):
    """Which day, and what the rows stand for; what is not asked for or makes no sense is chosen.

    ``apart`` asks for a row for each, also of those whose day is the same.
    """

    day = forms.DateField(required=False)
    rows = forms.ChoiceField(choices=[(kind, kind) for kind in RowKind], required=False)
    apart = forms.BooleanField(required=False)

    def asked(self, mission: Mission, today: date) -> tuple[date, RowKind]:
        """Return the day, else today within the mission or its first day, and the kind of rows."""
        self.is_valid()
        day = self.cleaned_data.get("day")
        if day is None or abs(day - mission.start_date) > NEAR_MISSION:
            day = today if mission.start_date <= today <= mission.end_date else mission.start_date
        return day, RowKind(self.cleaned_data.get("rows") or RowKind.DELEGATES)


class AgainForm(forms.Form):
    """Which entries of the board a page has already, by their digests with spaces between them."""

    known = forms.CharField(required=False)

    def digests(self) -> frozenset[str]:
        """Return them; what is none is found nowhere."""
        self.is_valid()
        return frozenset(self.cleaned_data.get("known", "").split())


class SeenForm(AnswersForm):
    """How the item stood on the organiser's screen, beside what they answer."""

    seen = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)


class MoveForm(SeenForm):
    """An item where it was dropped: its first and last moment, maybe another row."""

    item = forms.RegexField(r"^(meeting|transfer)-[0-9]{1,9}$")
    starts_at = forms.DateTimeField()
    ends_at = forms.DateTimeField()
    target = forms.CharField(max_length=200, required=False, strip=False)
    changes_row = forms.BooleanField(required=False)

    def __init__(self, *args: object, mission: Mission, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.mission = mission

    def clean(self) -> dict[str, Any]:
        """Refuse a time that is no span near the mission, and a venue that there is not."""
        cleaned = super().clean()
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at:
            check_span(starts_at, ends_at, self.mission)
        if cleaned.get("changes_row") and cleaned.get("item", "").startswith("meeting"):
            check_venue(cleaned.get("target", ""))
        return cleaned

    def wish(self) -> Wish:
        """Return where the item is to go."""
        typed = self.cleaned_data
        kind, _dash, pk = typed["item"].partition("-")
        return Wish(
            key=Key(kind, int(pk)),
            seen=typed["seen"],
            starts_at=typed["starts_at"].astimezone(UTC),
            ends_at=typed["ends_at"].astimezone(UTC),
            target=typed["target"] if typed["changes_row"] else None,
        )


class TypedMoveForm(SeenForm):
    """An item's time typed on the clocks of its place, and its venue or vehicle chosen.

    With another venue chosen, what is typed counts on the clocks there.
    """

    starts = ClockField(label=gettext_lazy("starts"))
    ends = ClockField(label=gettext_lazy("ends"))
    target = forms.ChoiceField(required=False)

    def __init__(self, *args: object, row: Meeting | Transfer, **kwargs: object) -> None:
        is_ride = isinstance(row, Transfer)
        self.row = row
        self.is_meeting = not is_ride
        self.zones = (row.departure_zone, row.arrival_zone) if is_ride else (row.zone, row.zone)
        self.times = (row.departs_at, row.arrives_at) if is_ride else (row.starts_at, row.ends_at)
        starts, ends = (on_clocks(*end) for end in zip(self.times, self.zones, strict=True))
        target = row.vehicle_it if is_ride else str(row.venue_id or "")
        initial = {"starts": starts, "ends": ends, "target": target, "seen": seen_of(row)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["target"].label = _("vehicle") if is_ride else _("venue")
        self.fields["target"].choices = vehicles(row.mission) if is_ride else venues()

    def clean(self) -> dict[str, Any]:
        """Turn the typed times into moments."""
        cleaned = super().clean()
        self.read_zones(cleaned.get("target"))
        starts_at, ends_at = (
            read_clock(self, name, zone, stored)
            for name, zone, stored in zip(("starts", "ends"), self.zones, self.times, strict=True)
        )
        if starts_at and ends_at:
            check_span(starts_at, ends_at, self.row.mission)
        return {**cleaned, "starts_at": starts_at, "ends_at": ends_at}

    def read_zones(self, target: str | None) -> None:
        """Take the clocks of the venue that was chosen for a meeting."""
        if self.is_meeting and target not in {None, self.initial["target"]}:
            venue = Venue.objects.filter(pk=target).first() if target else None
            zone = (venue and venue.time_zone) or self.row.mission.time_zone
            self.zones = (zone, zone)

    def wish(self) -> Wish:
        """Return where the item is to go."""
        typed = self.cleaned_data
        stays = typed["target"] == self.initial["target"]
        return Wish(
            key=key_of(self.row),
            seen=typed["seen"],
            starts_at=typed["starts_at"],
            ends_at=typed["ends_at"],
            target=None if stays else typed["target"],
        )


def check_span(starts_at: datetime, ends_at: datetime, mission: Mission) -> None:
    """Refuse a span that ends before it starts or lies far from the mission.

    Raises:
        ValidationError: with a sentence for the organiser.
    """
    if ends_at <= starts_at:
        raise ValidationError(_("It would end before it starts."))
    for moment in (starts_at, ends_at):
        if abs(moment.replace(tzinfo=None).date() - mission.start_date) > NEAR_MISSION:
            raise ValidationError(_("This is more than a year from the mission's first day."))


def check_venue(target: str) -> None:
    """Refuse a venue that is not there any more.

    Raises:
        ValidationError: with a sentence for the organiser.
    """
    known = target == "" or (
        target.isascii() and target.isdecimal() and len(target) < 10
        and Venue.objects.filter(pk=target).exists()
    )  # fmt: skip
    if not known:
        raise ValidationError(_("This venue is not there any more: load the board again."))


def venues() -> list[tuple[str, str]]:
    """Return the venues to choose from, and none."""
    return [("", "–"), *((str(venue.pk), str(venue)) for venue in Venue.objects.in_order())]


def vehicles(mission: Mission) -> list[tuple[str, str]]:
    """Return the vehicles of a mission."""
    rides = mission.transfers.order_by("vehicle_it", "pk")
    return list({ride.vehicle_it or "": ride.vehicle for ride in rides}.items())
