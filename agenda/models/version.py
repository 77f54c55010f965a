"""The numbered and frozen states of a programme."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from agenda.versions.programme_formats import Programme, upgraded
from delegation.models import Mission


class VersionQuerySet(models.QuerySet["Version"]):
    """Questions asked about versions."""

    def newest(self) -> Self:
        """Keep the newest version of each mission."""
        newest = Version.objects.filter(mission=OuterRef("mission")).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def public(self) -> Self:
        """Keep those of missions that are on the public site."""
        return self.filter(mission__is_public=True)


class Version(models.Model):
    """A numbered state of a programme, written by publishing and never edited.

    ``programme`` is what ``agenda.versions.programme`` wrote, in the format of that day; whoever reads
    it takes ``upgraded_programme``.
    """

    mission = models.ForeignKey(
        Mission, models.PROTECT, verbose_name=_("mission"), related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("published by"),
        null=True,
        related_name="published_versions",
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    programme = models.JSONField(_("programme"))

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["mission_id", "-number"]
        permissions = [("publish", _("Can publish"))]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "number"],
                name="version_number_unique",
                violation_error_message=_("This mission has a version with this number already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission} · {self.number}"

    @property
    def upgraded_programme(self) -> Programme:
        """The programme in today's format, whichever release wrote it."""
        return upgraded(self.programme)
