"""The board: the desk's page of a day, and what moves items on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from agenda.admin.at_hand import at_hand, choose
from agenda.admin.board_answers import Answer, as_json, question_of, sentences, settled
from agenda.admin.board_markup import Markup
from agenda.board.moves import Gone, found, move_to
from agenda.board.reading import read_board
from agenda.board.rows import RowKind
from agenda.board.undo import back, forget_move, last_move, remember
from agenda.board.words import first_words, gone
from agenda.forms.answers import AnswersForm
from agenda.forms.board import AgainForm, BoardForm, MoveForm, TypedMoveForm
from agenda.plan.planned import Key
from delegation.local_time import local_day
from delegation.models import Mission


class BoardPage:
    """What the admin of missions adds to look at a day and to move what is in it."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the board, under the strict policy of the site."""
        page = self.admin_site.own_page
        return [
            path("board/", page(require_GET(self.board_at_hand)), name="agenda_board_at_hand"),
            path("<int:pk>/board/", page(require_GET(self.board)), name="agenda_board"),
            path(
                "<int:pk>/board/again/", page(require_POST(self.again)), name="agenda_board_again"
            ),
            path("<int:pk>/board/try/", page(require_POST(self.try_move)), name="agenda_board_try"),
            path(
                "<int:pk>/board/keep/", page(require_POST(self.keep_move)), name="agenda_board_keep"
            ),
            path("<int:pk>/board/undo/", page(require_POST(self.undo)), name="agenda_board_undo"),
            path(
                "<int:pk>/board/meeting/<int:row>/", page(self.meeting), name="agenda_board_meeting"
            ),
            path(
                "<int:pk>/board/transfer/<int:row>/",
                page(self.transfer),
                name="agenda_board_transfer",
            ),
            *super().get_urls(),
        ]

    def board_at_hand(self, request: HttpRequest) -> HttpResponse:
        """Lead to the board of the mission asked for, else of the one at hand."""
        choose(request, request.GET.get("mission", ""))
        mission = at_hand(request)
        return redirect("admin:agenda_board", mission.pk) if mission else redirect("admin:index")

    def board(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a day."""
        mission = get_object_or_404(Mission, pk=pk)
        choose(request, str(pk))
        context = {**self.of_day(request, mission), "missions": Mission.objects.in_order()}
        return TemplateResponse(request, "admin/board/board.html", context)

    def again(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a day to a page that has it already: only what has changed since, and what is few."""
        mission = get_object_or_404(Mission, pk=pk)
        form = AgainForm(request.POST)
        context = self.of_day(request, mission, known=form.digests())
        return TemplateResponse(request, "admin/board/_board.html", context)

    def of_day(
        self, request: HttpRequest, mission: Mission, known: frozenset[str] = frozenset()
    ) -> dict[str, Any]:
        """Return what the board shows of a day, without what the page knows already."""
        form = BoardForm(request.GET)
        day, kind = form.asked(mission, local_day(timezone.now(), mission.time_zone))
        is_apart = form.cleaned_data["apart"]
        board = read_board(mission, day, kind, is_apart=is_apart)
        own = self.of_board(request, mission)
        markup = Markup(own["may_move"], own["query"], known)
        return {
            **own,
            "board": board,
            "rows": markup.rows(board.rows),
            "clashes": markup.warnings(board.clashes),
            "notes": markup.warnings(board.notes),
            "is_apart": is_apart,
            "kind": kind,
            "kinds": [
                (RowKind.DELEGATES, _("Delegates")),
                (RowKind.VENUES, _("Venues")),
                (RowKind.VEHICLES, _("Vehicles")),
            ],
            "last_move": last_move(request.session, mission),
        }

    def of_board(self, request: HttpRequest, mission: Mission) -> dict[str, Any]:
        """Return what every page of the board needs."""
        may_move = all(
            request.user.has_perm(f"agenda.change_{row}") for row in ("meeting", "transfer")
        )
        return {"mission": mission, "may_move": may_move, "query": query_of(request)}

    def try_move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer what a move would cause; nothing is written."""
        mission = self.movable(request, pk)
        form = MoveForm(request.POST, mission=mission)
        return as_json(request, self.answer(request, mission, form, is_trial=True))

    def keep_move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep a move, or ask about what it causes."""
        mission = self.movable(request, pk)
        form = MoveForm(request.POST, mission=mission)
        return as_json(request, self.answer(request, mission, form))

    def movable(self, request: HttpRequest, pk: int) -> Mission:
        """Return the mission in which the user may move items."""
        mission = get_object_or_404(Mission, pk=pk)
        if not self.of_board(request, mission)["may_move"]:
            raise PermissionDenied
        return mission

    def answer(
        self,
        request: HttpRequest,
        mission: Mission,
        form: MoveForm | TypedMoveForm,
        *,
        is_trial: bool = False,
    ) -> Answer:
        """Try or keep what a form asks for."""
        if not form.is_valid():
            return Answer(problem=" ".join(sentences(form)))
        wish, answers = form.wish(), form.answers()
        change = move_to(mission, wish, answers.rides)
        answer = settled(request, mission, change, answers, is_trial=is_trial)
        if answer.is_kept:
            remember(request.session, mission, first_words(answer.outcome), answer.outcome)
        return answer

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the last move back; where that would clash, ask first."""
        mission = self.movable(request, pk)
        entry = last_move(request.session, mission)
        form = AnswersForm(request.POST)
        answer = Answer(problem=_("There is nothing to take back."))
        if entry and form.is_valid():
            answer = settled(request, mission, back(mission, entry), form.answers())
        if entry and (answer.is_kept or answer.problem):
            forget_move(request.session, entry)
        if request.headers.get("Accept") == "application/json":
            return as_json(request, answer)
        context = {**self.of_board(request, mission), **question_of(answer), "is_undo": True}
        return self.told_or_asked(request, mission, answer, context)

    def meeting(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        """Move a meeting by plain form."""
        return self.item_page(request, pk, Key("meeting", row))

    def transfer(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        """Move a ride by plain form."""
        return self.item_page(request, pk, Key("transfer", row))

    def item_page(self, request: HttpRequest, pk: int, key: Key) -> HttpResponse:
        """Show the form of an item's time, the question it raises, or what became of it."""
        mission = self.movable(request, pk)
        try:
            row = found(mission, key)
        except Gone:
            messages.error(request, gone())
            return redirect(board_address(request, mission))
        form = TypedMoveForm(request.POST or None, row=row)
        answer = self.answer(request, mission, form) if request.method == "POST" else Answer()
        context = {
            **self.of_board(request, mission),
            **question_of(answer),
            "row": row,
            "form": form,
            "problem": answer.problem,
            "change_url": reverse(f"admin:agenda_{key.kind}_change", args=[key.pk]),
        }
        return self.told_or_asked(request, mission, answer, context)

    def told_or_asked(
        self, request: HttpRequest, mission: Mission, answer: Answer, context: dict[str, Any]
    ) -> HttpResponse:
        """Lead back to the board where the move is kept, else show what is to be decided."""
        if answer.is_kept:
            messages.success(request, answer.told)
            return redirect(board_address(request, mission))
        if answer.problem and "form" not in context:
            messages.error(request, answer.problem)
            return redirect(board_address(request, mission))
        return TemplateResponse(request, "admin/board/item.html", context)


def query_of(request: HttpRequest) -> str:
    """Return the day and what rows there are, as the address of the board says them."""
    asked = {name: request.GET[name] for name in ("day", "rows", "apart") if name in request.GET}
    return f"?{urlencode(asked)}" if asked else ""


def board_address(request: HttpRequest, mission: Mission) -> str:
    """Return the board that an organiser came from."""
    return reverse("admin:agenda_board", args=[mission.pk]) + query_of(request)
