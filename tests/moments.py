"""Moments that tests speak of."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
