"""Where rows and items are edited at the desk, and what kind of row they are."""

from django import template
from django.db.models import Model
from django.urls import reverse

from agenda.changes import Change, ChangeKind

register = template.Library()


@register.filter
def row_address(row: Model) -> str:
    """Return where a row is edited."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@register.filter
def row_kind(row: Model) -> str:
    """Write what kind of row it is."""
    return str(row._meta.verbose_name)


@register.filter
def desk_address(change: Change) -> str:
    """Return where the item of a change is edited; what is gone has no such place."""
    if change.kind == ChangeKind.REMOVED:
        return ""
    model = "transfer" if getattr(change.item, "is_transfer", False) else "meeting"
    return reverse(f"admin:agenda_{model}_change", args=[change.item.id])
