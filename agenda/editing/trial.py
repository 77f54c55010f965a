"""Which clashes are open before a change and after it, by names that an answer can bear."""

from agenda.plan.accepted_clashes import Standing, standing_clashes, stored_identity
from delegation.models import Mission


def open_by_name(mission: Mission) -> dict[str, Standing]:
    """Return the open clashes of a mission by their names."""
    return {
        name_of(standing): standing for standing in standing_clashes(mission) if standing.is_open
    }


def name_of(standing: Standing) -> str:
    """Return what names a clash in forms while its items and its person stay the same."""
    return ".".join(str(part or "") for part in stored_identity(standing.clash))
