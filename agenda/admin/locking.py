"""Every edit of a programme happens under its mission's lock, as publishing does."""

from typing import Any

from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest

from agenda.admin.new_clashes import telling_new_clashes
from agenda.editing.invitations import check_seats
from agenda.models import Passenger
from agenda.plan.accepted_clashes import let_lapse
from delegation.models import Mission


class MissionLock:
    """Locks the mission before a row of its programme is saved or deleted.

    Django's admin saves a form and its inlines in one transaction, which holds the lock.
    """

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool
    ) -> None:
        """Lock, then save."""
        lock(obj.mission_id)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Lock, then delete."""
        lock(obj.mission_id)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Lock, then delete."""
        for mission in sorted(set(queryset.order_by().values_list("mission_id", flat=True))):
            lock(mission)
        super().delete_queryset(request, queryset)

    @transaction.atomic
    def restore_row(self, record: Any) -> models.Model:  # noqa: ANN401 - a record of any model
        """Lock, then restore."""
        lock(record.mission_id)
        return super().restore_row(record)

    @transaction.atomic
    def restore_part(self, request: HttpRequest, row: models.Model, record: Any) -> None:  # noqa: ANN401 - as above
        """Lock, then restore who fits; say which clashes that makes."""
        lock(row.mission_id)
        with telling_new_clashes(request, [row.mission]):
            super().restore_part(request, row, record)
            if isinstance(record.instance, Passenger):
                check_seats(record.instance)


def lock(mission: int) -> None:
    """Wait for the mission's row and hold it until the transaction ends, then begin an edit."""
    let_lapse(Mission.objects.select_for_update().get(pk=mission))
