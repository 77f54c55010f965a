"""What a phone has sent: so that a form sent again, after a network that failed, counts once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda.models.personal_link import PersonalLink

REMEMBERED = timedelta(days=366)


class SendingQuerySet(models.QuerySet["Sending"]):
    """Questions asked about what phones have sent."""

    def note(self, link: PersonalLink, number: UUID, now: datetime) -> bool:
        """Write down that a form came; tell whether it is the first time.

        No phone waits for its network as long as ``REMEMBERED``: what is older is forgotten.
        """
        self.filter(received_at__lt=now - REMEMBERED).delete()
        found = {"link": link, "received_at": now}
        return self.get_or_create(number=number, defaults=found)[1]


class Sending(models.Model):
    """A form of a personal page that was received, by the random number its phone gave it."""

    link = models.ForeignKey(
        PersonalLink, models.CASCADE, verbose_name=_("personal link"), related_name="sendings"
    )
    number = models.UUIDField(_("number"))
    received_at = models.DateTimeField(_("received"))

    objects = SendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("form received from a phone")
        verbose_name_plural = _("forms received from phones")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="sending_counts_once",
                violation_error_message=_("This form was received already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
