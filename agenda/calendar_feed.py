"""An itinerary or a personal schedule as iCalendar (RFC 5545).

An item without hours is an event of the whole day whose title names the part of the day:
the format has no other way to leave the hour open.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from agenda.exports.calendar_zones import add_zones
from agenda.itinerary import PublicItem
from agenda.models import Meeting
from agenda.personal.entries import Entry, PersonalTransfer
from agenda.personal.private_entries import PrivateEntry
from agenda.reading import Place, When
from agenda.templatetags.agenda_tags import status_words

REFRESH_EVERY = timedelta(minutes=15)
STATUS = {
    Meeting.Status.TENTATIVE: "TENTATIVE",
    Meeting.Status.CONFIRMED: "CONFIRMED",
    Meeting.Status.HELD: "CONFIRMED",
    Meeting.Status.CANCELLED: "CANCELLED",
}


def feed(
    *,
    name: str,
    language: str,
    host: str,
    items: Iterable[PublicItem | Entry],
    about: str,
    version: int,
    address: Callable[[PublicItem], str] | None = None,
    former: Iterable[Entry] = (),
    gone: Iterable[PublicItem] = (),
    private: Iterable[PrivateEntry] = (),
) -> bytes:
    """Return the calendar of some items.

    Args:
        name: What calendar applications call it.
        language: The language the items are in.
        host: The site's host name, which makes the UIDs unique in the world.
        items: Public items, or one person's entries.
        about: A line on staleness, put under every event. It is the same in every version: an
            event whose sequence stays may not change.
        version: The number of the version, said of the calendar as a whole; 0 before the first.
        address: Where the page of a public item is. Personal items name none: who forwards such
            an event would hand over their personal link.
        former: Entries that the person had and lost: told as cancelled.
        gone: Public items that were deleted: told as cancelled, without an address.
        private: Items of the person's own, which nobody else's calendar gets.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{host}//delegation agenda//{language.upper()}")
    calendar.add("x-wr-calname", vText(name))
    if version:
        calendar.add("x-wr-caldesc", vText(_("Version %(number)d") % {"number": version}))
    calendar.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT15M"))
    for item in items:
        made = event(item, host=host, about=about)
        if address:
            made.add("url", address(item))
        calendar.add_component(made)
    for item in gone:
        calendar.add_component(event(item, host=host, about=about))
    for entry in former:
        calendar.add_component(lost_event(entry, host=host, about=about))
    for own in private:
        calendar.add_component(private_event(own, host=host))
    add_zones(calendar)
    return calendar.to_ical()


def event(item: PublicItem | Entry, *, host: str, about: str) -> Event:
    """Return one item as an event."""
    made = Event()
    made.add("uid", f"{item.uid}@{host}")
    made.add("summary", summary(item))
    made.add("dtstamp", item.changed_at)
    made.add("last-modified", item.changed_at)
    made.add("sequence", item.sequence)
    made.add("status", STATUS[getattr(item, "status", Meeting.Status.CONFIRMED)])
    add_span(made, item.when)
    if place := location(item):
        made.add("location", place)
    made.add("description", "\n".join(part for part in (*remarks(item), about) if part))
    return made


def lost_event(entry: Entry, *, host: str, about: str) -> Event:
    """Return an entry that is no longer the person's as a cancelled event, without its place."""
    made = Event()
    made.add("uid", f"{entry.uid}@{host}")
    title = summary(entry)
    made.add("summary", title if entry.is_cancelled else cancelled(title))
    made.add("dtstamp", entry.changed_at)
    made.add("last-modified", entry.changed_at)
    made.add("sequence", entry.sequence)
    made.add("status", "CANCELLED")
    add_span(made, entry.when)
    made.add("description", "\n".join((_("You no longer take part in this."), about)))
    return made


def private_event(entry: PrivateEntry, *, host: str) -> Event:
    """Return a private item as an event that others do not see in a shared calendar."""
    made = Event()
    made.add("uid", f"{entry.uid}@{host}")
    made.add("summary", str(entry.title))
    made.add("dtstamp", entry.changed_at)
    made.add("last-modified", entry.changed_at)
    made.add("sequence", entry.sequence)
    made.add("status", "CONFIRMED")
    made.add("class", "PRIVATE")
    add_span(made, entry.when)
    return made


def cancelled(title: str) -> str:
    """Return the title of what will not happen."""
    return _("CANCELLED: %(title)s") % {"title": title}


def add_span(made: Event, when: When) -> None:
    """Put the hours on an event, or the day."""
    if when.starts_at and when.ends_at:
        made.add("dtstart", when.starts_at)
        made.add("dtend", when.ends_at)
    else:
        made.add("dtstart", when.date)
        made.add("dtend", when.date + timedelta(days=1))
        made.add("transp", "TRANSPARENT")


def summary(item: PublicItem | Entry) -> str:
    """Return the title, with the part of the day where there is no hour."""
    if isinstance(item, PersonalTransfer):
        return _("Transfer to %(place)s (%(vehicle)s)") % {
            "place": item.destination.name,
            "vehicle": item.vehicle,
        }
    title = str(item.name if isinstance(item, PublicItem) else item.title)
    if item.when.part:
        title = f"{title} ({Meeting.PartOfDay(item.when.part).label})"
    return cancelled(title) if item.is_cancelled else title


def location(item: PublicItem | Entry) -> str:
    """Return where to be: for a ride, where it leaves from."""
    if isinstance(item, PersonalTransfer):
        return ", ".join(part for part in (str(item.pickup_point), labelled(item.origin)) if part)
    return labelled(item.place)


def labelled(place: Place | None) -> str:
    """Return a place in one line that says so where the place is assumed."""
    line = written(place)
    return f"{line} ({_('assumed place')})" if place and place.assumed else line


def written(place: Place | None) -> str:
    """Return a place in one line."""
    if place is None:
        return ""
    parts = (place.name, place.room, place.entrance, place.address, place.city)
    return ", ".join(str(part) for part in parts if part)


def remarks(item: PublicItem | Entry) -> list[str]:
    """Return the lines under an event: what is assumed, the status, the description."""
    lines = []
    if item.assumed or item.when.assumed:
        lines.append(_("Assumed time: not confirmed by any source."))
    if isinstance(item, PersonalTransfer):
        if item.strict:
            lines.append(_("Strict departure: the vehicle does not wait."))
        return lines
    if item.assumed_status:
        told = {"status": status_words(item.status)}
        lines.append(_("The status “%(status)s” is assumed: no source says so.") % told)
    elif item.status == Meeting.Status.TENTATIVE:
        lines.append(_("To be confirmed."))
    if item.cancellation_reason:
        lines.append(str(item.cancellation_reason))
    if item.description:
        lines.append(str(item.description))
    return lines
