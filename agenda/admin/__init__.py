"""The programme at the desk."""

from agenda.admin import meeting, mission, personal_link, place, transfer, version

__all__ = ["meeting", "mission", "personal_link", "place", "transfer", "version"]
