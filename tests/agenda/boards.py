"""What the board's script posts, for the tests of the board."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from agenda.board.positions import seen_of
from agenda.models import Transfer
from tests.factories import PassengerFactory, TransferFactory

HALF_PAST_NINE = datetime(2025, 4, 23, 13, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def wish(row, *, later=timedelta(0), longer=timedelta(0), **said):
    """Return what the board's script posts for a row that is to be later or longer."""
    is_ride = isinstance(row, Transfer)
    starts_at, ends_at = (
        (row.departs_at, row.arrives_at) if is_ride else (row.starts_at, row.ends_at)
    )
    return {
        "item": f"{row._meta.model_name}-{row.pk}",
        "seen": seen_of(row),
        "starts_at": (starts_at + later).isoformat(),
        "ends_at": (ends_at + later + longer).isoformat(),
        **said,
    }


def post(client, mission, action, fields=None):
    address = reverse(f"admin:agenda_board_{action}", args=[mission.pk])
    return client.post(address, fields or {}, headers={"accept": "application/json"})


def times(row):
    row.refresh_from_db()
    return row.starts_at, row.ends_at


def ride_to(meeting, person):
    ride = TransferFactory(mission=meeting.mission, destination=meeting.venue, serves=meeting)
    PassengerFactory(transfer=ride, person=person)
    return ride
