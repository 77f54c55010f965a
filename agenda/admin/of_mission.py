"""Lists that open with the mission at hand, and forms that begin with it."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agenda.admin.at_hand import at_hand
from delegation.models import Mission

PARAMETER = "mission"
ALL = "all"


def mission_shown(request: HttpRequest) -> Mission | None:
    """Return the mission whose rows a list shows; None for all of them."""
    if not hasattr(request, "mission_shown"):
        asked = request.GET.get(PARAMETER, "")
        known = Mission.objects.filter(pk=asked[:9]).first() if asked[:9].isdecimal() else None
        request.mission_shown = None if asked == ALL else known or at_hand(request)
    return request.mission_shown


class MissionFilter(SimpleListFilter):
    """One mission's rows, those of the mission at hand unless another one is asked for."""

    title = _("mission")
    parameter_name = PARAMETER
    column = "mission"

    def lookups(self, request: HttpRequest, _admin: object) -> list[tuple[str, str]]:
        """Return the missions by name."""
        self.shown = mission_shown(request)
        return [(str(mission.pk), str(mission)) for mission in Mission.objects.in_order()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the rows of the mission shown."""
        return queryset.filter(**{self.column: self.shown}) if self.shown else queryset

    def choices(self, changelist: ChangeList) -> list[dict[str, Any]]:
        """Return all missions, then each, with the one shown marked."""
        shown = str(self.shown.pk) if self.shown else ALL
        return [
            {
                "selected": value == shown,
                "query_string": changelist.get_query_string({PARAMETER: value}),
                "display": words,
            }
            for value, words in [(ALL, _("All missions")), *self.lookup_choices]
        ]


class OfMission:
    """A list of one mission's rows, which says whose, and a form that begins with that mission."""

    list_before_template = "admin/agenda/_list_mission.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Name the mission whose rows are shown."""
        shown = {"mission_shown": mission_shown(request), **(extra_context or {})}
        return super().changelist_view(request, shown)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the mission at hand."""
        mission = at_hand(request)
        return {
            **({"mission": mission.pk} if mission else {}),
            **super().get_changeform_initial_data(request),
        }
