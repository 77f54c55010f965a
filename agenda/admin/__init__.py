"""The programme at the desk."""

from agenda.admin import (
    delegate,
    meeting,
    mission,
    notice,
    personal_link,
    place,
    transfer,
    version,
)

__all__ = [
    "delegate",
    "meeting",
    "mission",
    "notice",
    "personal_link",
    "place",
    "transfer",
    "version",
]
