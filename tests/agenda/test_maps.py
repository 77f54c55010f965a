"""Addresses for the map application of every phone and computer, by what is known of a place."""

import pytest

from agenda.personal.maps import map_links
from agenda.reading import Place, Text


def place(**values):
    known = {"name": Text("Plant B"), "address": "", "city": "", "country": "", "assumed": False}
    return Place(**{**known, **values})


@pytest.mark.parametrize(
    ("known", "links"),
    [
        (
            {"latitude": 42.4, "longitude": -83.1, "name": Text("Plant B (north)")},
            (
                ("geo", "geo:42.400000,-83.100000?q=42.400000,-83.100000(Plant%20B%20%28north%29)"),
                (
                    "apple",
                    "https://maps.apple.com/?ll=42.400000,-83.100000&q=Plant%20B%20%28north%29",
                ),
                (
                    "web",
                    "https://www.openstreetmap.org/"
                    "?mlat=42.400000&mlon=-83.100000#map=17/42.400000/-83.100000",
                ),
            ),
        ),
        (
            {"address": "200 Mill Rd, Pontiac", "city": "Pontiac"},
            (
                ("geo", "geo:0,0?q=200%20Mill%20Rd%2C%20Pontiac"),
                ("apple", "https://maps.apple.com/?q=200%20Mill%20Rd%2C%20Pontiac"),
                ("web", "https://www.openstreetmap.org/search?query=200%20Mill%20Rd%2C%20Pontiac"),
            ),
        ),
        (
            {"city": "Pontiac"},
            (
                ("geo", "geo:0,0?q=Plant%20B%2C%20Pontiac"),
                ("apple", "https://maps.apple.com/?q=Plant%20B%2C%20Pontiac"),
                ("web", "https://www.openstreetmap.org/search?query=Plant%20B%2C%20Pontiac"),
            ),
        ),
        ({}, ()),
    ],
)
def test_a_place_is_found_by_coordinates_else_address_else_its_name_in_its_town(known, links):
    assert map_links(place(**known)) == links


def test_nothing_leads_to_no_place():
    assert map_links(None) == ()
