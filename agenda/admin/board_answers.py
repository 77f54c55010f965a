"""What the board answers to a move: kept, a question to decide on, or why it can't be."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from agenda.board.moves import Gone, MovedMeanwhile
from agenda.board.positions import seen_at
from agenda.board.words import (
    causes,
    gone,
    kept_words,
    moved_meanwhile,
    moving_words,
    notes_words,
)
from agenda.editing.ride_questions import ride_questions
from agenda.editing.trial import Answers, Change, Outcome, attempt, keep
from delegation.models import Mission


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a move: kept, or a question, or a problem in a sentence.

    ``notes`` say what it causes, or would cause, that is worth a look.
    """

    words: str = ""
    notes: str = ""
    problem: str = ""
    outcome: Outcome | None = None
    given: Answers | None = None

    @property
    def told(self) -> str:
        """What stands where now, and what is worth a look at it."""
        return f"{self.words} {self.notes}".strip()

    @property
    def is_kept(self) -> bool:
        """Whether it is written."""
        return self.outcome is not None and self.outcome.is_kept


def settled(
    request: HttpRequest,
    mission: Mission,
    change: Change,
    answers: Answers,
    *,
    is_trial: bool = False,
) -> Answer:
    """Try or keep a change, and say in words what became of it."""
    try:
        if is_trial:
            outcome = attempt(mission=mission, change=change)
        else:
            outcome = keep(
                mission=mission,
                change=change,
                answers=answers,
                by=request.user,
                now=timezone.now(),
            )
    except MovedMeanwhile as news:
        return Answer(problem=moved_meanwhile(news.row, request.user))
    except Gone:
        return Answer(problem=gone())
    except ValidationError as error:
        return Answer(problem=" ".join(error.messages))
    words = kept_words(outcome) if outcome.is_kept else moving_words(outcome)
    return Answer(words=words, notes=notes_words(outcome), outcome=outcome, given=answers)


def seen_after(outcome: Outcome) -> dict[str, str]:
    """Return how items stand after a move, as the board has to know them to move them again."""
    return {
        f"{shift.key.kind}-{shift.key.pk}": seen_at(shift.after)
        for shift in outcome.changed
        if shift.after
    }


def sentences(form: forms.Form) -> list[str]:
    """Return what is wrong with a form, each with the name of its field."""
    return [
        str(error) if name == "__all__" else f"{form[name].label}: {error}"
        for name, errors in form.errors.items()
        for error in errors
    ]


def question_of(answer: Answer) -> dict[str, Any]:
    """Return what the question shows: the rides with their choices, and the clashes."""
    outcome = answer.outcome
    if outcome is None or outcome.is_kept:
        return {"question": None}
    return {
        "question": outcome,
        "clashes": outcome.clashes,
        "notes": answer.notes,
        "tokens": " ".join(outcome.tokens),
        "reason": answer.given.reason,
        "rides": ride_questions(outcome.move, answer.given.rides),
    }


def as_json(request: HttpRequest, answer: Answer) -> JsonResponse:
    """Answer the board's script: what happened, and the question as a piece of the page."""
    asked = question_of(answer)
    asks = asked["question"] is not None and not asked["question"].is_answered(answer.given)
    return JsonResponse(
        {
            "kept": answer.is_kept,
            "words": answer.told if answer.is_kept else answer.words,
            "notes": answer.notes,
            "problem": answer.problem,
            "clashes": causes(answer.outcome) if asked["question"] else [],
            "seen": seen_after(answer.outcome) if answer.is_kept else {},
            "settled": answer.outcome.settled if answer.outcome else 0,
            "question": render_to_string("admin/board/_question.html", asked, request)
            if asks
            else "",
        },
        status=409 if answer.problem else 200,
    )
