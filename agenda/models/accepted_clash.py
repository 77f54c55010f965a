"""Clashes that somebody went past, with the reason."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Person
from delegation.models import Mission


class AcceptedClash(models.Model):
    """That a clash is all right, why, and who said so when.

    A clash is found, never stored; this row names it by its kind, its one or two items
    (``meeting-7``; the second empty where there is one) and the person, if any. ``state`` are
    digests of the items as they were: when they differ, the clash is open again. ``lapsed`` says
    that it has been so since: it stays open, also where everything is moved back.
    """

    mission = models.ForeignKey(
        Mission, models.CASCADE, verbose_name=_("mission"), related_name="accepted_clashes"
    )
    kind = models.CharField(_("kind"), max_length=30)
    first_item = models.CharField(max_length=30)
    second_item = models.CharField(max_length=30, blank=True)
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        verbose_name=_("person"),
        null=True,
        blank=True,
        related_name="accepted_clashes",
    )
    state = models.CharField(max_length=64)
    lapsed = models.BooleanField(_("open again"), default=False)
    reason = models.CharField(_("reason"), max_length=500)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("by"),
        null=True,
        related_name="accepted_clashes",
    )
    accepted_at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("accepted clash")
        verbose_name_plural = _("accepted clashes")
        ordering = ["-accepted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("mission"),
                F("kind"),
                F("first_item"),
                F("second_item"),
                models.functions.Coalesce("person", 0),
                name="accepted_clash_once",
                violation_error_message=_("This clash has been accepted already."),
            ),
            models.CheckConstraint(
                name="accepted_clash_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Write why this clash is all right."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
