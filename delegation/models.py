"""Missions and the people who travel with them."""

from datetime import date
from typing import Self
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField
from timezone_field import TimeZoneField

from companies.models import Affiliation, Firm, Organisation, Person
from delegation.history.recording import RecordedQuerySet
from delegation.logos import MissionLogo, Picture
from delegation.roles import Role

__all__ = ["Colleague", "Delegate", "Mission", "MissionLogo", "Picture"]


class MissionQuerySet(RecordedQuerySet["Mission"]):
    """Questions asked about missions."""

    def in_order(self) -> Self:
        """Sort by first day, the latest first."""
        return self.order_by("-start_date", "-pk")

    def at_hand(self, today: date) -> "Mission | None":
        """Return the mission under way, else the next to come, else the last one, else None."""
        coming = self.filter(end_date__gte=today).order_by("start_date", "pk").first()
        return coming or self.order_by("-end_date", "-pk").first()


class Mission(models.Model):
    """One organised journey with a purpose, dates, a place, a time zone and a programme.

    Both dates are days of the place and both belong to the mission.
    """

    class Kind(models.TextChoices):
        SYSTEM = "system_mission", _("system mission")
        TRADE = "trade_mission", _("trade mission")

    class Direction(models.TextChoices):
        OUTWARD = "outward", _("outward")
        INWARD = "inward", _("inward")

    class FundingStatement(models.TextChoices):
        CO_FUNDED = "co_funded", _("Co-funded by the European Union")
        FUNDED = "funded", _("Funded by the European Union")
        __empty__ = _("not funded by the European Union")

    slug = models.SlugField(
        _("address"), help_text=_("The last part of the public page's address: vtm-michigan-2025.")
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SYSTEM)
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction, default=Direction.OUTWARD
    )
    country = CountryField(_("country"))
    city = models.CharField(_("city"), max_length=100)
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"))
    time_zone = TimeZoneField(
        _("time zone"), help_text=_("Of the place: every time is typed and shown on its clocks.")
    )
    home_time_zone = TimeZoneField(_("home time zone"), default="Europe/Rome")
    coordinator = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("coordinator"),
        null=True,
        blank=True,
        related_name="coordinated_missions",
    )
    firms = models.ManyToManyField(
        Firm,
        verbose_name=_("participating firms"),
        blank=True,
        related_name="missions",
        help_text=_("Shown with their profile on the public page."),
    )
    contact_name = models.CharField(
        _("whom to call"), max_length=200, blank=True, help_text=_("The organiser's duty person.")
    )
    contact_phone = PhoneNumberField(_("duty phone"), blank=True)
    contact_email = models.EmailField(_("duty e-mail"), blank=True)
    contact_assumed = models.BooleanField(
        _("contact assumed"), default=False, help_text=_("Invented for a demonstration.")
    )
    buffer_minutes = models.PositiveSmallIntegerField(
        _("buffer"),
        default=10,
        help_text=_("Minutes to spare at every change of place, on top of the travel time."),
    )
    travel_speed_kmh = models.PositiveSmallIntegerField(
        _("average speed"),
        default=40,
        help_text=_("In km/h, for travel times that are estimated because nobody typed them."),
    )
    emergency_number = models.CharField(
        _("local emergency number"),
        max_length=30,
        blank=True,
        help_text=_("As it is dialled there: 911, 112."),
    )
    consulate = models.CharField(
        _("consulate"), max_length=300, blank=True, help_text=_("Name and address.")
    )
    consulate_phone = PhoneNumberField(_("consulate's phone"), blank=True)
    hotel = models.CharField(
        _("hotel"), max_length=300, blank=True, help_text=_("Name and address.")
    )
    hotel_phone = PhoneNumberField(_("hotel's phone"), blank=True)
    funding_statement = models.CharField(
        _("funding statement"),
        max_length=20,
        choices=FundingStatement,
        blank=True,
        help_text=_("Beside the emblem of the Union on every page, print, calendar and mail."),
    )
    funding_programme = models.CharField(_("funding programme"), max_length=300, blank=True)
    funding_fund = models.CharField(_("fund"), max_length=200, blank=True)
    funding_description = models.TextField(_("what is funded"), blank=True)
    quiet_minutes = models.PositiveSmallIntegerField(
        _("quiet minutes"),
        default=10,
        help_text=_(
            "How long messages about a publication wait: "
            "what is published meanwhile goes into the same message."
        ),
    )
    is_public = models.BooleanField(
        _("on the public site"),
        default=False,
        help_text=_(
            "Without this tick published versions reach only the delegates. "
            "Taking it away withdraws every public page within two seconds."
        ),
    )
    is_demonstration = models.BooleanField(
        _("demonstration"),
        default=False,
        help_text=_("Labelled as such on every page; anybody may look at it at another moment."),
    )

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["-start_date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                name="mission_slug_unique",
                violation_error_message=_("Another mission has this address: choose another one."),
            ),
            models.CheckConstraint(
                name="mission_ends_on_or_after_start",
                condition=Q(end_date__gte=F("start_date")),
                violation_error_message=_("The mission ends before it starts."),
            ),
            models.CheckConstraint(
                name="mission_funding_is_stated",
                condition=~Q(funding_statement="")
                | Q(
                    *[
                        Q(**{f"funding_{field}_{language}": ""})
                        | Q(**{f"funding_{field}_{language}": None})
                        for field in ("programme", "fund", "description")
                        for language in ("it", "en")
                    ]
                ),
                violation_error_message=_(
                    "Say whether the European Union funds or co-funds the mission: where a "
                    "programme, a fund or what is funded is named, its emblem stands too."
                ),
            ),
            models.CheckConstraint(
                name="mission_travel_speed_positive",
                condition=Q(travel_speed_kmh__gt=0),
                violation_error_message=_("The average speed is one km/h or more."),
            ),
            models.CheckConstraint(
                name="mission_travel_speed_possible",
                condition=Q(travel_speed_kmh__lte=300),
                violation_error_message=_("The average speed is 300 km/h at most."),
            ),
            models.CheckConstraint(
                name="mission_buffer_one_day_at_most",
                condition=Q(buffer_minutes__lte=24 * 60),
                violation_error_message=_("The buffer is one day at most: 1440 minutes."),
            ),
            models.CheckConstraint(
                name="mission_quiet_one_day_at_most",
                condition=Q(quiet_minutes__lte=24 * 60),
                violation_error_message=_("Messages wait one day at most: 1440 minutes."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DelegateQuerySet(RecordedQuerySet["Delegate"]):
    """Questions asked about delegates."""

    def in_order(self) -> Self:
        """Sort as lists name them: by group, then by the order an organiser typed."""
        return self.order_by(self.rank(), "precedence", "pk")

    def unconfirmed(self) -> Self:
        """Keep those whose titles worn here their office has not confirmed, with what they wear."""
        worn = self.filter(affiliation__isnull=False, affiliation__titles_confirmed_on=None)
        return worn.select_related("person", "affiliation__organisation")

    def rank(self) -> models.Case:
        """Return by which lists sort groups."""
        return models.Case(
            *(models.When(group=group, then=rank) for rank, group in enumerate(Delegate.Group))
        )


class Delegate(models.Model):
    """A person in a mission, with the post worn there."""

    class Group(models.TextChoices):
        INSTITUTIONAL = "institutional", _("institutional delegation")
        FIRMS = "firms", _("firms")
        STAFF = "staff", _("staff")

    class Role(models.TextChoices):
        MEMBER = "member", _("delegate")
        HEAD = "head_of_delegation", _("head of delegation")
        ESCORT = "escort", _("escort officer")
        INTERPRETER = "interpreter", _("interpreter")
        PRESS = "press", _("press officer")
        DRIVER = "driver", _("driver")

    mission = models.ForeignKey(
        Mission, models.CASCADE, verbose_name=_("mission"), related_name="delegates"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="delegates"
    )
    affiliation = models.ForeignKey(
        Affiliation,
        models.PROTECT,
        verbose_name=_("post worn here"),
        null=True,
        blank=True,
        related_name="delegates",
    )
    group = models.CharField(_("group"), max_length=20, choices=Group, default=Group.INSTITUTIONAL)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    precedence = models.PositiveIntegerField(
        _("order"), default=100, help_text=_("Typed by you: small numbers come first.")
    )
    shown_publicly = models.BooleanField(_("on the public list"), default=False)
    arrives_at = models.DateTimeField(_("arrives"), null=True, blank=True)
    arrival_time_zone = TimeZoneField(
        _("time zone of arrival"),
        null=True,
        blank=True,
        help_text=_("Only where its clocks differ from the mission's."),
    )
    leaves_at = models.DateTimeField(_("leaves"), null=True, blank=True)
    departure_time_zone = TimeZoneField(
        _("time zone of departure"),
        null=True,
        blank=True,
        help_text=_("Only where its clocks differ from the mission's."),
    )
    dietary_needs = models.CharField(_("dietary needs"), max_length=300, blank=True)
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    needs_consent_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("When the person agreed that these needs are written down."),
    )

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["mission_id", "precedence", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "person"],
                name="delegate_once_per_mission",
                violation_error_message=_("This person is in the delegation already."),
            ),
            models.CheckConstraint(
                name="delegate_leaves_after_arriving",
                condition=Q(leaves_at__gt=F("arrives_at")),
                violation_error_message=_("The delegate leaves before arriving."),
            ),
            models.CheckConstraint(
                name="delegate_needs_only_with_consent",
                condition=Q(dietary_needs="", access_needs="") | Q(needs_consent_on__isnull=False),
                violation_error_message=_(
                    "Dietary and access needs are kept only with the person's consent: "
                    "write when it was given, or empty them."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def arrival_zone(self) -> ZoneInfo:
        """Where the delegate arrives, on whose clocks that is typed: else the mission's."""
        return self.arrival_time_zone or self.mission.time_zone

    @property
    def departure_zone(self) -> ZoneInfo:
        """Where the delegate leaves from, as for the arrival."""
        return self.departure_time_zone or self.mission.time_zone

    def clean(self) -> None:
        """Refuse somebody else's post."""
        super().clean()
        if self.affiliation and self.affiliation.person_id != self.person_id:
            raise ValidationError(
                {"affiliation": _("This post belongs to somebody else: choose one of this person.")}
            )


class Colleague(User):
    """Somebody of the agency who signs in to the desk."""

    class Meta:
        proxy = True
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def role(self) -> Role | None:
        """The role that may do most, None without any; reads groups that were fetched before."""
        held = {group.name for group in self.groups.all()}
        return next((role for role in Role if role in held), None)
