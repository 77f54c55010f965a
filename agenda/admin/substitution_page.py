"""The desk's page on which a delegate stands in for another in one meeting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from agenda.editing.substitution import substitute
from agenda.editing.trial import Answers, Outcome, keep
from agenda.forms.answers import DeskAnswersForm
from agenda.forms.substitution import SubstituteForm
from agenda.models import Meeting, Participation


class SubstitutionPage:
    """What the admin of meetings adds to let somebody stand in."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page."""
        page = self.admin_site.admin_view(self.substitution_page)
        return [path("<int:pk>/substitute/", page, name="agenda_substitute"), *super().get_urls()]

    @action(
        description=gettext_lazy("Let somebody stand in…"),
        url_path="stand-in",
        permissions=["change"],
    )
    def stand_in(self, _request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead to the page."""
        return redirect("admin:agenda_substitute", object_id)

    def substitution_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask who stands in for whom, then what clashes that makes, then do it."""
        meeting = get_object_or_404(Meeting.objects.select_related("mission", "venue"), pk=pk)
        if not self.has_change_permission(request, meeting):
            raise PermissionDenied
        if meeting.status == Meeting.Status.CANCELLED:
            messages.error(request, _("This meeting is cancelled: nobody needs to stand in."))
            return redirect("admin:agenda_meeting_change", meeting.pk)
        form = SubstituteForm(request.POST or None, meeting=meeting)
        answers = DeskAnswersForm(request.POST).answers()
        question = None
        if request.method == "POST" and form.is_valid():
            question = stand_in(request, meeting, form, answers)
            if question.is_kept:
                (made,) = question.changed
                told = {"present": made.person, "absent": made.standing_in_for or "–"}
                messages.success(request, _("%(present)s stands in for %(absent)s.") % told)
                return redirect("admin:agenda_meeting_change", meeting.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Stand-in: %(meeting)s") % {"meeting": meeting},
            "meeting": meeting,
            "form": form,
            "question": question,
            "reason": answers.reason,
        }
        return TemplateResponse(request, "admin/agenda/substitute.html", context)


def stand_in(
    request: HttpRequest, meeting: Meeting, form: SubstituteForm, answers: Answers
) -> Outcome:
    """Put the stand-in into the meeting, or return what is to be asked before."""

    def change() -> tuple[tuple[Participation], None]:
        return (substitute(**form.cleaned_data),), None

    return keep(
        mission=meeting.mission,
        change=change,
        answers=answers,
        by=request.user,
        now=timezone.now(),
    )
