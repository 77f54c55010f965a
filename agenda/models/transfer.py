"""Rides from one place to another, and who rides."""

import uuid
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from agenda.models.meeting import Meeting
from agenda.models.venue import Venue
from companies.models import Person
from delegation.history.recording import RecordedQuerySet
from delegation.models import Mission


class TransferQuerySet(RecordedQuerySet["Transfer"]):
    """Questions asked about transfers."""

    def in_order(self) -> Self:
        """Sort by departure."""
        return self.order_by("departs_at", "pk")

    def with_people(self) -> Self:
        """Read what a version keeps of each ride along with it, in two queries for any number."""
        seats = Passenger.objects.select_related("person")
        return self.select_related("origin", "destination", "driver").prefetch_related(
            Prefetch("seats_taken", seats)
        )


class Transfer(models.Model):
    """A ride with its departure, pickup point and passengers.

    It departs on the clocks of its origin and arrives on those of its destination.
    """

    mission = models.ForeignKey(
        Mission, models.CASCADE, verbose_name=_("mission"), related_name="transfers"
    )
    vehicle = models.CharField(_("vehicle"), max_length=100)
    seats = models.PositiveIntegerField(
        _("seats for passengers"), help_text=_("Without the driver's.")
    )
    origin = models.ForeignKey(
        Venue, models.PROTECT, verbose_name=_("from"), related_name="departing_transfers"
    )
    destination = models.ForeignKey(
        Venue, models.PROTECT, verbose_name=_("to"), related_name="arriving_transfers"
    )
    pickup_point = models.CharField(
        _("pickup point"), max_length=200, blank=True, help_text=_("The exact door.")
    )
    departs_at = models.DateTimeField(_("departs"))
    arrives_at = models.DateTimeField(_("arrives"))
    strict = models.BooleanField(
        _("strict departure"), default=False, help_text=_("The vehicle does not wait.")
    )
    driver = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("driver"),
        null=True,
        blank=True,
        related_name="driven_transfers",
    )
    serves = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        verbose_name=_("serves the meeting"),
        null=True,
        blank=True,
        related_name="transfers",
    )
    passengers = models.ManyToManyField(
        Person,
        through="Passenger",
        verbose_name=_("passengers"),
        blank=True,
        related_name="rides",
    )
    calendar_uid = models.UUIDField(_("calendar UID"), default=uuid.uuid4, editable=False)
    assumed = models.BooleanField(
        _("assumed"), default=False, help_text=_("Invented for a demonstration, shown as such.")
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["departs_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="transfer_arrives_after_departure",
                condition=Q(arrives_at__gt=F("departs_at")),
                violation_error_message=_("The transfer arrives before it departs."),
            ),
            models.CheckConstraint(
                name="transfer_seats_positive",
                condition=Q(seats__gt=0),
                violation_error_message=_("A vehicle has one seat for passengers or more."),
            ),
            models.UniqueConstraint(
                fields=["calendar_uid"],
                name="transfer_calendar_uid_unique",
                violation_error_message=_("Another transfer has this calendar UID already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vehicle}: {self.origin} → {self.destination}"

    @property
    def departure_zone(self) -> ZoneInfo:
        """The zone of the origin, else the mission's."""
        return self.origin.time_zone or self.mission.time_zone

    @property
    def arrival_zone(self) -> ZoneInfo:
        """The zone of the destination, else the mission's."""
        return self.destination.time_zone or self.mission.time_zone


class Passenger(models.Model):
    """One person in one transfer."""

    transfer = models.ForeignKey(
        Transfer, models.CASCADE, verbose_name=_("transfer"), related_name="seats_taken"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="seats_taken"
    )
    boarded_at = models.DateTimeField(_("boarded"), null=True, blank=True)

    objects = RecordedQuerySet["Passenger"].as_manager()

    class Meta:
        verbose_name = _("passenger")
        verbose_name_plural = _("passengers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transfer", "person"],
                name="passenger_once_per_transfer",
                violation_error_message=_("This person rides in this transfer already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
