"""Filters in words, shared by the lists of the desk."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda.admin.of_mission import mission_shown
from agenda.models import PersonalLink
from agenda.models.personal_link import LinkState
from agenda.templatetags.agenda_tags import weekday_words
from companies.untranslated_lists import YesOrNo


class TitlesFilter(YesOrNo):
    """Whether the office has confirmed the titles worn here."""

    title = _("titles confirmed")
    parameter_name = "titles"

    def condition(self, _queryset: QuerySet) -> Q:
        """Return when they are confirmed."""
        return Q(affiliation__titles_confirmed_on__isnull=False) | Q(affiliation=None)


class DayFilter(SimpleListFilter):
    """One day of the mission that is shown."""

    title = _("day")
    parameter_name = "day"

    def lookups(self, request: HttpRequest, _admin: object) -> list[tuple[str, str]]:
        """Return the days on which the mission has meetings."""
        mission = mission_shown(request)
        days = (
            mission.meetings.order_by("date").values_list("date", flat=True).distinct()
            if mission
            else []
        )
        return [(day.isoformat(), weekday_words(day)) for day in days]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the rows of the day chosen; a day without meetings keeps all."""
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(date=self.value()) if known else queryset


LINK_STATES = {
    LinkState.UNSENT: Q(sent_at=None, page_fetched_at=None),
    LinkState.SENT: Q(sent_at__isnull=False, page_fetched_at=None),
    LinkState.OPENED: Q(page_fetched_at__isnull=False),
}


class LinkStateFilter(SimpleListFilter):
    """What became of the personal links."""

    title = _("personal link")
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _admin: object) -> list[tuple[str, str]]:
        """Return the states of a link."""
        return [(state.value, state.label) for state in LINK_STATES]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the links in the state chosen."""
        state = LINK_STATES.get(self.value())
        return queryset.filter(state) if state else queryset


class DelegateLinkFilter(LinkStateFilter):
    """What became of the personal links of delegates."""

    def lookups(self, request: HttpRequest, admin: object) -> list[tuple[str, str]]:
        """Return the states of a link, and that there is none."""
        return [(LinkState.NONE.value, LinkState.NONE.label), *super().lookups(request, admin)]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the delegates whose link is in the state chosen."""
        links = PersonalLink.objects.filter(mission=OuterRef("mission"), person=OuterRef("person"))
        if self.value() == LinkState.NONE:
            return queryset.exclude(Exists(links))
        state = LINK_STATES.get(self.value())
        return queryset.filter(Exists(links.filter(state))) if state else queryset
