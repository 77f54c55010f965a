"""Logos on the page of their mission."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminFileFieldWidget

from delegation.logo_file import read_drawing
from delegation.models import MissionLogo, Picture


class LogoForm(forms.ModelForm):
    """A logo; a file chosen anew replaces the picture."""

    file = forms.FileField(
        label=_("file"),
        required=False,
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".svg,.png"}),
        help_text=_("The owner's official file, SVG or PNG, 150 kB at most."),
    )

    class Meta:
        model = MissionLogo
        fields = ["name_it", "name_en", "order"]

    def clean_file(self) -> UploadedFile | None:
        """Look at the picture; a logo without one is refused."""
        file = self.cleaned_data["file"]
        if file:
            read_drawing(file.read())
        elif self.instance.picture_id is None:
            raise forms.ValidationError(_("Choose the logo's file."), code="required")
        return file

    def save(self, commit: bool = True) -> MissionLogo:
        """Store the picture now that nothing on the page was refused: pictures stay for ever."""
        if file := self.cleaned_data["file"]:
            file.seek(0)
            self.instance.picture = Picture.stored(file.read())
        return super().save(commit)


class LogoFormSet(forms.BaseInlineFormSet):
    """The logos of one mission."""

    def clean(self) -> None:
        """Refuse logos without the emblem that they stand beside."""
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if form not in self.deleted_forms]
        if kept and not self.instance.funding_statement:
            raise forms.ValidationError(
                _(
                    "Logos stand beside the emblem of the Union: say first whether "
                    "the European Union funds or co-funds the mission."
                )
            )


class LogoInline(TabularInline):
    """The logos beside the emblem, in their order."""

    model = MissionLogo
    form = LogoForm
    formset = LogoFormSet
    fields = ["file", "name_it", "name_en", "order"]
    extra = 0
