"""What a person answers who is invited to an item."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Participation, Version

ANSWERS = [Participation.Response.ACCEPTED, Participation.Response.DECLINED]
OLD_PAGE = gettext_lazy("This answer comes from an old page: open it again, then answer.")


class AnswerForm(forms.ModelForm):
    """Accepting or declining, with a word to the organisers.

    ``was`` and ``version`` are the answer and the version that the page showed: what was
    written without a network must not undo what has been agreed on meanwhile.
    """

    response = forms.ChoiceField(choices=[(answer.value, answer.label) for answer in ANSWERS])
    response_word = forms.CharField(max_length=200, required=False)
    was = forms.ChoiceField(
        choices=Participation.Response.choices, error_messages={"required": OLD_PAGE}
    )
    version = forms.ModelChoiceField(
        Version.objects.none(),
        to_field_name="number",
        error_messages={"required": OLD_PAGE, "invalid_choice": OLD_PAGE},
    )

    class Meta:
        model = Participation
        fields = ["response", "response_word"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            versions = self.instance.meeting.mission.versions
            self.fields["version"].queryset = versions.defer("programme")

    def clean(self) -> None:
        """Refuse an answer beside one that was written down meanwhile, and says otherwise."""
        super().clean()
        stands = self.instance.response
        if stands not in {self.cleaned_data.get("was"), self.cleaned_data.get("response")}:
            told = Participation.Response(stands).label
            raise ValidationError(
                _("Meanwhile your answer stands as “%(answer)s”: answer again if that is wrong.")
                % {"answer": told}
            )
