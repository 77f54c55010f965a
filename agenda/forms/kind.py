"""Which kind of items a reader wants to see."""

from collections.abc import Iterable

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agenda.itinerary import PublicItem
from agenda.models import Meeting


class KindForm(forms.Form):
    """Reads ``?kind=b2b``; the kinds on offer are those of the items."""

    kind = forms.ChoiceField(label=_("Kind of item"), required=False)

    def __init__(self, *args: object, items: Iterable[PublicItem], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        there = {item.kind for item in items}
        labels = [(kind, capfirst(kind.label)) for kind in Meeting.Kind if kind in there]
        self.fields["kind"].choices = [("", _("All kinds")), *labels]
        self.is_worth_showing = len(labels) > 1

    @property
    def chosen(self) -> str:
        """The kind asked for, empty for all; what is no kind of these items is returned too."""
        return self.data.get("kind", "")
