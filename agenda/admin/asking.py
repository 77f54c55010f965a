"""Pages of a row that come back with something to decide, and all that was typed."""

from copy import copy
from typing import Any

from django.http import HttpRequest


class Asking:
    """A page that may have questions to answer before its row is saved."""

    def asked_anyway(self, _request: HttpRequest, _object_id: str) -> dict[str, Any]:
        """Return what the page takes to show its questions, answered or not; nothing is saved."""
        return {}


def waiting[Admin](admin: Admin) -> Admin:
    """Return an admin whose form never passes, so that nothing is saved and all typed is kept.

    A question is no error: the form has none, and the page no heading that asks to correct any.
    """

    class Waiting(admin.form):
        def is_valid(self) -> bool:
            super().is_valid()
            return False

    return formed_by(admin, Waiting)


def formed[Admin](admin: Admin, **marks: object) -> Admin:
    """Return an admin whose form carries marks."""
    return formed_by(admin, type(admin.form.__name__, (admin.form,), marks))


def formed_by[Admin](admin: Admin, form: type) -> Admin:
    """Return the same admin with another form."""
    other = copy(admin)
    other.form = form
    return other
