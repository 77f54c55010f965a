"""Everything that takes time or place in a mission."""

from agenda.models.accepted_clash import AcceptedClash
from agenda.models.acknowledgement import Acknowledgement
from agenda.models.feedback import Feedback
from agenda.models.meeting import Meeting, MeetingQuerySet
from agenda.models.notice import Notice
from agenda.models.page_count import PageCount
from agenda.models.participation import Participation
from agenda.models.personal_link import PersonalLink
from agenda.models.private_item import PrivateItem
from agenda.models.sending import Sending
from agenda.models.transfer import Passenger, Transfer
from agenda.models.travel_time import TravelTime
from agenda.models.unavailability import Unavailability
from agenda.models.venue import Venue
from agenda.models.version import Version, VersionQuerySet

__all__ = [
    "AcceptedClash",
    "Acknowledgement",
    "Feedback",
    "Meeting",
    "MeetingQuerySet",
    "Notice",
    "PageCount",
    "Participation",
    "Passenger",
    "PersonalLink",
    "PrivateItem",
    "Sending",
    "Transfer",
    "TravelTime",
    "Unavailability",
    "Venue",
    "Version",
    "VersionQuerySet",
]
