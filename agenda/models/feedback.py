"""What readers say of public pages, for the desk to deal with."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Questions asked about feedback."""

    def in_order(self) -> Self:
        """Sort what is open first, then the newest first."""
        return self.order_by(F("dealt_with_at").asc(nulls_first=True), "-written_at", "-pk")

    def open(self) -> Self:
        """Keep what nobody has dealt with."""
        return self.filter(dealt_with_at=None)


class Feedback(models.Model):
    """One reader's word on one public page; nothing tells who the reader is, unless they say so.

    ``page`` is the path of the page, empty where the word is about none. ``reply_to`` is where
    the reader wants an answer, emptied when somebody has dealt with it. ``token`` is the random
    number of the form that was filled in: sent twice, it is written down once.
    """

    page = models.CharField(_("page"), max_length=200, blank=True)
    is_useful = models.BooleanField(_("useful"))
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    reply_to = models.EmailField(_("answer to"), blank=True)
    written_at = models.DateTimeField(_("written"))
    token = models.CharField(max_length=32, editable=False)
    dealt_with_at = models.DateTimeField(_("dealt with"), null=True)
    dealt_with_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("dealt with by"),
        null=True,
        related_name="+",
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader’s feedback")
        verbose_name_plural = _("readers’ feedback")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["token"],
                name="feedback_once_per_form",
                violation_error_message=_("This was sent already."),
            ),
        ]

    def __str__(self) -> str:
        return self.comment[:60] or self.page
