"""Who stands in for whom in one meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agenda.models import Meeting, Participation
from delegation.models import Delegate


class SubstituteForm(forms.Form):
    """A participant of the meeting, and a delegate of its mission who is not in it."""

    participation = forms.ModelChoiceField(
        Participation.objects.none(),
        empty_label=_("Choose…"),
        widget=forms.Select(attrs={"class": "desk-field"}),
        label=_("who can't come"),
        error_messages={"required": _("Choose who can't come.")},
    )
    delegate = forms.ModelChoiceField(
        Delegate.objects.none(),
        empty_label=_("Choose…"),
        widget=forms.Select(attrs={"class": "desk-field"}),
        label=_("who stands in"),
        error_messages={
            "required": _("Choose who stands in."),
            "invalid_choice": _("Choose a delegate who is not in the meeting yet."),
        },
    )
    with_rides = forms.BooleanField(
        label=_("with the seat on the rides to the meeting and from it"),
        initial=True,
        required=False,
    )

    def __init__(self, *args: object, meeting: Meeting, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        taking_part = meeting.participations.select_related("person").order_by("pk")
        delegates = meeting.mission.delegates.in_order().select_related("person")
        self.fields["participation"].queryset = taking_part
        self.fields["delegate"].queryset = delegates.exclude(
            person__in=taking_part.order_by().values("person")
        )
