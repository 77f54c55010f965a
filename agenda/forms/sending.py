"""What comes with every form that a phone sends."""

from django import forms


class SendingForm(forms.Form):
    """The random number that a phone's worker gives a form; a form without script has none."""

    id = forms.UUIDField(required=False)
