"""The column that says whether readers know an item as it stands."""

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.views import ChangeList

from agenda.versions.publication import Publication, publications
from companies.untranslated_lists import UntranslatedColumn

COLOURS = {
    Publication.NOT_YET: "info",
    Publication.AS_PUBLISHED: "success",
    Publication.CHANGED: "warning",
}


class PublicationList(ChangeList):
    """A list whose rows know their publication, in the same queries for any number."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the rows of the page, then what readers know of them."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = publications(self.result_list)
        for item in self.result_list:
            item.publication = found[item.pk]


class PublicationColumns(UntranslatedColumn):
    """Columns on what readers know and in which language."""

    @display(description=_("readers know it"), label=COLOURS)
    def known(self, item: Model) -> tuple[str, str]:
        """What readers know of the item."""
        return item.publication, item.publication.label
