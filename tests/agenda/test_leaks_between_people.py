"""What is kept of one reader's pages never reaches another reader."""

import pytest

from tests.agenda.leak_markers import Markers
from tests.agenda.leak_mission import LANGUAGES, mission_full_of_markers
from tests.factories import PersonalLinkFactory

pytestmark = pytest.mark.django_db
PEOPLE = ["onlooker", "head", "rider", "escort", "driver", "other"]


@pytest.fixture
def markers():
    return Markers()


@pytest.fixture
def links(markers):
    """Return the personal links of people who may read different things, by name."""
    made = mission_full_of_markers(markers)
    people = {name: getattr(made.people, name) for name in PEOPLE}
    return {
        name: PersonalLinkFactory(mission=made.mission, person=getattr(post, "person", post))
        for name, post in people.items()
    }


def read(client, markers, link):
    """Return the markers that a person finds in their pages, in the order of their languages."""
    return [
        markers.found_in(client.get(f"/p/{link.key}/{language}/{path}").content.decode())
        for language in LANGUAGES
        for path in ("", "calendar.ics")
    ]


def test_pages_say_the_same_whoever_opened_theirs_before(client, markers, links):
    forwards = {name: read(client, markers, links[name]) for name in PEOPLE}
    backwards = {name: read(client, markers, links[name]) for name in reversed(PEOPLE)}

    assert backwards == forwards
    assert len({str(sorted(found[0])) for found in forwards.values()}) == len(PEOPLE)


def test_the_public_reads_the_same_after_everybody_opened_their_page(client, markers, links):
    itinerary = f"/en/missions/{links['head'].mission.slug}/"
    before = markers.found_in(client.get(itinerary).content.decode())

    for link in links.values():
        read(client, markers, link)

    assert markers.found_in(client.get(itinerary).content.decode()) == before
