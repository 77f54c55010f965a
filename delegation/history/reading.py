"""Reading: what happened to a row, in the words of its forms."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.local_time import date_in_words, moment_on_clocks

CREATED, CHANGED, DELETED = "+", "~", "-"
VERBS = {
    CREATED: gettext_lazy("added"),
    CHANGED: gettext_lazy("changed"),
    DELETED: gettext_lazy("deleted"),
}


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A field as it was and as it was written."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What one person did to one row at one moment, in UTC; ``who`` is empty for the system."""

    moment: datetime
    who: str
    verb: str
    row: str
    fields: tuple[FieldEdit, ...]
    record: models.Model


def edits_of(
    row: models.Model,
    parts: Iterable[models.QuerySet[Any]] = (),
    *,
    zone: ZoneInfo,
    hidden: Collection[str] = (),
) -> list[Edit]:
    """Return what happened to a row and to its parts, the newest first.

    Args:
        row: The row.
        parts: The records of rows that belong to it, one QuerySet per model.
        zone: On whose clocks moments are written.
        hidden: Names of fields that are left out.
    """
    found: list[Edit] = []
    for records in (row.history.all(), *parts):
        found += edits(records.select_related("history_user"), Words(zone, hidden))
    return sorted(found, key=lambda edit: edit.moment, reverse=True)


def edits(records: models.QuerySet[Any], words: "Words") -> Iterator[Edit]:
    """Yield the edits of one model's records; a save that changed nothing to see is none."""
    previous: dict[Any, Any] = {}
    found = list(records.order_by("history_date", "history_id"))
    words.read_along(found)
    for record in found:
        key = getattr(record, record.instance_type._meta.pk.attname)
        changed = words.difference(previous.get(key), record)
        previous[key] = record
        if changed or record.history_type != CHANGED:
            yield Edit(
                moment=record.history_date,
                who=str(record.history_user or ""),
                verb=str(VERBS[record.history_type]),
                row=words.named(record),
                fields=changed,
                record=record,
            )


class Words:
    """Writes values of fields but the hidden ones.

    Rows that they point to are read at once for many records, else once each.
    """

    def __init__(self, zone: ZoneInfo, hidden: Collection[str] = ()) -> None:
        self.zone, self.hidden = zone, hidden
        self.known: dict[tuple[type[models.Model], Any], str] = {}
        self.rows: dict[tuple[type[models.Model], Any], models.Model] = {}

    def read_along(self, records: list[Any]) -> None:
        """Read the rows that records of one model point to, and what their names are made of."""
        for field in relations_of(records[0]) if records else ():
            model = field.related_model
            keys = {getattr(record, field.attname) for record in records} - {None}
            needed = [
                one.name for one in model._meta.concrete_fields if one.is_relation and not one.null
            ]
            found = model._base_manager.select_related(*needed or [None]).in_bulk(keys)
            self.rows |= {(model, key): row for key, row in found.items()}

    def difference(self, before: Any | None, after: Any) -> tuple[FieldEdit, ...]:  # noqa: ANN401 - records
        """Return what a record changed against the one before; nothing where it deletes."""
        if after.history_type == DELETED:
            return ()
        fresh = before is None or before.history_type == DELETED
        edited = []
        for field in after.tracked_fields:
            if field.name in self.hidden:
                continue
            was = None if fresh else getattr(before, field.attname)
            now = getattr(after, field.attname)
            if field.primary_key or was == now or (fresh and (now is False or not field.editable)):
                continue
            edit = FieldEdit(label_of(field), self.value(field, was), self.value(field, now))
            if edit.before != edit.after:
                edited.append(edit)
        for field in fields_of_many(after):
            was = "" if fresh else self.members(before, field)
            now = self.members(after, field)
            if was != now:
                edited.append(FieldEdit(label_of(field), was or "–", now or "–"))
        return tuple(edited)

    def members(self, record: Any, field: models.ManyToManyField) -> str:  # noqa: ANN401 - a record
        """Write what a field of many rows held."""
        column = field.m2m_reverse_field_name()
        keys = getattr(record, field.name).values_list(f"{column}_id", flat=True)
        return ", ".join(sorted(self.pointed(field.related_model, key) for key in keys))

    def value(self, field: models.Field, value: object) -> str:
        """Write one value."""
        if value is None or value == "" or value == []:
            return "–"
        if field.is_relation:
            return self.pointed(field.related_model, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, datetime):
            return moment_on_clocks(value, self.zone)
        if isinstance(value, date):
            return date_in_words(value)
        if isinstance(value, list):
            return ", ".join(str(part) for part in value)
        return formats.localize(value) if not isinstance(value, str) else value

    def pointed(self, model: type[models.Model], key: object) -> str:
        """Write the row that a key points to, also where it is gone."""
        if (model, key) not in self.known:
            row = self.rows.get((model, key)) or model._base_manager.filter(pk=key).first()
            self.known[model, key] = str(row) if row else self.gone(model, key)
        return self.known[model, key]

    def gone(self, model: type[models.Model], key: object) -> str:
        """Write a row that was deleted, as its last record knows it."""
        history = getattr(model, "history", None)
        record = history.filter(**{model._meta.pk.attname: key}).first() if history else None
        return _("%(row)s (deleted)") % {"row": self.name(record) if record else f"#{key}"}

    def named(self, record: Any) -> str:  # noqa: ANN401 - a record of any model
        """Write the kind of a row and its name, of a part of a part also what it belongs to."""
        model = record.instance_type
        name = f"{model._meta.verbose_name}: {self.name(record)}"
        holder = model._meta.get_field(record.part_of) if record.part_of else None
        if holder and holder.related_model.history.model.part_of:
            name += f" ({self.pointed(holder.related_model, getattr(record, holder.attname))})"
        return name

    def name(self, record: Any) -> str:  # noqa: ANN401 - a record of any model
        """Write the row of a record as it was; its number where that names rows that are gone."""
        tracked = {field.attname: getattr(record, field.attname) for field in record.tracked_fields}
        row = record.instance_type(**tracked)  # record.instance reads what is left out, each time
        for field in relations_of(record):
            pointed = self.rows.get((field.related_model, getattr(record, field.attname)))
            if pointed:
                setattr(row, field.name, pointed)
        return self.written(row)

    def written(self, row: models.Model) -> str:
        """Write a row; its number where that names rows that are gone."""
        try:
            return str(row)
        except ObjectDoesNotExist:
            return f"#{row.pk}"


def label_of(field: models.Field) -> str:
    """Return the name of a field; a column of one language names that in the reader's."""
    label, code = str(field.verbose_name), getattr(field, "language", "")
    name = label.partition(" [")[0]
    return f"{name} [{dict(settings.LANGUAGES)[code]}]" if code else label


def relations_of(record: Any) -> list[models.ForeignKey]:  # noqa: ANN401 - a record of any model
    """Return the recorded fields that point to one row."""
    return [field for field in record.tracked_fields if field.is_relation]


def fields_of_many(record: Any) -> Iterable[models.ManyToManyField]:  # noqa: ANN401 - as above
    """Return the recorded fields that hold many rows."""
    return record._history_m2m_fields  # noqa: SLF001 - simple-history has no other name for them
