"""A public itinerary as frab schedule XML, which conference applications open."""

from xml.etree import ElementTree as ET

from agenda.exports.schema_org import named
from agenda.itinerary import Day, PublicItem, PublicMission


def as_schedule_xml(
    mission: PublicMission, days: tuple[Day, ...], *, number: int, address: str
) -> bytes:
    """Return the items that have hours as a frab schedule.

    The format knows no event without an hour, so those of which only a part of the day is
    public are left out.
    """
    root = ET.Element("schedule")
    add(root, "version", str(number))
    head = ET.SubElement(root, "conference")
    add(head, "title", str(mission.title))
    add(head, "acronym", mission.slug)
    add(head, "start", mission.start_date.isoformat())
    add(head, "end", mission.end_date.isoformat())
    add(head, "days", str((mission.end_date - mission.start_date).days + 1))
    add(head, "timeslot_duration", "00:15")
    add(head, "time_zone_name", mission.zone.key)
    for index, day in enumerate(days, 1):
        timed = [item for item in day.items if item.when.starts_at and item.when.ends_at]
        if timed:
            add_day(root, day, timed, index=index, address=address)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def add_day(
    root: ET.Element, day: Day, items: list[PublicItem], *, index: int, address: str
) -> None:
    """Add a day with its rooms, which are the places of the items."""
    starts, ends = items[0].when.starts_at, max(item.when.ends_at for item in items)
    span = {"start": starts.isoformat(), "end": ends.isoformat()}
    made = ET.SubElement(root, "day", date=day.date.isoformat(), index=str(index), **span)
    rooms: dict[str, ET.Element] = {}
    for item in items:
        place = str(item.place.name) if item.place else "–"
        if place not in rooms:
            rooms[place] = ET.SubElement(made, "room", name=place)
        add_event(rooms[place], item, place=place, address=address)


def add_event(room: ET.Element, item: PublicItem, *, place: str, address: str) -> None:
    """Add one item."""
    when = item.when
    minutes = int((when.ends_at - when.starts_at).total_seconds()) // 60
    event = ET.SubElement(room, "event", guid=item.uid, id=str(item.id))
    for name, words in {
        "date": when.starts_at.isoformat(),
        "start": f"{when.starts_at:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": place,
        "slug": f"item-{item.id}",
        "url": f"{address}items/{item.id}/",
        "title": named(item),
        "subtitle": "",
        "track": str(item.host),
        "type": item.kind,
        "language": item.title.language,
        "abstract": "",
        "description": str(item.description),
    }.items():
        add(event, name, words)
    people = ET.SubElement(event, "persons")
    for index, somebody in enumerate(item.participants, 1):
        ET.SubElement(people, "person", id=f"{item.id}{index:03}").text = str(somebody.name)
    ET.SubElement(event, "links")
    ET.SubElement(event, "attachments")


def add(parent: ET.Element, name: str, words: str) -> None:
    """Add an element with a text."""
    ET.SubElement(parent, name).text = words
