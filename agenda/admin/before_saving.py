"""What an organiser is shown before a row is saved: clashes, and rides dragged along.

The rows are written first, in the transaction of the form; then the clashes are sought among
them, as everywhere. Where there is something to decide, the transaction is rolled back and the
form comes back with everything that was typed, and with the questions.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.admin.asking import Asking, formed, waiting
from agenda.editing.item_clashes import Row, clashes_of, missions_of, told_leavings
from agenda.editing.move_words import along, became
from agenda.editing.moves import Drag, carry_rides, move_of, rides_around
from agenda.editing.ride_questions import ride_questions
from agenda.editing.trial import Answers, Noted, Outcome, caused, note, settle
from agenda.forms.answers import DeskAnswersForm
from agenda.models import Meeting, Transfer
from agenda.plan.clash_words import told


class Question(Exception):  # noqa: N818 - a question to the organiser, no error
    """What a form would cause, with what was answered so far."""

    def __init__(self, outcome: Outcome, answers: Answers) -> None:
        super().__init__()
        self.outcome = outcome
        self.answers = answers

    @property
    def asked(self) -> dict[str, Any]:
        """What the page of the question takes: nothing where there is nothing to decide."""
        if not (self.outcome.tokens or (self.outcome.move and self.outcome.move.rides)):
            return {}
        return {
            "question": self.outcome,
            "rides": ride_questions(self.outcome.move, self.answers.rides),
            "reason": self.answers.reason,
        }


@dataclass(frozen=True, slots=True)
class Before:
    """How things stood before a form was saved; of a new item there is no row."""

    noted: Noted
    row: Row | None
    rides: tuple[Drag, ...]


class BeforeSaving(Asking):
    """Shows the clashes of an item on its form, and asks before new ones are saved."""

    change_form_before_template = "admin/agenda/_before_saving.html"
    change_form_outer_after_template = "admin/agenda/_ways_of_clashes.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save, or come back with the questions and all that was typed."""
        shown = extra_context or {}
        if request.method == "GET" and object_id and object_id.isdecimal():
            shown = {**shown, **self.shown_on(object_id)}
        if request.method == "POST":
            shown = {"answered": answers_in(request.POST), **shown}
        try:
            return super().changeform_view(request, object_id, form_url, shown)
        except Question as question:
            shown = {**shown, **question.asked}
            return super(BeforeSaving, waiting(self)).changeform_view(
                request, object_id, form_url, shown
            )

    def asked_anyway(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """Return the questions with the answers given so far; none while the form has errors."""
        trying = formed(self, asks_anyway=True)
        try:
            super(BeforeSaving, trying).changeform_view(request, object_id)
        except Question as question:
            return question.asked
        return {}

    def shown_on(self, object_id: str) -> dict[str, Any]:
        """Return the clashes of a saved row in words, and when its people have to leave for it."""
        rows = self.model.objects.filter(pk=int(object_id)) if len(object_id) < 18 else ()
        row = next(iter(rows), None)
        if row is None:
            return {}
        return {
            "item_clashes": told(clashes_of(row)),
            "leavings": told_leavings(row) if isinstance(row, Meeting | Transfer) else (),
        }

    def save_model(
        self, request: HttpRequest, obj: Row, form: forms.ModelForm, change: bool
    ) -> None:
        """Note how things stand, then save."""
        noted = note(missions_of(obj))
        old = type(obj).objects.filter(pk=obj.pk).first() if change else None
        rides = rides_around(old) if isinstance(old, Meeting) else ()
        form.before = Before(noted, old, rides)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[Any], change: bool
    ) -> None:
        """Save everything, carry rides along, and ask about what would come of it.

        Raises:
            Question: something is not answered yet, or it is asked anyway.
        """
        super().save_related(request, form, formsets, change)
        self.finish_saving(request, form, formsets)
        before, answers = form.before, DeskAnswersForm(request.POST).answers()
        move = None
        if isinstance(before.row, Meeting):
            move = move_of(before=before.row, after=form.instance, rides=before.rides)
        if move:
            carry_rides(move, answers.rides)
        outcome = caused(before.noted, move)
        if not outcome.is_answered(answers) or getattr(form, "asks_anyway", False):
            raise Question(outcome, answers)
        settle(outcome, answers, by=request.user, now=timezone.now())
        if move:
            messages.info(request, along(move, became(move)))
        if outcome.notes:
            sentences = " ".join(dict.fromkeys(note.sentence for note in told(outcome.notes)))
            messages.warning(request, _("Saved. Worth a look: %(what)s") % {"what": sentences})

    def finish_saving(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[Any]
    ) -> None:
        """Write what hangs on the item and neither the form nor its inlines write themselves."""


def answers_in(posted: QueryDict) -> list[tuple[str, str]]:
    """Return what was answered, as fields: a page that shows no question carries it along."""
    answers = DeskAnswersForm(posted).answers()
    rides = [(f"ride-{pk}", choice) for pk, choice in answers.rides.items()]
    return [*rides, ("clash_reason", answers.reason)] if answers.reason else rides
