"""The column that says how many clashes an item has."""

from collections import Counter

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display
from unfold.views import ChangeList

from agenda.admin.of_mission import mission_shown
from agenda.admin.publication import PublicationList
from agenda.plan.accepted_clashes import standing_clashes
from agenda.plan.planned import Key

COLOURS = {"open": "danger", "notes": "warning", "none": "success"}


class ClashList(PublicationList):
    """A list whose rows know their clashes, where it shows one mission."""

    def get_results(self, request: HttpRequest) -> None:
        """Count the open clashes of each item, and the remarks on it."""
        super().get_results(request)
        mission = mission_shown(request)
        opens, notes = Counter(), Counter()
        for standing in standing_clashes(mission) if mission else ():
            if standing.acceptance is None:
                (opens if standing.is_open else notes).update(standing.clash.items)
        for item in self.result_list:
            key = Key(item._meta.model_name, item.pk)
            item.clashes = (opens[key], notes[key]) if mission else None


class ClashColumn:
    """A column on the clashes of each item; empty where all missions are shown."""

    def get_changelist(self, _request: HttpRequest, **_kwargs: object) -> type[ChangeList]:
        """Return the list that counts clashes."""
        return ClashList

    @display(description=_("clashes"), label=COLOURS)
    def clashing(self, item: Model) -> tuple[str, str] | None:
        """How many clashes of the item block publishing, else how many notes there are."""
        if item.clashes is None:
            return None
        opens, notes = item.clashes
        if opens:
            return "open", ngettext("%(n)d clash", "%(n)d clashes", opens) % {"n": opens}
        if notes:
            return "notes", ngettext("%(n)d note", "%(n)d notes", notes) % {"n": notes}
        return "none", "–"
