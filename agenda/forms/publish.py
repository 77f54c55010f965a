"""The publish page's form."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """A note, whether the public reads it, and what the organiser had before their eyes."""

    note = forms.CharField(label=_("note for colleagues"), max_length=300, required=False)
    is_public = forms.BooleanField(label=_("Show this mission on the public site"), required=False)
    expected = forms.CharField(max_length=64, required=True, widget=forms.HiddenInput)
