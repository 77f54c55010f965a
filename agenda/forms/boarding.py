"""Who is in the vehicle, as an escort ticks it."""

from datetime import datetime

from django import forms

from agenda.models import Passenger, Transfer


class BoardingForm(forms.Form):
    """Two sets of passengers: those ticked now, and those the page showed ticked before.

    Only what differs is changed, so two people who count at one door don't undo each other.
    """

    boarded = forms.ModelMultipleChoiceField(
        Passenger.objects.none(), to_field_name="person_id", required=False
    )
    was = forms.ModelMultipleChoiceField(
        Passenger.objects.none(), to_field_name="person_id", required=False
    )

    def __init__(self, *args: object, ride: Transfer, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = ride.seats_taken.all()

    def save(self, *, now: datetime) -> None:
        """Write down who got in, and take back who was ticked by mistake or got out."""
        ticked, were = {*self.cleaned_data["boarded"]}, {*self.cleaned_data["was"]}
        for seat in ticked ^ were:
            is_aboard = seat in ticked
            if is_aboard != bool(seat.boarded_at):
                seat.boarded_at = now if is_aboard else None
                seat.save(update_fields=["boarded_at"])
