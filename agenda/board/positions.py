"""Where an item stands: its time and its place, as values that can be kept and compared."""

import hashlib
from datetime import date, datetime

from agenda.models import Meeting, Transfer
from agenda.plan.planned import Key

Position = dict[str, str | int | None]
FIELDS: dict[type, tuple[str, ...]] = {
    Meeting: ("date", "part_of_day", "starts_at", "ends_at", "venue_id"),
    Transfer: (
        "departs_at", "arrives_at", "origin_id", "destination_id", "vehicle_it", "vehicle_en",
        "seats",
    ),
}  # fmt: skip


def key_of(row: Meeting | Transfer) -> Key:
    """Return which item a row is."""
    return Key(row._meta.model_name, row.pk)


def position_of(row: Meeting | Transfer) -> Position:
    """Return where an item stands; days and moments as text (ISO 8601)."""
    values = {name: getattr(row, name) for name in FIELDS[type(row)]}
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in values.items()
    }


def put(row: Meeting | Transfer, position: Position) -> None:
    """Set in memory where an item stands."""
    for name, value in position.items():
        setattr(row, name, row._meta.get_field(name).to_python(value))


def seen_of(row: Meeting | Transfer) -> str:
    """Return a digest of where an item stands, for telling later whether it still does."""
    return seen_at(position_of(row))


def seen_at(position: Position) -> str:
    """Return a digest of a position: it stands in each row of an item's people."""
    told = "|".join(str(value) for value in position.values())
    return hashlib.sha256(told.encode()).hexdigest()[:16]
