"""Spans in which a person can't be booked; without one they are free."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from timezone_field import TimeZoneField

from companies.models import Person
from delegation.history.recording import RecordedQuerySet


class Unavailability(models.Model):
    """A span in which a person can't be booked.

    ``time_zone`` is the one whose clocks it was typed on, and only serves to show it again.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), related_name="unavailabilities"
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = TimeZoneField(_("time zone"), default="Europe/Rome")
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = RecordedQuerySet["Unavailability"].as_manager()

    class Meta:
        verbose_name = _("unavailability")
        verbose_name_plural = _("unavailabilities")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="unavailability_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The unavailability ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
