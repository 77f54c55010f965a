"""Delegates at the desk; missions are registered where their programme is."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from delegation.forms import DelegateForm
from delegation.history.desk import ModelAdmin
from delegation.models import Delegate


@admin.register(Delegate)
class DelegateAdmin(ModelAdmin):
    """The delegation in its order."""

    form = DelegateForm
    list_display = ["person", "mission", "affiliation", "group", "role", "precedence", "confirmed"]
    list_filter = ["mission", "group", "role", "shown_publicly"]
    list_select_related = ["person", "mission", "affiliation__organisation"]
    search_fields = ["person__family_name", "person__given_name"]
    autocomplete_fields = ["mission", "person", "affiliation"]
    fieldsets = [
        (None, {"fields": ["mission", "person", "affiliation", "group", "role", "precedence"]}),
        (_("Readers"), {"fields": ["shown_publicly"]}),
        (_("Journey"), {"fields": ["arrives", "leaves"]}),
        (_("Needs"), {"fields": ["dietary_needs", "access_needs", "needs_consent_on"]}),
    ]

    @admin.display(description=_("titles confirmed"), boolean=True)
    def confirmed(self, delegate: Delegate) -> bool:
        """Whether the office has confirmed the titles worn here."""
        return bool(delegate.affiliation and delegate.affiliation.titles_confirmed_on)
