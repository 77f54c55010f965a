"""Going past a clash with a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AcceptClashForm(forms.Form):
    """Why a clash is all right; ``state`` is what the organiser looked at."""

    state = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("why it is all right"),
        max_length=500,
        error_messages={"required": _("Write why this clash is all right.")},
    )
