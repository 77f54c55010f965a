"""Who is in the vehicle, as an escort ticks it."""

from datetime import datetime

from django import forms

from agenda.models import Transfer


class PeopleField(forms.TypedMultipleChoiceField):
    """People by primary key, whoever they are: a page kept on a phone may list who is gone."""

    def __init__(self) -> None:
        super().__init__(coerce=int, required=False)

    def valid_value(self, value: str) -> bool:
        """Take any number that a database can hold."""
        return value.isascii() and value.isdigit() and len(value) <= 18


class BoardingForm(forms.Form):
    """Two sets of passengers: those ticked now, and those the page showed ticked before.

    Only what differs is changed, so two people who count at one door don't undo each other.
    """

    boarded = PeopleField()
    was = PeopleField()

    def save(self, ride: Transfer, *, now: datetime) -> set[int]:
        """Write down who got in, and take back who was ticked by mistake or got out.

        Returns who was ticked but is not on the list of the ride any more, by primary key.
        """
        ticked, were = {*self.cleaned_data["boarded"]}, {*self.cleaned_data["was"]}
        seats = {seat.person_id: seat for seat in ride.seats_taken.select_for_update()}
        for person in (ticked ^ were) & seats.keys():
            seat, is_aboard = seats[person], person in ticked
            if is_aboard != bool(seat.boarded_at):
                seat.boarded_at = now if is_aboard else None
                seat.save(update_fields=["boarded_at"])
        return ticked - seats.keys()
