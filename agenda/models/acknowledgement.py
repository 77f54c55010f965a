"""Which version each person said that they have seen."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.models.version import Version
from companies.models import Person


class AcknowledgementQuerySet(models.QuerySet["Acknowledgement"]):
    """Questions asked about acknowledgements."""

    def in_mission(self, mission: int) -> Self:
        """Keep those of a mission's versions, the newest version first."""
        return self.filter(version__mission=mission).order_by("-version__number", "pk")


class Acknowledgement(models.Model):
    """A person's word that they have seen a version, and with it every version before."""

    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name=_("version"), related_name="acknowledgements"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), related_name="acknowledgements"
    )
    seen_at = models.DateTimeField(_("seen"))

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                name="acknowledgement_once_per_version",
                violation_error_message=_("This person has seen this version already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"
