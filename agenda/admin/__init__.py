"""The programme at the desk."""

from agenda.admin import (
    clash_rows,
    delegate,
    feedback,
    meeting,
    mission,
    notice,
    personal_link,
    place,
    transfer,
    version,
)

__all__ = [
    "clash_rows",
    "delegate",
    "feedback",
    "meeting",
    "mission",
    "notice",
    "personal_link",
    "place",
    "transfer",
    "version",
]
