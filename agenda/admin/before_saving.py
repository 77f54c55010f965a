"""What an organiser is shown before a meeting or a ride is saved: clashes, and rides dragged along.

The rows are written first, in the transaction of the form; then the clashes are sought among
them, as everywhere. Where there is something to decide, the transaction is rolled back and the
form comes back with everything that was typed, and with the questions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.admin.locking import lock
from agenda.clashes import Clash, ClashKind
from agenda.editing.moves import Drag, Move, RideChoice, carry_rides, move_of, rides_around
from agenda.editing.ride_questions import ride_questions
from agenda.models import Meeting, Transfer, Unavailability
from agenda.plan.accepted_clashes import Standing, accept, standing_clashes
from agenda.plan.clash_words import ToldClash, told
from agenda.plan.leaving import Leaving, leavings_for
from agenda.plan.planned import Key
from agenda.plan.reading import read_plan
from companies.models import Person
from delegation.models import Delegate, Mission

Row = Meeting | Transfer | Delegate | Unavailability
TWO_DAYS = timedelta(days=2)  # more than any two zones differ
PRESENCE = {ClashKind.BEFORE_ARRIVAL, ClashKind.AFTER_DEPARTURE}


class Question(Exception):  # noqa: N818 - a question to the organiser, no error
    """What has to be decided before the form is saved.

    ``tokens`` name the clashes, so that the answer counts for these and no others.
    """

    def __init__(
        self, *, clashes: list[ToldClash], move: Move | None, tokens: tuple[str, ...]
    ) -> None:
        super().__init__()
        self.clashes = clashes
        self.move = move
        self.tokens = tokens


@dataclass(frozen=True, slots=True)
class Before:
    """How things stood before the form was saved: nothing is there of a new item."""

    row: Row | None
    rides: tuple[Drag, ...]
    tokens: frozenset[str]


class BeforeSaving:
    """Shows the clashes of an item on its form, and asks before new ones are saved."""

    change_form_before_template = "admin/agenda/_before_saving.html"

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
        try:
            return super().changeform_view(request, object_id, form_url, shown)
        except Question as question:
            request.question = question
            request.POST = request.POST.copy()
            request.POST["clashes_seen"] = " ".join(question.tokens)
            rides = ride_questions(question.move, chosen(request, question.move))
            asked = {"question": question, "rides": rides}
            return super().changeform_view(request, object_id, form_url, {**shown, **asked})

    def shown_on(self, object_id: str) -> dict[str, Any]:
        """Return the clashes of a saved row in words, and when its people have to leave for it."""
        rows = self.model.objects.filter(pk=int(object_id)) if len(object_id) < 18 else ()
        row = next(iter(rows), None)
        if row is None:
            return {}
        return {
            "item_clashes": told(clashes_of(row).values()),
            "leavings": told_leavings(row) if isinstance(row, Meeting | Transfer) else (),
        }

    def get_form(
        self, request: HttpRequest, obj: Row | None = None, **kwargs: object
    ) -> type[forms.ModelForm]:
        """Return the form; while there is a question, one that waits for the answer."""
        form = super().get_form(request, obj, **kwargs)
        return waiting(form) if hasattr(request, "question") else form

    def save_model(
        self, request: HttpRequest, obj: Row, form: forms.ModelForm, change: bool
    ) -> None:
        """Remember how things stood, then save."""
        if mission := getattr(obj, "mission_id", None):
            lock(mission)
        request.before_saving = before_of(obj)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[Any], change: bool
    ) -> None:
        """Save everything, and ask about what would come of it."""
        super().save_related(request, form, formsets, change)
        self.finish_saving(request, form, formsets)
        ask(request, form.instance)

    def finish_saving(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list[Any]
    ) -> None:
        """Write what hangs on the item and neither the form nor its inlines write themselves."""


def ask(request: HttpRequest, row: Row) -> None:
    """Settle rides and clashes as the organiser answered.

    Raises:
        Question: something is not answered yet.
    """
    before: Before = request.before_saving
    move = moved(before, row)
    choices = chosen(request, move)
    if move:
        carry_rides(move, choices)
    unanswered = move is not None and len(choices) < len(move.rides)
    answer_clashes(request, row, before, move=move, is_answered=not unanswered)


def answer_clashes(
    request: HttpRequest,
    row: Row,
    before: Before,
    *,
    move: Move | None = None,
    is_answered: bool = True,
) -> None:
    """Accept new clashes where a reason was typed, and let those pass that were seen.

    Raises:
        Question: there are clashes that the organiser has not seen, or another question is open.
    """
    found = {
        name: standing
        for name, standing in clashes_of(row).items()
        if standing.is_open and name not in before.tokens
    }
    tokens = tuple(sorted(found))
    seen = set(request.POST.get("clashes_seen", "").split())
    if not is_answered or not seen.issuperset(tokens):
        raise Question(clashes=told(found.values()), move=move, tokens=tokens)
    if reason := request.POST.get("clash_reason", "").strip()[:500]:
        accept(
            standings=found.values(),
            reason=reason,
            by=request.user,
            now=timezone.now(),
        )


def waiting(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """Return a form that is not valid, so that nothing is saved and everything typed is kept."""

    class Waiting(form):
        def clean(self) -> dict[str, Any]:
            cleaned = super().clean()
            self.add_error(None, _("Not saved yet: look at what it would cause, and save again."))
            return cleaned

    return Waiting


def before_of(row: Row) -> Before:
    """Return how an item stands in the database, before what was typed is written."""
    old = type(row).objects.filter(pk=row.pk).first() if row.pk else None
    if old is None:
        return Before(None, (), frozenset())
    rides = rides_around(old) if isinstance(old, Meeting) else ()
    found = clashes_of(old).items()
    return Before(old, rides, frozenset(name for name, standing in found if standing.is_open))


def moved(before: Before, row: Row) -> Move | None:
    """Return how a meeting with rides around it has moved, None where there is nothing to ask."""
    if not isinstance(row, Meeting) or not before.rides:
        return None
    move = move_of(before=before.row, after=row, rides=before.rides)
    return move if move and move.rides else None


def chosen(request: HttpRequest, move: Move | None) -> dict[int, str]:
    """Return what the organiser chose for each ride, as far as they have."""
    if move is None:
        return {}
    answers = {drag.ride.pk: request.POST.get(f"ride-{drag.ride.pk}", "") for drag in move.rides}
    return {pk: answer for pk, answer in answers.items() if answer in RideChoice.values}


def clashes_of(row: Row) -> dict[str, Standing]:
    """Return by token the clashes that a row has part in.

    Those of a meeting are also those of the rides that serve it. A token names a clash by words
    that stay the same when the form is sent again, though a new row gets another primary key.
    """
    own = own_keys(row)
    return {
        token(standing, own): standing
        for mission in missions_of(row)
        for standing in standing_clashes(mission)
        if has_part(row, own, standing.clash)
    }


def has_part(row: Row, own: dict[Key, str], clash: Clash) -> bool:
    """Tell whether a clash is an item's, or comes from when a person is there or not."""
    if isinstance(row, Delegate):
        return clash.kind in PRESENCE and clash.person == row.person_id
    if isinstance(row, Unavailability):
        return clash.kind == ClashKind.UNAVAILABLE and clash.person == row.person_id
    return not own.keys().isdisjoint(clash.items)


