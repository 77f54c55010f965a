"""Private items: what somebody does in a mission that is nobody else's business."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from timezone_field import TimeZoneField

from agenda.models.unavailability import Unavailability
from companies.models import Person
from delegation.models import Mission


class PrivateItem(models.Model):
    """Something of a person's own, a private dinner, which that person alone reads.

    It is in no version, on no page of the desk and in no history. ``unavailability`` is all
    that organisers see of it, without a word, where the person says that they are busy.
    ``time_zone`` is the one whose clocks it was typed on.
    """

    mission = models.ForeignKey(
        Mission, models.CASCADE, verbose_name=_("mission"), related_name="private_items"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), related_name="private_items"
    )
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = TimeZoneField(_("time zone"))
    calendar_uid = models.UUIDField(_("calendar UID"), default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(_("times changed"), default=0)
    changed_at = models.DateTimeField(_("changed"))
    unavailability = models.OneToOneField(
        Unavailability,
        models.SET_NULL,
        verbose_name=_("unavailability"),
        null=True,
        blank=True,
        related_name="private_item",
    )

    class Meta:
        verbose_name = _("private item")
        verbose_name_plural = _("private items")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="private_item_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The private item ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)  # never the title: the desk lists what a deletion takes along

    def set_busy(self, *, is_busy: bool) -> None:
        """Make the person unavailable meanwhile, without saying why, or no longer so."""
        kept = self.unavailability
        if not is_busy:
            if kept:
                kept.delete()
            self.unavailability = None
            return
        made = kept or Unavailability(person=self.person)
        made.starts_at, made.ends_at = self.starts_at, self.ends_at
        made.time_zone = self.time_zone
        made.save()
        self.unavailability = made
        self.save(update_fields=["unavailability"])

    def take_out(self) -> None:
        """Delete it, and with it that the person is unavailable."""
        self.set_busy(is_busy=False)
        self.delete()
