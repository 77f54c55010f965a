"""The desk's page on which a delegate stands in for another in one meeting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from agenda.admin.before_saving import Question, answer_clashes, before_of
from agenda.admin.locking import lock
from agenda.editing.substitution import substitute
from agenda.forms.substitution import SubstituteForm
from agenda.models import Meeting


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
        question = None
        if request.method == "POST" and form.is_valid():
            try:
                made = stand_in(request, meeting, form)
            except Question as asked:
                question = asked
            else:
                told = {"present": made.person, "absent": made.standing_in_for or "–"}
                messages.success(request, _("%(present)s stands in for %(absent)s.") % told)
                return redirect("admin:agenda_meeting_change", meeting.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Stand-in: %(meeting)s") % {"meeting": meeting},
            "meeting": meeting,
            "form": form,
            "question": question,
        }
        return TemplateResponse(request, "admin/agenda/substitute.html", context)


@transaction.atomic
def stand_in(request: HttpRequest, meeting: Meeting, form: SubstituteForm) -> object:
    """Put the stand-in into the meeting, under the mission's lock.

    Raises:
        Question: it would clash, and the organiser has not seen that yet.
    """
    lock(meeting.mission_id)
    before = before_of(meeting)
    made = substitute(**form.cleaned_data)
    answer_clashes(request, meeting, before)
    return made
