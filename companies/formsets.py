"""Rows edited inside the page of another row."""

from django.db.models import UniqueConstraint
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _


class ExplainedFormSet(BaseInlineFormSet):
    """Says of rows that are typed twice what the database's rule says."""

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        """Return the message of the rule that two rows of one page break: each has one."""
        rule = next(
            rule
            for rule in self.model._meta.constraints
            if isinstance(rule, UniqueConstraint) and set(unique_check) <= set(rule.fields)
        )
        return str(rule.violation_error_message)

    def get_form_error(self) -> str:
        """Return what stands beside the second of the two; the rule itself stands above."""
        return _("This row is here twice: take one of the two out.")
