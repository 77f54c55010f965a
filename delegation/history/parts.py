"""Parts: rows that are read, guarded and restored with the row they belong to.

Which rows are parts is said where their history begins: see ``keep_history``.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models

from delegation.history.recording import recorded_by


def parts_of(row: models.Model) -> list[models.QuerySet[Any]]:
    """Return the records of a row's parts, and of theirs, one QuerySet per model.

    What ever was a part stays one, so that its leaving can be read.
    """
    return list(parts_among(type(row), [row.pk]))


def parts_among(model: type[models.Model], keys: object) -> Iterator[models.QuerySet[Any]]:
    """Yield the records of what belongs to rows of a model, given by primary keys."""
    for field in part_fields(model):
        own = field.model._meta.pk.attname
        ever = field.model.history.filter(**{f"{field.attname}__in": keys}).order_by().values(own)
        yield field.model.history.filter(**{f"{own}__in": ever})
        yield from parts_among(field.model, ever)


def part_fields(model: type[models.Model]) -> list[models.ForeignKey]:
    """Return the fields by which rows are parts of a model's rows."""
    return [
        relation.field
        for relation in model._meta.related_objects
        if hasattr(relation.related_model, "history")
        and recorded_by(relation.related_model).part_of == relation.field.name
    ]
