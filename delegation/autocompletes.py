"""Choices found by typing, whatever comes in instead of a key.

Django's own widgets look up what was sent back as keys before anything has checked that they
are keys, so a form with a wrong one could not even be shown again.
"""

from collections.abc import Iterable

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest, QueryDict

LONGEST_KEY = 18


def keys_among(values: Iterable[object]) -> list[str]:
    """Return the values that can be keys, and the empty ones."""
    texts = [str(value) for value in values]
    return [
        text
        for text in texts
        if not text or (text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY)
    ]


class FoundByTyping(AutocompleteSelect):
    """One row found by typing."""

    def optgroups(self, name: str, value: list[str], attr: dict | None = None) -> list:
        """Show what was chosen, where it is a row."""
        return super().optgroups(name, keys_among(value), attr)


class ManyFoundByTyping(AutocompleteSelectMultiple):
    """Rows found by typing."""

    def value_from_datadict(self, data: QueryDict, files: object, name: str) -> list[str]:
        """Return what was sent; for a number that no database takes, the key of no row."""
        sent = super().value_from_datadict(data, files, name)
        return [value if len(str(value)) <= LONGEST_KEY else "0" for value in sent or []]

    def optgroups(self, name: str, value: list[str], attr: dict | None = None) -> list:
        """Show what was chosen, where it is a row."""
        return super().optgroups(name, keys_among(value), attr)


class FindsByTyping:
    """A page of rows, or rows inside of another page, whose choices take any input."""

    def formfield_for_foreignkey(
        self, db_field: Field, request: HttpRequest, **kwargs: object
    ) -> FormField:
        """Choose the widget that takes any input."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", FoundByTyping(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: Field, request: HttpRequest, **kwargs: object
    ) -> FormField:
        """Choose the widget that takes any input: many rows are always found by typing."""
        kwargs.setdefault("widget", ManyFoundByTyping(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
