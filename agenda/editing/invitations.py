"""Putting people into meetings, with the posts they wear, and into the rides that serve them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import Meeting, Participation, Passenger, Transfer


@transaction.atomic
def invite_groups(*, meeting: Meeting, groups: Iterable[str]) -> int:
    """Add the delegates of some groups who are not in the meeting yet; return how many.

    Everybody wears the post they wear in the mission.
    """
    present = set(meeting.participations.values_list("person_id", flat=True))
    coming = meeting.mission.delegates.in_order().filter(group__in=list(groups))
    added = [
        Participation(
            meeting=meeting, person_id=delegate.person_id, affiliation_id=delegate.affiliation_id
        )
        for delegate in coming
        if delegate.person_id not in present
    ]
    return len(Participation.objects.bulk_create(added))


@transaction.atomic
def wear_posts(*, meeting: Meeting, joined: Iterable[Participation]) -> None:
    """Give those who joined a meeting without a post the one they wear in its mission.

    Whoever was there before keeps what readers know of them, until somebody changes that.
    """
    bare = [row for row in joined if row.affiliation_id is None]
    worn = dict(
        meeting.mission.delegates.exclude(affiliation=None)
        .filter(person__in=[row.person_id for row in bare])
        .values_list("person", "affiliation")
    )
    for participation in bare:
        if participation.person_id in worn:
            participation.affiliation_id = worn[participation.person_id]
            participation.save()


@transaction.atomic
def seat_participants(*, transfer: Transfer) -> int:
    """Put all who take part from our side in the meeting a ride serves into it; return how many.

    Those seated already stay, the driver and those who declined are left out.

    Raises:
        ValidationError: they don't fit the seats; then nobody is put in.
    """
    coming = (
        transfer.serves.participations.filter(side=Participation.Side.DELEGATION)
        .exclude(response=Participation.Response.DECLINED)
        .exclude(person=transfer.driver_id)
    )
    seated = set(transfer.seats_taken.values_list("person_id", flat=True))
    people = [person for person in coming.values_list("person", flat=True) if person not in seated]
    if len(seated) + len(people) > transfer.seats:
        raise ValidationError(too_many(len(seated) + len(people), transfer.seats))
    return len(
        Passenger.objects.bulk_create(
            Passenger(transfer=transfer, person_id=person) for person in people
        )
    )


def check_seats(passenger: Passenger) -> None:
    """Look whether somebody who was put into a ride again has a place in it.

    Raises:
        ValidationError: the seats are taken by now, or they drive.
    """
    ride = passenger.transfer
    if passenger.person_id == ride.driver_id:
        raise ValidationError(_("%(person)s drives this ride now.") % {"person": passenger})
    riders = ride.seats_taken.count()
    if riders > ride.seats:
        raise ValidationError(too_many(riders, ride.seats))


def too_many(riders: int, seats: int) -> str:
    """Say that so many don't fit so many seats."""
    return ngettext(
        "%(riders)d passengers don't fit %(seats)d seat: take some out or choose a larger vehicle.",
        "%(riders)d passengers don't fit %(seats)d seats: "
        "take some out or choose a larger vehicle.",
        seats,
    ) % {"riders": riders, "seats": seats}
