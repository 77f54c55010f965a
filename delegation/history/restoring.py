"""Restoring: what was deleted comes back under its own number, with what went along.

The records of one deletion share their moment: see ``Records``.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from delegation.history.reading import DELETED, Words, fields_of_many
from delegation.history.recording import recorded_by


def deletions(model: type[models.Model], **where: object) -> models.QuerySet[Any]:
    """Return the last record of each row that is not there any more, the newest first."""
    records = last_of_deleted(model.history.filter(**where))
    return records.select_related("history_user").order_by("-history_date", "-history_id")


def last_of_deleted(records: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return of each row that is not there any more the record of its last deletion."""
    gone = of_deleted(records)
    key = records.model.instance_type._meta.pk.attname
    newest = gone.order_by().values(key).annotate(newest=models.Max("history_id"))
    return gone.filter(history_id__in=newest.values("newest"))


def of_deleted(records: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return the records of deletions whose rows are not there any more."""
    model = records.model.instance_type
    there = {f"{model._meta.pk.attname}__in": model._base_manager.values("pk")}
    return records.filter(history_type=DELETED).exclude(**there)


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
    relations = [
        relation
        for relation in row._meta.related_objects
        if hasattr(relation.related_model, "history")
    ]
    for relation in relations:
        if relation.on_delete is models.CASCADE:
            restore_parts(row, record, relation.field)
    for relation in relations:
        if relation.on_delete is models.SET_NULL:
            point_again(row, record, relation.field)
        elif relation.many_to_many:
            join_again(row, record, relation.field)
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


def restore_parts(row: models.Model, record: Any, field: models.ForeignKey) -> None:  # noqa: ANN401 - as above
    """Restore the rows of a field that one and the same deletion took along."""
    where = {field.attname: row.pk, "history_date": record.history_date}
    for part in of_deleted(field.model.history.filter(**where)):
        restore(part)


def point_again(row: models.Model, record: Any, field: models.ForeignKey) -> None:  # noqa: ANN401 - as above
    """Fill a field that the deletion emptied, where nothing else has been put there since."""
    pointed = last_records_before(record, field.model).filter(**{field.attname: row.pk})
    emptied = {"pk__in": pointed.values(field.model._meta.pk.attname), field.attname: None}
    field.model.objects.filter(**emptied).update(**{field.attname: row.pk})


def join_again(row: models.Model, record: Any, field: models.ManyToManyField) -> None:  # noqa: ANN401 - as above
    """Put a row back among the many of those rows that had it when it was deleted."""
    records = recorded_by(field.model)
    if field not in fields_of_many(records):  # pragma: no cover - all lists of ours are recorded
        return
    held = getattr(records, field.name).filter(
        history__in=last_records_before(record, field.model),
        **{f"{field.m2m_reverse_field_name()}_id": row.pk},
    )
    holders = held.values(f"{field.m2m_field_name()}_id")
    for holder in field.model.objects.filter(pk__in=holders):
        getattr(holder, field.name).add(row.pk)


def last_records_before(record: Any, model: type[models.Model]) -> models.QuerySet[Any]:  # noqa: ANN401 - as above
    """Return of each row of a model the last record from before a deletion."""
    return model.history.filter(history_date__lt=record.history_date).latest_of_each()
