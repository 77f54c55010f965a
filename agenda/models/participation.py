"""Who takes part in meetings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models import Affiliation, Person
from delegation.history.recording import RecordedQuerySet


class Participation(models.Model):
    """One person in one meeting; those who are not shown count for clashes too."""

    class Side(models.TextChoices):
        DELEGATION = "delegation", _("delegation")
        HOST = "host", _("host")

    class Role(models.TextChoices):
        GUEST = "guest", _("guest")
        HOST = "host", _("host")
        SPEAKER = "speaker", _("speaker")
        INTERPRETER = "interpreter", _("interpreter")
        STAFF = "staff", _("staff")

    class Response(models.TextChoices):
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    meeting = models.ForeignKey(
        "agenda.Meeting", models.CASCADE, verbose_name=_("meeting"), related_name="participations"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("person"), related_name="participations"
    )
    affiliation = models.ForeignKey(
        Affiliation,
        models.PROTECT,
        verbose_name=_("post worn here"),
        null=True,
        blank=True,
        related_name="participations",
    )
    side = models.CharField(_("side"), max_length=20, choices=Side, default=Side.DELEGATION)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.GUEST)
    shown = models.BooleanField(_("shown to readers"), default=True)
    response = models.CharField(
        _("answer"), max_length=20, choices=Response, default=Response.INVITED
    )
    response_word = models.CharField(_("word with the answer"), max_length=200, blank=True)
    standing_in_for = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("standing in for"),
        null=True,
        blank=True,
        related_name="substitutions",
    )
    attended = models.BooleanField(_("attended"), null=True, blank=True)
    assumed = models.BooleanField(_("assumed"), default=False)

    objects = RecordedQuerySet["Participation"].as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="participation_once_per_meeting",
                violation_error_message=_("This person takes part in this meeting already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def clean(self) -> None:
        """Refuse somebody else's post."""
        super().clean()
        if self.affiliation and self.affiliation.person_id != self.person_id:
            raise ValidationError(
                {"affiliation": _("This post belongs to somebody else: choose one of this person.")}
            )
