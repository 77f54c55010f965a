"""Verbs on rows: each asks first, acts under the mission's lock, and says what came of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.decorators import action

from agenda.admin.locking import lock
from delegation.models import Mission

Act = Callable[[Any, dict[str, Any]], object]


class Verbs:
    """The page that asks before a verb is done to some rows."""

    def ask(
        self,
        request: HttpRequest,
        rows: QuerySet,
        form_class: Callable[..., forms.Form],
        name: str,
        verb: str,
        act: Act,
        *,
        warning: str = "",
        done: str = "",
    ) -> HttpResponse | None:
        """Show a form, and once it is filled in act on each row and say what came of it.

        ``done`` says it in other words than the usual ones.
        """
        form = form_class(request.POST if "confirmed" in request.POST else None)
        if form.is_valid():
            for row in rows:
                self.act_on(request, row, form.cleaned_data, verb, act, done)
            return None
        shown = {
            **self.admin_site.each_context(request),
            "title": verb,
            "opts": self.opts,
            "form": form,
            "rows": rows,
            "name": name,
            "verb": verb,
            "warning": warning,
            "checkbox": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/agenda/action.html", shown)

    def act_on(
        self,
        request: HttpRequest,
        row: models.Model,
        typed: dict[str, Any],
        verb: str,
        act: Act,
        done: str,
    ) -> None:
        """Act on one row under its mission's lock; a refusal is told, not raised."""
        try:
            with transaction.atomic():
                lock(row.pk if isinstance(row, Mission) else row.mission_id)
                act(row, typed)
        except ValidationError as error:
            told = {"title": row, "why": " ".join(error.messages)}
            self.message_user(request, _("“%(title)s”: %(why)s") % told, messages.ERROR)
        else:
            told = {"title": row, "verb": verb}
            text = done or _("%(verb)s: “%(title)s” done.")
            self.message_user(request, text % told, messages.SUCCESS)


def on_one(verb: str, **options: Any) -> Callable[..., HttpResponse]:  # noqa: ANN401 - Unfold's options
    """Return a verb of the list as a button on the page of one row, named after it."""

    def button(admin: Verbs, request: HttpRequest, object_id: str) -> HttpResponse:
        """Do the verb to the row, then go back to it."""
        row = admin.get_object(request, object_id)
        if row is None:
            return redirect(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_changelist")
        rows = admin.get_queryset(request).filter(pk=row.pk)
        back = f"admin:{admin.opts.app_label}_{admin.opts.model_name}_change"
        return getattr(admin, verb)(request, rows) or redirect(back, row.pk)

    button.__name__ = f"{verb}_one"
    return action(button, url_path=verb, **options)
