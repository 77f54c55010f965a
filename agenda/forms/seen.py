"""What a person sends who has seen a version."""

from django import forms

from agenda.models import Version
from delegation.models import Mission


class SeenForm(forms.Form):
    """Names the version that the page showed, which may not be the newest any more."""

    version = forms.ModelChoiceField(Version.objects.none(), to_field_name="number")

    def __init__(self, *args: object, mission: Mission, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = mission.versions.defer("programme")
