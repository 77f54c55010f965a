"""Lists of the desk that mark, and find, what is written in one language only."""

from abc import abstractmethod

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies.untranslated import gaps, with_gaps


class YesOrNo(SimpleListFilter):
    """A question that each row answers with yes or no."""

    def lookups(self, _request: HttpRequest, _admin: object) -> list[tuple[str, str]]:
        """Return the two answers."""
        return [("yes", _("yes")), ("no", _("no"))]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the rows with the answer chosen."""
        answers = {"yes": queryset.filter, "no": queryset.exclude}
        return (
            answers[self.value()](self.condition(queryset)) if self.value() in answers else queryset
        )

    @abstractmethod
    def condition(self, queryset: QuerySet) -> Q | Exists:
        """Return when the answer is yes."""


class UntranslatedFilter(YesOrNo):
    """Whether a text is written in one language only."""

    title = _("written in one language only")
    parameter_name = "untranslated"

    def condition(self, queryset: QuerySet) -> Q:
        """Return when a field lacks a language."""
        return Q(pk__in=with_gaps(queryset.model.objects.all()).values("pk"))


class UntranslatedColumn:
    """The column ``untranslated``, which names the fields that lack a language."""

    @admin.display(description=_("in one language only"))
    def untranslated(self, row: Model) -> str:
        """The fields that lack a language."""
        return ", ".join(gaps(row)) or "–"
