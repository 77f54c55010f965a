"""The column that says how many clashes an item has."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display
from unfold.views import ChangeList

from agenda.admin.of_mission import mission_shown
from agenda.admin.publication import PublicationList
from agenda.plan.accepted_clashes import standing_clashes
from agenda.plan.clash_kinds import Clash
from agenda.plan.clash_words import alike
from agenda.plan.planned import Key

COLOURS = {"open": "danger", "notes": "warning", "none": "success"}


def clash_counts(
    request: HttpRequest, of: Callable[[Clash], Iterable[Hashable]]
) -> Callable[[Hashable], tuple[int, int] | None]:
    """Return what tells the open clashes and the remarks of each, where one mission is shown.

    Those of several people with the same items count as one, as on the page of clashes.
    """
    mission = mission_shown(request)
    opens, notes = defaultdict(set), defaultdict(set)
    for standing in standing_clashes(mission) if mission else ():
        if standing.acceptance is None:
            for one in of(standing.clash):
                (opens if standing.is_open else notes)[one].add(alike(standing))
    return lambda one: (len(opens[one]), len(notes[one])) if mission else None


class ClashList(PublicationList):
    """A list of items that know their clashes, where it shows one mission."""

    def get_results(self, request: HttpRequest) -> None:
        """Count the open clashes of each item, and the remarks on it."""
        super().get_results(request)
        counts = clash_counts(request, lambda clash: clash.items)
        for item in self.result_list:
            item.clashes = counts(Key(item._meta.model_name, item.pk))


class DelegateClashList(ChangeList):
    """A list of delegates who know their clashes, where it shows one mission."""

    def get_results(self, request: HttpRequest) -> None:
        """Count the open clashes of each delegate, and the remarks."""
        super().get_results(request)
        counts = clash_counts(request, lambda clash: [clash.person])
        for delegate in self.result_list:
            delegate.clashes = counts(delegate.person_id)


class ClashColumn:
    """A column on the clashes of each row; empty where all missions are shown."""

    clash_list: type[ChangeList] = ClashList

    def get_changelist(self, _request: HttpRequest, **_kwargs: object) -> type[ChangeList]:
        """Return the list that counts clashes."""
        return self.clash_list

    @display(description=_("clashes"), label=COLOURS)
    def clashing(self, item: Model) -> tuple[str, str] | None:
        """How many clashes of the row block publishing, else how many notes there are."""
        if item.clashes is None:
            return None
        opens, notes = item.clashes
        if opens:
            return "open", ngettext("%(n)d clash", "%(n)d clashes", opens) % {"n": opens}
        if notes:
            return "notes", ngettext("%(n)d note", "%(n)d notes", notes) % {"n": notes}
        return "none", "–"