def missions_of(row: Row) -> Iterable[Mission]:
    """Return the mission of a row; of an unavailability, all in which the person is then."""
    if isinstance(row, Unavailability):
        person = row.person_id
        theirs = Q(delegates__person=person) | Q(meetings__participations__person=person)
        return Mission.objects.filter(
            theirs,
            start_date__lte=(row.ends_at + TWO_DAYS).date(),
            end_date__gte=(row.starts_at - TWO_DAYS).date(),
        ).distinct()
    return [row.mission]


def told_leavings(row: Meeting | Transfer) -> list[tuple[Leaving, list[str]]]:
    """Return when who has to leave for an item, the earliest first, the unknown last."""
    is_meeting = isinstance(row, Meeting)
    key = Key("meeting" if is_meeting else "transfer", row.pk)
    zone = row.zone if is_meeting else row.departure_zone
    found = leavings_for(read_plan(row.mission), key, zone)
    people = Person.objects.in_bulk({pk for group in found.values() for pk in group})
    ranked = sorted(found.items(), key=lambda pair: (pair[0].at is None, pair[0].clock))
    return [(leave, [str(people[pk]) for pk in group]) for leave, group in ranked]


def own_keys(row: Row) -> dict[Key, str]:
    """Return the keys that are the item's own, each with a name that lasts while it is new."""
    if isinstance(row, Transfer):
        return {Key("transfer", row.pk): "self"}
    if not isinstance(row, Meeting):
        return {}
    rides = row.transfers.values_list("pk", flat=True)
    return {Key("meeting", row.pk): "self", **{Key("transfer", pk): "ride" for pk in rides}}


def token(standing: Standing, own: dict[Key, str]) -> str:
    """Return the token of a clash of the item that has these keys."""
    items = sorted(own.get(key, f"{key.kind}-{key.pk}") for key in standing.clash.items)
    return ".".join((standing.clash.kind, *items, str(standing.clash.person or "")))
