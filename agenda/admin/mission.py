"""Missions at the desk, with the page that publishes them."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modeltranslation.admin import TabbedTranslationAdmin

from agenda.admin.at_hand import at_hand, choose
from agenda.admin.board_page import BoardPage
from agenda.admin.clash_pages import ClashPages
from agenda.admin.local_hours import KeepsLocalHours, ZoneForm
from agenda.admin.logo import LogoInline
from agenda.admin.mission_verbs import MissionVerbs
from agenda.admin.new_clashes import TellsNewClashes
from agenda.admin.permission import posting_needs
from agenda.admin.travel_page import TravelPage
from agenda.admin.two_organisers import TwoOrganisers
from agenda.forms.publish import PublishForm
from agenda.forms.stale import StaleGuard
from agenda.models import Notice, Version
from agenda.personal.link_making import make_missing_links
from agenda.plan.clash_words import work_on_clashes
from agenda.publishing import OpenClashes, ProgrammeChanged, publish
from agenda.templatetags.agenda_tags import moment_words
from agenda.versions.publish_preview import preview
from delegation.forms import MissionForm
from delegation.history.desk import ModelAdmin
from delegation.local_time import zone_in_words
from delegation.models import Mission


def published_words(mission: Mission, version: Version) -> str:
    """Return what came of publishing, with the way to what readers see now."""
    said = _("Version %(number)d is published.") % {"number": version.number}
    said = f"{said} {leaving_words(version)}"
    seen_by = reverse("admin:agenda_readers", args=[version.pk])
    links = format_html('<a href="{}">{}</a>', seen_by, _("Who has seen it"))
    if version.mission.is_public:
        page = reverse("itinerary", args=[mission.slug])
        links = format_html('<a href="{}">{}</a> · {}', page, _("Public page"), links)
    return format_html("{} {}", said, links)


def leaving_words(version: Version) -> str:
    """Return how many messages tell of a version, and when they leave."""
    telling = version.mission.notices.filter(version=version).exclude(person__email="")
    waiting = telling.filter(status=Notice.Status.WAITING)
    first = waiting.in_order().first()
    if first is None:
        return left_words(telling.filter(status=Notice.Status.SENT).count())
    zone = version.mission.home_time_zone
    told = {
        "count": waiting.count(),
        "moment": moment_words(first.send_after.astimezone(zone)),
        "zone": zone_in_words(zone),
    }
    return (
        ngettext(
            "One message leaves on %(moment)s (%(zone)s).",
            "%(count)d messages leave from %(moment)s (%(zone)s).",
            told["count"],
        )
        % told
    )


def left_words(sent: int) -> str:
    """Return how many messages have left at once, where there is no quiet period to wait for."""
    if not sent:
        return _("It concerns nobody to whom we send messages.")
    return ngettext("One message has left.", "%(count)d messages have left.", sent) % {
        "count": sent
    }


class MissionZoneForm(StaleGuard, ZoneForm, MissionForm):
    """A mission whose items keep their local hours when its zone changes."""


@admin.register(Mission)
class MissionAdmin(
    MissionVerbs,
    TwoOrganisers,
    TellsNewClashes,
    KeepsLocalHours,
    BoardPage,
    ClashPages,
    TravelPage,
    ModelAdmin,
    TabbedTranslationAdmin,
):
    """Missions, their publication and their links."""

    form = MissionZoneForm
    list_display = ["title", "city", "start_date", "end_date", "is_public", "publishing"]
    list_filter = ["is_public", "kind", "direction"]
    search_fields = ["title_it", "title_en", "slug", "city_it"]
    autocomplete_fields = ["coordinator", "firms"]
    inlines = [LogoInline]
    actions = ["make_links", *MissionVerbs.actions]

    def get_urls(self) -> list[URLPattern]:
        """Add the page that publishes."""
        desk = self.admin_site.admin_view
        return [
            path("publish/", desk(self.publish_at_hand), name="agenda_publish_at_hand"),
            path("<int:pk>/publish/", desk(self.publish_page), name="agenda_publish"),
            path("<int:pk>/links/", desk(self.links_page), name="agenda_make_links"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("publication"))
    def publishing(self, mission: Mission) -> str:
        """The way to the page that publishes."""
        url = reverse("admin:agenda_publish", args=[mission.pk])
        return format_html('<a href="{}">{}</a>', url, _("Publish…"))

    def publish_at_hand(self, request: HttpRequest) -> HttpResponse:
        """Lead to the page that publishes the mission at hand."""
        mission = at_hand(request)
        return redirect("admin:agenda_publish", mission.pk) if mission else redirect("admin:index")

    @posting_needs("agenda.add_personallink")
    def links_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the missing links of a mission, on the home page's button."""
        mission = get_object_or_404(Mission, pk=pk)
        if request.method == "POST":
            self.tell_made(request, make_missing_links(mission=mission))
            choose(request, str(mission.pk))
        return redirect("admin:index")

    def tell_made(self, request: HttpRequest, made: int) -> None:
        """Say how many links were made, and what to do with them."""
        told = ngettext(
            "%(count)d link was made: send it from the list of personal links.",
            "%(count)d links were made: send them from the list of personal links.",
            made,
        )
        self.message_user(request, told % {"count": made}, messages.SUCCESS)

    @posting_needs("agenda.publish")
    def publish_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what would be published; publish on the button."""
        mission = get_object_or_404(Mission, pk=pk)
        form = PublishForm(request.POST or None, initial={"is_public": mission.is_public})
        if request.method == "POST" and form.is_valid():
            try:
                version = publish(
                    mission=mission, now=timezone.now(), by=request.user, **form.cleaned_data
                )
            except ProgrammeChanged:
                messages.error(
                    request,
                    _(
                        "The programme changed, or a version was published, while you looked "
                        "at it. Look again, then publish."
                    ),
                )
            except OpenClashes:
                messages.error(
                    request,
                    _("Clashes block publishing: settle them, or write why they are all right."),
                )
            else:
                messages.success(request, published_words(mission, version))
                choose(request, str(mission.pk))
                return redirect("admin:index")
        seen = preview(mission, now=timezone.now())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish: %(mission)s") % {"mission": mission.title},
            "mission": mission,
            "preview": seen,
            "form": form,
            **work_on_clashes(mission),
            "unconfirmed": mission.delegates.unconfirmed().in_order(),
            "may_publish": self.has_publish_permission(request),
        }
        return TemplateResponse(request, "admin/agenda/publish.html", context)

    @admin.action(description=gettext_lazy("Make missing personal links"), permissions=["change"])
    def make_links(self, request: HttpRequest, missions: QuerySet[Mission]) -> None:
        """Give every delegate without a link one that lasts until a month after the mission."""
        made = sum(make_missing_links(mission=mission) for mission in missions)
        self.tell_made(request, made)

    def get_readonly_fields(self, request: HttpRequest, obj: Mission | None = None) -> list[str]:
        """Keep who may not publish from the public switch, and a published address as it is."""
        fixed = [] if self.has_publish_permission(request) else ["is_public"]
        return [*fixed, "slug"] if obj and obj.versions.exists() else fixed
