"""Places where meetings are held and transfers begin and end."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from timezone_field import TimeZoneField

from companies.models import Organisation
from delegation.history.recording import RecordedQuerySet


class VenueQuerySet(RecordedQuerySet["Venue"]):
    """Questions asked about venues."""

    def in_order(self) -> Self:
        """Sort by Italian name."""
        return self.order_by("name_it", "pk")


class Venue(models.Model):
    """A place with its address, the door to take, and its own clock.

    An empty time zone is the mission's. Coordinates are degrees, WGS 84.
    """

    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    entrance = models.CharField(
        _("entrance"), max_length=200, blank=True, help_text=_("Which door, gate or desk to go to.")
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = CountryField(_("country"), blank=True)
    time_zone = TimeZoneField(
        _("time zone"),
        null=True,
        blank=True,
        help_text=_("Only where its clocks differ from the mission's."),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        related_name="venues",
    )
    assumed = models.BooleanField(
        _("assumed"), default=False, help_text=_("Invented for a demonstration, shown as such.")
    )

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="venue_both_coordinates_or_neither",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Write both coordinates, or neither."),
            ),
            models.CheckConstraint(
                name="venue_coordinates_on_earth",
                condition=Q(latitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=_(
                    "Latitude lies between -90 and 90 degrees, longitude between -180 and 180."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
