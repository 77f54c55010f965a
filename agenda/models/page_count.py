"""How often each public page was read on each day; nothing about who read it."""

from collections.abc import Mapping
from datetime import date
from typing import Self

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class PageCountQuerySet(models.QuerySet["PageCount"]):
    """Questions asked about counts."""

    def since(self, day: date) -> Self:
        """Keep the counts of this day and later."""
        return self.filter(day__gte=day)

    @transaction.atomic
    def add(self, views: Mapping[tuple[date, str], int]) -> None:
        """Add readings by day and path to what is counted already.

        Several processes may do so at once: always in the same order, so that none waits for
        another in a circle.
        """
        ordered = sorted(views)
        self.bulk_create(
            [PageCount(day=day, path=path) for day, path in ordered], ignore_conflicts=True
        )
        for day, path in ordered:
            self.filter(day=day, path=path).update(views=F("views") + views[day, path])


class PageCount(models.Model):
    """How often one page was read on one day of the agency's clocks."""

    day = models.DateField(_("day"))
    path = models.CharField(_("page"), max_length=200)
    views = models.PositiveIntegerField(_("times read"), default=0)

    objects = PageCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("page count")
        verbose_name_plural = _("page counts")
        ordering = ["-day", "path"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "path"],
                name="page_count_once_per_day_and_page",
                violation_error_message=_("This page has its count of this day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.path}: {self.views}"
