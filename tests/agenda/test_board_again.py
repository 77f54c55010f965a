"""The board of a page that has it already: only what has changed since is sent again."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.agenda.boards import HALF_PAST_NINE, HOUR, post, wish
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonFactory,
    UnavailabilityFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def plant():
    return VenueFactory(name_en="Plant")


def delegate(mission, name):
    person = PersonFactory(given_name="", family_name=name)
    DelegateFactory(mission=mission, person=person)
    return person


def meeting_of(mission, person, **said):
    meeting = MeetingFactory(mission=mission, **said)
    ParticipationFactory(meeting=meeting, person=person)
    return meeting


def digests(page):
    return re.findall(r'data-digest="(\w+)"', page.content.decode())


def opened(client, mission):
    """Return the digests of a page that shows the board."""
    return digests(client.get(reverse("admin:agenda_board", args=[mission.pk])))


def again(client, mission, known):
    """Return the board for a page that has these entries, and the names of the rows sent anew."""
    address = reverse("admin:agenda_board_again", args=[mission.pk])
    page = client.post(address, {"known": " ".join(known)})
    return page, re.findall(r'class="board-row__name">([^<]*)', page.content.decode())


def test_after_a_move_only_the_rows_of_its_people_are_sent(desk, mission, plant):
    visit = meeting_of(mission, delegate(mission, "Ministra"), venue=plant)
    meeting_of(mission, delegate(mission, "Collega"), venue=plant)
    known = opened(desk, mission)
    post(desk, mission, "keep", wish(visit, later=HOUR))
    page, sent = again(desk, mission, known)

    assert sent == ["Ministra"]
    assert [row.lead.name for row in page.context["board"].rows] == ["Ministra", "Collega"]
    assert page.content.decode().count("data-same=") == 1


def test_what_somebody_else_has_changed_meanwhile_is_sent_too(desk, mission, plant):
    visit = meeting_of(mission, delegate(mission, "Ministra"), venue=plant)
    other = meeting_of(mission, delegate(mission, "Collega"), venue=plant)
    meeting_of(mission, delegate(mission, "Terza"), venue=plant)
    fourth = delegate(mission, "Quarta")
    known = opened(desk, mission)
    other.title_en = "Another title"
    other.save()
    UnavailabilityFactory(
        person=fourth, starts_at=HALF_PAST_NINE, ends_at=datetime(2025, 4, 23, 19, tzinfo=UTC)
    )
    post(desk, mission, "keep", wish(visit, later=HOUR))

    assert again(desk, mission, known)[1] == ["Ministra", "Collega", "Quarta"]


def test_a_clash_comes_once_and_another_leaves_the_rows_of_the_first_alone(desk, mission, plant):
    minister, colleague = delegate(mission, "Ministra"), delegate(mission, "Collega")
    for _time in range(2):
        meeting_of(mission, minister, venue=plant)
    lunch = meeting_of(
        mission,
        colleague,
        venue=plant,
        starts_at=HALF_PAST_NINE + 3 * HOUR,
        ends_at=HALF_PAST_NINE + 4 * HOUR,
    )
    meeting_of(mission, colleague, venue=plant)
    known = opened(desk, mission)
    lunch.starts_at, lunch.ends_at = HALF_PAST_NINE, HALF_PAST_NINE + HOUR
    lunch.save()
    page, sent = again(desk, mission, known)

    assert sent == ["Collega"]
    assert page.content.decode().count("in two places at once") == 1
    assert len(page.context["board"].clashes) == 2


@pytest.mark.parametrize("known", [[], ["nonsense", "0" * 12]])
def test_a_page_that_has_nothing_of_it_gets_all(desk, mission, plant, known):
    meeting_of(mission, delegate(mission, "Ministra"), venue=plant)

    assert again(desk, mission, known)[1] == ["Ministra"]


def test_no_two_entries_have_the_same_digest_and_all_are_the_same_the_next_time(
    desk, mission, plant
):
    for name in ("Ministra", "Collega"):
        person = delegate(mission, name)
        for _time in range(2):
            meeting_of(mission, person, venue=plant)
    known = opened(desk, mission)

    assert len(known) == len(set(known)) == 4
    assert opened(desk, mission) == known
    assert digests(again(desk, mission, known)[0]) == []
