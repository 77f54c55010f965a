"""A public itinerary as frab schedule XML, which conference applications open.

The format knows no event without an hour. An item of which only the part of the day is public
gets the hours by which that part is commonly meant, and its title and abstract say so.
"""

from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree as ET
from zlib import crc32
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from agenda.calendar_feed import remarks, summary
from agenda.itinerary import PublicItem, PublicMission
from agenda.models import Meeting
from agenda.reading import When

COMMONLY = {
    Meeting.PartOfDay.MORNING: (time(9), time(12)),
    Meeting.PartOfDay.AFTERNOON: (time(14), time(18)),
    Meeting.PartOfDay.EVENING: (time(19), time(22)),
    Meeting.PartOfDay.DAY: (time(9), time(18)),
}
NO_PLACE = "–"


def as_schedule_xml(
    mission: PublicMission, items: tuple[PublicItem, ...], *, number: int, address: str
) -> bytes:
    """Return the items as a frab schedule with every day of the mission, and any beside them.

    Args:
        mission: What the schedule is of.
        items: Its public items, in order.
        number: The version they are of.
        address: That of the itinerary, with its last slash.
    """
    root = ET.Element("schedule")
    add(root, "version", str(number))
    head = ET.SubElement(root, "conference")
    by_day: dict[date, list[PublicItem]] = {}
    for item in items:
        by_day.setdefault(hours(item.when, mission.zone)[0].date(), []).append(item)
    days = sorted({*by_day, *days_of(mission)})
    add(head, "title", str(mission.title))
    add(head, "acronym", mission.slug)
    add(head, "start", mission.start_date.isoformat())
    add(head, "end", mission.end_date.isoformat())
    add(head, "days", str(len(days)))
    add(head, "timeslot_duration", "00:15")
    add(head, "time_zone_name", mission.zone.key)
    under = str(mission.funding_statement)
    for index, day in enumerate(days, 1):
        made = add_day(root, day, index, mission)
        found = sorted(by_day.get(day, []), key=lambda item: hours(item.when, mission.zone))
        add_events(made, found, zone=mission.zone, address=address, under=under)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def days_of(mission: PublicMission) -> list[date]:
    """Return the days of a mission, both ends among them."""
    length = (mission.end_date - mission.start_date).days + 1
    return [mission.start_date + timedelta(days=number) for number in range(length)]


def add_day(root: ET.Element, day: date, index: int, mission: PublicMission) -> ET.Element:
    """Add a day of the place, from midnight to midnight."""
    bounds = [
        datetime.combine(day + timedelta(days=more), time(0), tzinfo=mission.zone).isoformat()
        for more in (0, 1)
    ]
    span = {"start": bounds[0], "end": bounds[1]}
    return ET.SubElement(root, "day", date=day.isoformat(), index=str(index), **span)


def add_events(
    day: ET.Element, items: list[PublicItem], *, zone: ZoneInfo, address: str, under: str
) -> None:
    """Add the items of a day to its rooms, which are their places."""
    rooms: dict[str, ET.Element] = {}
    for item in items:
        place = str(item.place.name) if item.place else NO_PLACE
        if place not in rooms:
            rooms[place] = ET.SubElement(day, "room", name=place)
        event = ET.SubElement(rooms[place], "event", guid=item.uid, id=str(item.id))
        fill(event, item, place=place, zone=zone, address=address, under=under)


def fill(
    event: ET.Element, item: PublicItem, *, place: str, zone: ZoneInfo, address: str, under: str
) -> None:
    """Fill in one item; ``under`` is the line that stands under every description."""
    starts_at, ends_at = hours(item.when, zone)
    minutes = int((ends_at - starts_at).total_seconds()) // 60
    for name, words in {
        "date": starts_at.isoformat(),
        "start": f"{starts_at:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": place,
        "slug": f"item-{item.id}",
        "url": f"{address}items/{item.id}/",
        "title": summary(item),
        "subtitle": "",
        "track": str(item.host),
        "type": str(Meeting.Kind(item.kind).label),
        "language": item.title.language,
        "abstract": "\n".join((*without_hours(item.when), *remarks(item))),
        "description": "\n".join(filter(None, (str(item.description), under))),
    }.items():
        add(event, name, words)
    people = ET.SubElement(event, "persons")
    for somebody in item.participants:
        ET.SubElement(people, "person", id=number_of(somebody.name.value)).text = str(somebody.name)
    ET.SubElement(event, "links")
    ET.SubElement(event, "attachments")


def hours(when: When, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the hours of an item, else those by which its part of the day is commonly meant.

    They are on the clocks of the mission, the one zone that a schedule names: applications show
    an hour of another zone as if it were one of these.
    """
    if when.starts_at and when.ends_at:
        return when.starts_at.astimezone(zone), when.ends_at.astimezone(zone)
    first, last = (
        datetime.combine(when.date, clock, tzinfo=when.zone)
        for clock in COMMONLY[Meeting.PartOfDay(when.part)]
    )
    return first.astimezone(zone), last.astimezone(zone)


def without_hours(when: When) -> list[str]:
    """Return a line that says that the hours are not the item's, where they are not."""
    if when.has_hours:
        return []
    return [_("Hour to be defined: this file can't leave it open, so the hours are indicative.")]


def number_of(name: str) -> str:
    """Return a number for a name, the same in every event: the public itinerary has none."""
    return str(crc32(name.encode()) >> 1 or 1)  # some readers keep it in 31 bits


def add(parent: ET.Element, name: str, words: str) -> None:
    """Add an element with a text."""
    ET.SubElement(parent, name).text = words
