"""Messages to people about what a publication changed for them, or with their personal link."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agenda.models.version import Version
from companies.models import Person
from delegation.models import Mission

OVERDUE_AFTER = timedelta(minutes=10)  # a worker that runs looks every minute


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions asked about notices."""

    def in_order(self) -> Self:
        """Sort as they are to be sent."""
        return self.order_by("send_after", "pk")

    def unsent(self) -> Self:
        """Keep those whose person has not been told yet, and that nobody is sending."""
        return self.filter(status__in=Notice.UNSENT)

    def of_links(self) -> Self:
        """Keep those that bring a personal link and nothing else."""
        return self.filter(version=None)

    def of_versions(self) -> Self:
        """Keep those that tell of a publication."""
        return self.filter(version__isnull=False)

    def telling_of(self, number: int) -> Self:
        """Keep those whose way from one version to another leads through the one of a number."""
        after_it = Q(before=None) | Q(before__number__lt=number)
        return self.filter(after_it, version__number__gte=number)

    def left_to_us(self) -> Self:
        """Keep those that are not tried again by themselves: somebody has to decide."""
        return self.filter(status__in=Notice.LEFT_TO_US)

    def being_sent(self) -> Self:
        """Keep those on their way: what no living sender has in hand was abandoned."""
        return self.filter(status=Notice.Status.SENDING)

    def due(self, now: datetime) -> Self:
        """Keep those to send."""
        return self.filter(status=Notice.Status.WAITING, send_after__lte=now)

    def overdue(self, now: datetime) -> Self:
        """Keep those that should have left: what sends them does not run."""
        return self.due(now - OVERDUE_AFTER)


class Notice(models.Model):
    """One message to one person: all that changed for them from one version to another.

    ``before`` is the last version they were told of, None where it is the first they hear;
    ``version`` moves on while they have not been told. While a notice is being sent it stays
    as it is: what is published meanwhile goes into another one, which continues from it. One
    without a version brings the personal link alone.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNCERTAIN = "uncertain", _("may have left")
        NEEDLESS = "needless", _("nothing left to say")

    class Failure(models.TextChoices):
        NO_ADDRESS = "no_address", _("No e-mail address is known.")
        ADDRESS_REFUSED = "address_refused", _("The mail server refused the person's address.")
        SENDER_REFUSED = "sender_refused", _("The mail server refused our sender or our sign-in.")
        REFUSED = "refused", _("The mail server refused the message.")
        TRY_LATER = "try_later", _("The mail server asked to try again later.")
        UNREACHABLE = "unreachable", _("The mail server could not be reached.")
        TIMED_OUT = "timed_out", _("The mail server did not answer in time.")
        NOT_WRITTEN = "not_written", _("The message could not be written: the log says why.")
        LINKS_OVER = (
            "links_over",
            _(
                "Personal links end a month after the mission: the link in the message "
                "would open nothing."
            ),
        )
        STOPPED = (
            "stopped",
            _(
                "The sender was stopped while the mail server took the message: "
                "it may have arrived."
            ),
        )

    LEFT_TO_US = ("failed", "uncertain")
    UNSENT = ("waiting", *LEFT_TO_US)
    CLOSED = ("sent", "needless")

    mission = models.ForeignKey(
        Mission, models.CASCADE, verbose_name=_("mission"), related_name="notices"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), related_name="notices"
    )
    before = models.ForeignKey(
        Version, models.PROTECT, verbose_name=_("from version"), null=True, related_name="+"
    )
    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name=_("to version"), null=True, related_name="+"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    send_after = models.DateTimeField(_("not before"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("what went wrong"), max_length=20, choices=Failure, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-send_after", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "person"],
                condition=Q(status__in=["waiting", "failed", "uncertain"], version__isnull=False),
                name="notice_one_unsent_per_person",
                violation_error_message=_("A notice to this person is waiting already."),
            ),
            models.UniqueConstraint(
                fields=["mission", "person"],
                condition=Q(status__in=["waiting", "failed", "uncertain"], version__isnull=True),
                name="notice_one_unsent_link_per_person",
                violation_error_message=_("The link of this person is waiting to be sent already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.version or _('personal link')}"

    @property
    def is_being_sent(self) -> bool:
        """Whether a sender has it in hand, or had when it was stopped."""
        return self.status == Notice.Status.SENDING

    @property
    def key(self) -> str:
        """What names the message, the same for every attempt to tell the same."""
        return f"notice-{self.pk}-{self.version_id or 'link'}"
