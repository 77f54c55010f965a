"""Missions and their public items as schema.org events, for search engines.

Made of the frozen items of ``agenda.itinerary``, so they can hold nothing that the page has
not. Where only a part of the day is public, they have the day and no hour.
"""

from typing import Any

from django.conf import settings

from agenda.itinerary import PublicItem, PublicMission
from agenda.reading import Place

EVENT_STATUS = {
    True: "https://schema.org/EventCancelled",
    False: "https://schema.org/EventScheduled",
}


def event_of_mission(mission: PublicMission, *, address: str) -> dict[str, Any]:
    """Return a mission as a schema.org event; whoever coordinates it, or else the agency, runs it."""
    return {
        "@context": "https://schema.org",
        "@type": "BusinessEvent",
        "name": str(mission.title),
        "description": str(mission.summary),
        "url": address,
        "startDate": mission.start_date.isoformat(),
        "endDate": mission.end_date.isoformat(),
        "eventStatus": EVENT_STATUS[False],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place_of(mission),
        "organizer": {
            "@type": "Organization",
            "name": str(mission.coordinator) or settings.AGENCY_NAME,
        },
    }


def event_of_item(
    item: PublicItem, mission: PublicMission, *, address: str, whole: str
) -> dict[str, Any]:
    """Return an item as a schema.org event; ``whole`` is the address of its mission."""
    when = item.when
    mission_event = event_of_mission(mission, address=whole)
    del mission_event["@context"]
    return event_of_mission(mission, address=address) | {
        "@type": "Event",
        "name": str(item.name),
        "description": str(item.description) or str(item.name),
        "startDate": (when.starts_at or when.date).isoformat(),
        "endDate": (when.ends_at or when.date).isoformat(),
        "eventStatus": EVENT_STATUS[item.is_cancelled],
        "superEvent": mission_event,
        "location": place_of(mission, item.place),
        **rescheduled(item),
    }


def rescheduled(item: PublicItem) -> dict[str, str]:
    """Return what says that an item was moved, and when it was; nothing where it stays."""
    if (was := item.moved_from) is None:
        return {}
    return {
        "eventStatus": "https://schema.org/EventRescheduled",
        "previousStartDate": (was.starts_at or was.date).isoformat(),
    }


def place_of(mission: PublicMission, place: Place | None = None) -> dict[str, Any]:
    """Return a place as schema.org names it: in the mission's town where its own is not known."""
    address = {
        "streetAddress": place.address if place else "",
        "addressLocality": (place and place.city) or str(mission.city),
        "addressCountry": (place and place.country) or mission.country,
    }
    return {
        "@type": "Place",
        "name": str(place.name if place else mission.city),
        "address": {"@type": "PostalAddress"} | {name: at for name, at in address.items() if at},
    }
