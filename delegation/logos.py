"""The logos that stand beside the emblem of the Union on a mission's pages."""

from hashlib import blake2b
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegation.history.recording import RecordedQuerySet
from delegation.logo_file import read_drawing

EMBLEM_ORDER = 20


class Picture(models.Model):
    """A file that was uploaded; never changed nor deleted, since old versions show it.

    ``digest`` names it by its content; width and height are in its own units.
    """

    digest = models.CharField(_("digest"), max_length=40)
    content = models.BinaryField(_("content"))
    media_type = models.CharField(_("media type"), max_length=20)
    width = models.FloatField(_("width"))
    height = models.FloatField(_("height"))

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["digest"], name="picture_once")]

    def __str__(self) -> str:
        return self.digest

    @classmethod
    def stored(cls, content: bytes) -> Self:
        """Return the picture with this content, made where there is none yet.

        Raises:
            ValidationError: this is no picture.
        """
        drawing = read_drawing(content)
        digest = blake2b(content, digest_size=16).hexdigest()
        values = {
            "content": content,
            "media_type": drawing.media_type,
            "width": drawing.width,
            "height": drawing.height,
        }
        return cls.objects.get_or_create(digest=digest, defaults=values)[0]


class MissionLogoQuerySet(RecordedQuerySet["MissionLogo"]):
    """Questions asked about logos."""

    def with_sizes(self) -> Self:
        """Read what is known of the pictures along, in order, but not their content."""
        return self.select_related("picture").defer("picture__content").order_by("order", "pk")


class MissionLogo(models.Model):
    """A logo in a mission's block, with the words that stand for it."""

    mission = models.ForeignKey(
        "delegation.Mission", models.CASCADE, verbose_name=_("mission"), related_name="logos"
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, verbose_name=_("picture"), related_name="logos"
    )
    name = models.CharField(
        _("text alternative"),
        max_length=200,
        help_text=_("What the logo says: “Regione Piemonte”."),
    )
    order = models.PositiveIntegerField(
        _("order"),
        default=30,
        help_text=_("The emblem of the Union stands at 20: smaller numbers come before it."),
    )

    objects = MissionLogoQuerySet.as_manager()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        ordering = ["mission_id", "order", "pk"]

    def __str__(self) -> str:
        return self.name
