"""Everything that takes time or place in a mission."""

from agenda.models.acknowledgement import Acknowledgement
from agenda.models.meeting import Meeting, MeetingQuerySet, Participation
from agenda.models.personal_link import PersonalLink
from agenda.models.transfer import Passenger, Transfer
from agenda.models.unavailability import Unavailability
from agenda.models.venue import Venue
from agenda.models.version import Version, VersionQuerySet

__all__ = [
    "Acknowledgement",
    "Meeting",
    "MeetingQuerySet",
    "Participation",
    "Passenger",
    "PersonalLink",
    "Transfer",
    "Unavailability",
    "Venue",
    "Version",
    "VersionQuerySet",
]
