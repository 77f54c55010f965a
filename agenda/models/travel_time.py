"""Travel times that an organiser typed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agenda.models.venue import Venue

LONGEST_TRAVEL = 48 * 60


class TravelTime(models.Model):
    """How many minutes it takes from one venue to another: one row per direction."""

    origin = models.ForeignKey(
        Venue, models.CASCADE, verbose_name=_("from"), related_name="ways_out"
    )
    destination = models.ForeignKey(
        Venue, models.CASCADE, verbose_name=_("to"), related_name="ways_in"
    )
    minutes = models.PositiveIntegerField(_("minutes"))

    class Meta:
        verbose_name = _("travel time")
        verbose_name_plural = _("travel times")
        ordering = ["origin_id", "destination_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "destination"],
                name="travel_time_once_per_direction",
                violation_error_message=_(
                    "There is a travel time for this direction already: change that one."
                ),
            ),
            models.CheckConstraint(
                name="travel_time_minutes_positive",
                condition=Q(minutes__gt=0),
                violation_error_message=_("A travel time is one minute or more."),
            ),
            models.CheckConstraint(
                name="travel_time_two_days_at_most",
                condition=Q(minutes__lte=LONGEST_TRAVEL),
                violation_error_message=_("A travel time is two days at most: 2880 minutes."),
            ),
            models.CheckConstraint(
                name="travel_time_between_two_venues",
                condition=~Q(origin=F("destination")),
                violation_error_message=_("Choose two different venues."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} → {self.destination}: {self.minutes}"
