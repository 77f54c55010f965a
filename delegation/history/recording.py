"""Recording: every way to write a row leaves a record, the ways past ``save()`` too.

``django-simple-history`` records what passes through ``save()`` and ``delete()``. Rows are
read and written through ``RecordedQuerySet``, so ``update()`` and ``bulk_create()`` are
recorded as well; the fields that a deletion empties are recorded with it.
"""

from collections.abc import Iterable
from typing import Any

import simple_history
from django.db import models, router, transaction
from django.db.models import signals
from django.utils import timezone
from modeltranslation.translator import translator
from simple_history.models import HistoricalRecords


class RecordedQuerySet[Row: models.Model](models.QuerySet[Row]):
    """The base of every QuerySet whose rows have a history."""

    def update(self, **values: object) -> int:
        """Write, then record each row, unless nothing that is recorded was written."""
        records = recorded_by(self.model)
        tracked = {name for field in records.tracked_fields for name in (field.name, field.attname)}
        if not tracked & written(self.model, values):
            return super().update(**values)
        with transaction.atomic(using=router.db_for_write(self.model)):
            keys = list(self.values_list("pk", flat=True))
            changed = super().update(**values)
            self.model.history.bulk_history_create(
                self.model._base_manager.filter(pk__in=keys), update=True
            )
        return changed

    update.alters_data = True

    def bulk_create(self, objs: Iterable[Row], *args: object, **options: object) -> list[Row]:
        """Write, then record each row."""
        with transaction.atomic(using=router.db_for_write(self.model)):
            made = super().bulk_create(list(objs), *args, **options)
            self.model.history.bulk_history_create(made)
        return made

    bulk_create.alters_data = True


def recorded_by(model: type[models.Model]) -> type[models.Model]:
    """Return the model of the records of a model."""
    return model.history.model


def written(model: type[models.Model], values: Iterable[str]) -> set[str]:
    """Return the columns that some names write: a translated field writes one per language."""
    columns = translator.get_options_for_model(model).all_fields
    return {
        column
        for name in values
        for column in (*(field.name for field in columns.get(name, ())), name)
    }


class Records(HistoricalRecords):
    """Records of a model and of its proxies, whose signals name the proxy.

    The records of one deletion share their moment, to the microsecond, so that what went along
    can be told from what was deleted shortly before.
    """

    def finalize(self, sender: type[models.Model], **options: object) -> None:
        """Make the model of the records and listen."""
        super().finalize(sender, **options)
        for proxy in sender.__subclasses__():
            signals.post_save.connect(self.post_save, sender=proxy, weak=False)
            signals.pre_delete.connect(self.pre_delete, sender=proxy, weak=False)
            signals.post_delete.connect(self.post_delete, sender=proxy, weak=False)

    def pre_delete(
        self,
        instance: models.Model,
        origin: models.Model | models.QuerySet[Any],
        **options: object,
    ) -> None:
        """Note the moment on what the deletion began with; all this goes before any deleting."""
        super().pre_delete(instance, **options)
        origin.deletion_began_at = timezone.now()
        instance.emptied = {
            field: list(
                field.model._base_manager.filter(**{field.name: instance.pk}).values_list(
                    "pk", flat=True
                )
            )
            for field in fields_emptied_with(type(instance))
        }

    def post_delete(
        self,
        instance: models.Model,
        origin: models.Model | models.QuerySet[Any],
        using: str | None = None,
        **options: object,
    ) -> None:
        """Record a deleted row at the moment of the whole deletion, and what it left empty."""
        instance._history_date = origin.deletion_began_at  # noqa: SLF001 - simple-history's name
        super().post_delete(instance, using, **options)
        del instance._history_date  # noqa: SLF001 - as above
        for field, keys in instance.emptied.items():
            field.model.history.bulk_history_create(
                field.model._base_manager.filter(pk__in=keys, **{field.name: None}),
                update=True,
                default_date=origin.deletion_began_at,
            )


def fields_emptied_with(model: type[models.Model]) -> list[models.ForeignKey]:
    """Return the recorded fields that the database empties when a row of a model is deleted."""
    return [
        relation.field
        for relation in model._meta.related_objects
        if relation.on_delete is models.SET_NULL and hasattr(relation.related_model, "history")
    ]


def keep_history(
    model: type[models.Model],
    *,
    left_out: Iterable[str] = (),
    many_to_many: Iterable[str] = (),
    part_of: str = "",
) -> None:
    """Record every change of a model's rows; to be called where its translation is registered.

    Args:
        model: The model; its proxies come along.
        left_out: Fields that are not recorded, beside the columns that translation shadows.
        many_to_many: Fields of that kind to record.
        part_of: The field that names the row on whose page rows of this model are edited, and
            in whose history they are read; empty where they have a page alone.
    """
    shadowed = translator.get_options_for_model(model).all_fields
    simple_history.register(
        model,
        app=model._meta.app_label,
        records_class=Records,
        excluded_fields=[*shadowed, *left_out],
        m2m_fields=[model._meta.get_field(name) for name in many_to_many],
    )
    recorded_by(model).part_of = part_of
