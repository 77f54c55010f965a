"""Where a place is, in the words of the map application of every phone and computer."""

from collections.abc import Sequence
from urllib.parse import quote

from agenda.personal.entries import Entry
from agenda.personal.private_entries import PrivateEntry
from agenda.reading import Place


def map_links(place: Place | None) -> tuple[tuple[str, str], ...]:
    """Return the kinds of a map link with their addresses; none where nobody knows where it is.

    ``geo`` opens the map application of Android, ``apple`` that of iPhones, which know no
    ``geo``, and ``web`` a page for everybody else. Nothing is asked of any of them until
    somebody follows a link.
    """
    if place is None:
        return ()
    name = quote(str(place.name), safe="")
    if place.latitude is not None and place.longitude is not None:
        lat, lon = f"{place.latitude:.6f}", f"{place.longitude:.6f}"
        return (
            ("geo", f"geo:{lat},{lon}?q={lat},{lon}({name})"),
            ("apple", f"https://maps.apple.com/?ll={lat},{lon}&q={name}"),
            ("web", f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"),
        )
    if not sought(place):
        return ()
    words = quote(sought(place), safe="")
    return (
        ("geo", f"geo:0,0?q={words}"),
        ("apple", f"https://maps.apple.com/?q={words}"),
        ("web", f"https://www.openstreetmap.org/search?query={words}"),
    )


def sought(place: Place) -> str:
    """Return what to look a place up by: its address, else its name in its town."""
    start = place.address or str(place.name)
    if not place.city or place.city in start:
        return place.address
    return f"{start}, {place.city}"


def place_to_go(
    now: Sequence[Entry | PrivateEntry], coming: Sequence[Entry | PrivateEntry]
) -> Place | None:
    """Return the place that somebody looks for: the next one, else that of what is under way."""
    places = [place for entry in coming for place in places_of(entry)]
    places += [place for entry in now for place in places_of(entry)[-1:]]
    return next((place for place in places if map_links(place)), None)


def places_of(entry: Entry | PrivateEntry) -> list[Place]:
    """Return the known places of an entry, in the order in which one comes to them."""
    if entry.is_private:
        return []
    found = [entry.origin, entry.destination] if entry.is_transfer else [entry.place]
    return [place for place in found if place]
