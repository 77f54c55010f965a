"""What is written in one of the two languages only, in rows of any kind."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet
from modeltranslation.translator import translator


def translated_fields(model: type[Model]) -> list[str]:
    """Return the names of the fields that have an Italian and an English column, in order."""
    names = translator.get_options_for_model(model).all_fields
    return [field.name for field in model._meta.fields if field.name in names]


def empty(column: str) -> Q:
    """Return the condition that nothing is written in a column."""
    return Q(**{column: ""}) | Q(**{f"{column}__isnull": True})


def gap(field: str) -> Q:
    """Return the condition that a field is written in one language and not in the other."""
    italian, english = empty(f"{field}_it"), empty(f"{field}_en")
    return (italian & ~english) | (english & ~italian)


def with_gaps[Rows: QuerySet](rows: Rows) -> Rows:
    """Keep the rows of which at least one field lacks a language."""
    condition = Q(pk__in=[])
    for field in translated_fields(rows.model):
        condition |= gap(field)
    return rows.filter(condition)


def gaps(row: Model, *, without: Iterable[str] = ()) -> list[str]:
    """Return the names, in words, of a row's fields that lack a language."""
    return [
        str(row._meta.get_field(field).verbose_name)
        for field in translated_fields(type(row))
        if field not in without
        and bool(getattr(row, f"{field}_it")) != bool(getattr(row, f"{field}_en"))
    ]
