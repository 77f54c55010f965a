"""Missions and their public items as schema.org events, for search engines.

Made of the frozen items of ``agenda.itinerary``, so they can hold nothing that the page has
not. Where only a part of the day is public, they have the day and no hour.
"""

from typing import Any

from django.utils.text import capfirst

from agenda.itinerary import PublicItem, PublicMission
from agenda.models import Meeting
from agenda.reading import Place

EVENT_STATUS = {
    True: "https://schema.org/EventCancelled",
    False: "https://schema.org/EventScheduled",
}


def named(item: PublicItem) -> str:
    """Return the title of an item, else its kind."""
    return str(item.title) or str(capfirst(Meeting.Kind(item.kind).label))


def event_of_mission(mission: PublicMission, *, address: str) -> dict[str, Any]:
    """Return a mission as a schema.org event."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "BusinessEvent",
        "name": str(mission.title),
        "description": str(mission.summary),
        "url": address,
        "startDate": mission.start_date.isoformat(),
        "endDate": mission.end_date.isoformat(),
        "eventStatus": EVENT_STATUS[False],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": str(mission.city),
            "address": {
                "@type": "PostalAddress",
                "addressLocality": str(mission.city),
                "addressCountry": mission.country,
            },
        },
    }
    if mission.coordinator:
        found["organizer"] = {"@type": "Organization", "name": str(mission.coordinator)}
    return found


def event_of_item(
    item: PublicItem, mission: PublicMission, *, address: str, whole: str
) -> dict[str, Any]:
    """Return an item as a schema.org event; ``whole`` is the address of its mission."""
    when = item.when
    found = event_of_mission(mission, address=address) | {
        "@type": "Event",
        "name": named(item),
        "description": str(item.description),
        "startDate": (when.starts_at or when.date).isoformat(),
        "endDate": (when.ends_at or when.date).isoformat(),
        "eventStatus": EVENT_STATUS[item.is_cancelled],
        "superEvent": {"@type": "Event", "name": str(mission.title), "url": whole},
    }
    if item.place:
        found["location"] = schema_place(item.place)
    return found


def schema_place(place: Place) -> dict[str, Any]:
    """Return a place as schema.org names it."""
    return {
        "@type": "Place",
        "name": str(place.name),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": place.city,
            "addressCountry": place.country,
        },
    }
