"""Restoring: what was deleted comes back under its own number, with what went along."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from delegation.history.reading import DELETED, Words, fields_of_many

ONE_DELETION = timedelta(minutes=1)
SHOWN_DELETIONS = 300


def deletions(model: type[models.Model], **where: object) -> list[Any]:
    """Return the last record of each row that is not there any more, the newest first."""
    key = model._meta.pk.attname
    records = model.history.filter(history_type=DELETED, **where).exclude(
        **{f"{key}__in": model._base_manager.values("pk")}
    )
    newest: dict[Any, Any] = {}
    ordered = records.select_related("history_user").order_by("-history_date", "-history_id")
    for record in ordered[:SHOWN_DELETIONS]:
        newest.setdefault(getattr(record, key), record)
    return list(newest.values())


@transaction.atomic
def restore(record: Any) -> models.Model:  # noqa: ANN401 - a record of any model
    """Write a deleted row again, and the rows that were deleted because of it.

    Raises:
        ValidationError: a row it needs is gone too, or another one has taken its place.
    """
    row = record.instance
    for field in row._meta.concrete_fields:
        if field.is_relation and getattr(row, field.attname) is not None:
            mend(row, field)
    row.validate_unique()
    row.validate_constraints()
    row.save(force_insert=True)
    restore_members(row, record)
    for part in parts_deleted_with(row, record):
        restore(part)
    return row


def mend(row: models.Model, field: models.ForeignKey) -> None:
    """Empty a field that points to a row that is gone, or refuse where it may not be empty."""
    key = getattr(row, field.attname)
    if field.related_model._base_manager.filter(pk=key).exists():
        return
    if not field.null:
        missing = Words(None).pointed(field.related_model, key)
        raise ValidationError(_("Restore this first: %(row)s.") % {"row": missing})
    setattr(row, field.attname, None)


def restore_members(row: models.Model, record: Any) -> None:  # noqa: ANN401 - as above
    """Fill fields of many rows as they were before the deletion."""
    before = record.prev_record
    for field in fields_of_many(record) if before else ():
        column = field.m2m_reverse_field_name()
        keys = getattr(before, field.name).values_list(f"{column}_id", flat=True)
        getattr(row, field.name).set(field.related_model._base_manager.filter(pk__in=list(keys)))


def parts_deleted_with(row: models.Model, record: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Return the records of rows that one and the same deletion took along."""
    return [
        part
        for relation in row._meta.related_objects
        if relation.on_delete is models.CASCADE and hasattr(relation.related_model, "history")
        for part in deletions(
            relation.related_model,
            **{relation.field.attname: row.pk},
            history_user=record.history_user_id,
            history_date__gt=record.history_date - ONE_DELETION,
            history_date__lte=record.history_date + ONE_DELETION,
        )
    ]
