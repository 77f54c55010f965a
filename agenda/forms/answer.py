"""What a person answers who is invited to an item."""

from django import forms

from agenda.models import Participation


class AnswerForm(forms.ModelForm):
    """Accepting or declining, with a word to the organisers."""

    response = forms.ChoiceField(
        choices=[
            choice
            for choice in Participation.Response.choices
            if choice[0] != Participation.Response.INVITED
        ]
    )
    response_word = forms.CharField(max_length=200, required=False)

    class Meta:
        model = Participation
        fields = ["response", "response_word"]
