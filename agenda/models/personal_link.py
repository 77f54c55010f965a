"""Personal links: what a delegate needs instead of an account."""

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agenda.models.version import Version
from companies.models import Person
from delegation.history.recording import RecordedQuerySet
from delegation.models import Mission

LIFE_AFTER_MISSION = timedelta(days=30)
FETCH_NOTED_EVERY = timedelta(minutes=1)


def random_part() -> str:
    """Return 128 random bits as text for the path of an address."""
    return secrets.token_urlsafe(16)


def signer() -> Signer:
    """Return what signs the keys of links, and knows the former secrets too."""
    return Signer(salt="agenda.personal_link", sep=".")


class LinkState(models.TextChoices):
    """What became of a personal link."""

    NONE = "none", _("none yet")
    UNSENT = "unsent", _("not sent")
    SENT = "sent", _("sent")
    OPENED = "opened", _("opened")


class PersonalLinkQuerySet(RecordedQuerySet["PersonalLink"]):
    """Questions asked about personal links."""

    def in_order(self) -> Self:
        """Sort by mission and surname."""
        return self.order_by("mission", "person__family_name", "pk")

    def for_key(self, key: str) -> "PersonalLink | None":
        """Return the row that a key was made for, replaced or not; None where we never made it.

        Whether it still opens anything, ``opens_with`` tells. ``newest_version`` is the primary
        key of its mission's newest version, None before the first.
        """
        try:
            signed = signer().unsign(key)
        except BadSignature:
            return None
        pk = signed.partition("-")[0]
        versions = Version.objects.filter(mission=OuterRef("mission")).order_by("-number")
        found = self.annotate(newest_version=Subquery(versions.values("pk")[:1]))
        link = found.select_related("mission", "person").filter(pk=pk).first()
        if link:
            link.opened_with = key
        return link


class PersonalLink(models.Model):
    """The secret address of one person's pages in one mission.

    Its key is the application's signature over the row's number and its random part:
    the desk can show it again, a leaked database alone opens nothing, and a new random
    part revokes the old key.
    """

    opened_with = ""  # the key that led here, which its pages keep: a former secret may sign it

    mission = models.ForeignKey(
        Mission, models.CASCADE, verbose_name=_("mission"), related_name="personal_links"
    )
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), related_name="personal_links"
    )
    random_part = models.CharField(max_length=40, default=random_part, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    page_fetched_at = models.DateTimeField(_("page opened"), null=True, editable=False)
    page_version = models.PositiveIntegerField(_("version on the page"), null=True, editable=False)
    feed_fetched_at = models.DateTimeField(_("calendar fetched"), null=True, editable=False)
    feed_version = models.PositiveIntegerField(
        _("version in the calendar"), null=True, editable=False
    )

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering = ["mission_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["random_part"],
                name="personal_link_key_unique",
                violation_error_message=_("Another personal link has this key: save again."),
            ),
            models.UniqueConstraint(
                fields=["mission", "person"],
                name="personal_link_once_per_person",
                violation_error_message=_("This person has a personal link already: replace it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def key(self) -> str:
        """The key in the address; a secret of that person."""
        return self.opened_with or signer().sign(self.signed)

    @property
    def signed(self) -> str:
        """What the key is made of."""
        return f"{self.pk}-{self.random_part}"

    @property
    def url(self) -> str:
        """The whole address of the personal page."""
        return settings.SITE_URL + reverse("personal", args=[self.key])

    @property
    def state(self) -> LinkState:
        """What became of it."""
        if self.page_fetched_at:
            return LinkState.OPENED
        return LinkState.SENT if self.sent_at else LinkState.UNSENT

    @property
    def fetched(self) -> str:
        """The versions that page and calendar last fetched, a dash for none."""
        return f"{self.page_version or '–'} / {self.feed_version or '–'}"

    def opens_with(self, key: str, now: datetime) -> bool:
        """Tell whether a key that was once made for this row is neither replaced nor expired."""
        return key.rpartition(".")[0] == self.signed and now < self.expires_at

    def replace(self) -> None:
        """Revoke the key and make another one."""
        self.random_part, self.opened_with = random_part(), ""
        self.sent_at = self.page_fetched_at = self.page_version = None
        self.feed_fetched_at = self.feed_version = None
        self.save()

    def note_fetch(self, *, what: str, version: int, now: datetime) -> None:
        """Remember that the ``page`` or ``feed`` was fetched, at most once a minute a version."""
        fetched_at = getattr(self, f"{what}_fetched_at")
        seen = getattr(self, f"{what}_version")
        if seen == version and fetched_at and now - fetched_at < FETCH_NOTED_EVERY:
            return
        fields = {f"{what}_fetched_at": now, f"{what}_version": version}
        type(self).objects.filter(pk=self.pk).update(**fields)
        for name, value in fields.items():
            setattr(self, name, value)
