"""The desk's pages of clashes: the work list, and going past one with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from agenda.admin.at_hand import at_hand
from agenda.admin.new_clashes import telling_new_clashes
from agenda.admin.permission import posting_needs
from agenda.forms.clash import AcceptClashForm
from agenda.forms.travel import TravelTimeForm
from agenda.models import AcceptedClash
from agenda.plan.accepted_clashes import accept, reopen, standing_clashes
from agenda.plan.clash_words import ToldClash, told
from delegation.models import Mission


class ClashPages:
    """What the admin of missions adds to look at clashes and settle them."""

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of clashes."""
        desk = self.admin_site.admin_view
        return [
            path("clashes/", desk(self.clashes_at_hand), name="agenda_clashes_at_hand"),
            path("<int:pk>/clashes/", desk(self.clashes_page), name="agenda_clashes"),
            path(
                "<int:pk>/clashes/accept/<str:key>/",
                desk(self.accept_clash),
                name="agenda_accept_clash",
            ),
            path(
                "<int:pk>/clashes/reopen/<int:row>/",
                desk(self.reopen_clash),
                name="agenda_reopen_clash",
            ),
            path(
                "<int:pk>/clashes/travel/",
                desk(self.remember_travel),
                name="agenda_remember_travel",
            ),
            *super().get_urls(),
        ]

    def clashes_at_hand(self, request: HttpRequest) -> HttpResponse:
        """Lead to the clashes of the mission at hand."""
        mission = at_hand(request)
        return redirect("admin:agenda_clashes", mission.pk) if mission else redirect("admin:index")

    def clashes_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what blocks publishing, what is worth a look, and what was accepted."""
        mission = get_object_or_404(Mission, pk=pk)
        return self.show_clashes(request, mission, wrong={})

    def show_clashes(
        self, request: HttpRequest, mission: Mission, wrong: dict[str, AcceptClashForm]
    ) -> HttpResponse:
        """Show the work list; ``wrong`` are forms with what was typed and what is wrong with it."""
        clashes = told(standing_clashes(mission))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Clashes: %(mission)s") % {"mission": mission.title},
            "mission": mission,
            "open": [(clash, form_of(clash, wrong)) for clash in clashes if clash.is_open],
            "remarks": [clash for clash in clashes if not clash.is_open and not clash.acceptance],
            "accepted": [clash for clash in clashes if clash.acceptance],
            "may_accept": request.user.has_perm("agenda.change_meeting"),
        }
        return TemplateResponse(request, "admin/agenda/clashes.html", context)

    @posting_needs("agenda.change_meeting")
    def accept_clash(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        """Go past one clash with the reason that was typed."""
        mission = get_object_or_404(Mission, pk=pk)
        if request.method != "POST":
            return redirect("admin:agenda_clashes", mission.pk)
        form = AcceptClashForm(request.POST)
        if not form.is_valid():
            return self.show_clashes(request, mission, wrong={key: form})
        found = looked_at(mission, key, form.cleaned_data["state"])
        if found is None:
            messages.warning(request, _("This clash has changed or is gone: look again."))
        else:
            reason = form.cleaned_data["reason"]
            accept(
                standings=found.standings,
                reason=reason,
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, _("Accepted: it no longer blocks publishing."))
        return redirect("admin:agenda_clashes", mission.pk)

    @posting_needs("agenda.change_meeting")
    def reopen_clash(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        """Take an acceptance back."""
        if request.method == "POST":
            reopen(get_object_or_404(AcceptedClash, mission=pk, pk=row))
            messages.success(request, _("Open again: it blocks publishing until it is settled."))
        return redirect("admin:agenda_clashes", pk)

    @posting_needs("agenda.change_meeting")
    def remember_travel(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remember how long a way takes, typed at the clash itself."""
        if request.method == "POST":
            form = TravelTimeForm(request.POST)
            if form.is_valid():
                with telling_new_clashes(request, Mission.objects.filter(pk=pk)):
                    form.remember()
                messages.success(request, _("Remembered: this way takes so long from now on."))
            else:
                messages.error(
                    request, _("Write the travel time in whole minutes, from 1 to 2880.")
                )
        back = request.POST.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return HttpResponseRedirect(back) if is_ours else redirect("admin:agenda_clashes", pk)


def form_of(clash: ToldClash, wrong: dict[str, AcceptClashForm]) -> AcceptClashForm:
    """Return the form that goes past a clash, with what was typed wrongly before."""
    return wrong.get(clash.key) or AcceptClashForm(
        initial={"state": clash.state}, auto_id=f"{clash.key}-%s"
    )


def looked_at(mission: Mission, key: str, state: str) -> ToldClash | None:
    """Return the clash that an organiser looked at, None where it is no longer that one."""
    for clash in told(standing_clashes(mission)):
        if (clash.key, clash.state) == (key, state):
            return clash
    return None
