"""Going past clashes that a test is not about."""

from datetime import UTC, datetime

from agenda.plan.accepted_clashes import accept, open_clashes, standing_clashes


def accept_all_clashes(mission):
    """Accept whatever would keep the mission from being published."""
    accept(
        standings=open_clashes(standing_clashes(mission)),
        reason="zq_clash_reason",
        by=None,
        now=datetime(2025, 4, 1, tzinfo=UTC),
    )
