"""What an organiser answers to what a change would cause."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.editing.moves import RideChoice
from agenda.editing.trial import Answers


class AnswersForm(forms.Form):
    """The clashes that the organiser saw, why they are all right, and what becomes of each ride."""

    clashes = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it is all right"), max_length=500, required=False)

    def answers(self) -> Answers:
        """Return the answers; where something in them makes no sense, only those on rides."""
        rides = {
            int(pk): choice
            for name, choice in self.data.items()
            for prefix, _dash, pk in [name.partition("-")]
            if prefix == "ride" and pk.isascii() and pk.isdecimal() and len(pk) < 10
            if choice in RideChoice.values
        }
        typed = self.cleaned_data if self.is_valid() else {}
        return Answers(rides, frozenset(typed.get("clashes", "").split()), typed.get("reason", ""))


class DeskAnswersForm(AnswersForm):
    """The same on the form of a row, which may have a reason of its own."""

    def add_prefix(self, field_name: str) -> str:
        """Name the fields as the page does."""
        named = {"clashes": "clashes_seen", "reason": "clash_reason"}
        return named.get(field_name, field_name)
