"""Every public address of a mission: what it answers, to whom, and at what cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from agenda.models import Meeting
from agenda.publishing import publish
from agenda.versions.published import forget
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    FirmFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PersonalLinkFactory,
    VenueFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
PATHS = ["", "items/{item}/", "delegation/", "firms/", "calendar.ics"]
GONE = {
    "en": "There is nothing at this address, or it is no longer public.",
    "it": "A questo indirizzo non c'è nulla, o non è più pubblico.",
}


@pytest.fixture
def mission():
    return MissionFactory()


@pytest.fixture
def meeting(mission):
    return MeetingFactory(mission=mission)


def addresses(mission, item, language="en"):
    start = f"/{language}/missions/{mission.slug}/"
    return [f"/{language}/missions/", *(start + path.format(item=item) for path in PATHS)]


def test_an_anonymous_reader_gets_no_cookie_and_keeps_no_page_without_asking(
    client, mission, meeting
):
    publish(mission=mission, now=NOON)

    answers = [client.get(address) for address in addresses(mission, meeting.pk)]

    told = [(answer.status_code, answer.headers["Cache-Control"]) for answer in answers]
    assert told == [(200, "public, max-age=0, must-revalidate")] * 6
    assert dict(client.cookies) == {}


def test_head_answers_as_get_does_without_a_body(client, mission, meeting):
    publish(mission=mission, now=NOON)

    for address in addresses(mission, meeting.pk):
        head, get = client.head(address), client.get(address)
        assert (head.status_code, head.content, head.headers["Content-Type"]) == (
            200,
            b"",
            get.headers["Content-Type"],
        )


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_public_pages_are_read_and_never_written_to(mission, meeting, verb):
    publish(mission=mission, now=NOON)
    elsewhere = Client(enforce_csrf_checks=True)  # as a form of another site would be met

    for address in addresses(mission, meeting.pk):
        answer = getattr(elsewhere, verb)(address)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_pages_of_other_sites_may_ask_first_whether_they_may_read_a_file(client, mission, meeting):
    publish(mission=mission, now=NOON)

    for name in ["itinerary.json", "schedule.xml", "changes.atom", "calendar.ics", "programme.pdf"]:
        answer = client.options(f"/en/missions/{mission.slug}/{name}")
        allowed = answer.headers["Access-Control-Allow-Methods"]
        assert (answer.status_code, allowed) == (204, "GET, HEAD")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize(
    "path",
    [
        "missions/nowhere/",
        "missions/{slug}/items/0/",
        "missions/{slug}/items/99999999999999999999999/",
        "missions/{slug}/items/x/",
        "missions/{slug}/nothing/",
        "missions/Ünïcode/",
        "missions/%00/",
        "nothing/",
    ],
)
def test_what_is_not_there_gets_a_polite_page_with_a_way_on(client, mission, language, path):
    publish(mission=mission, now=NOON)

    answer = client.get(f"/{language}/{path.format(slug=mission.slug)}")

    page = answer.content.decode()
    assert answer.status_code == 404
    assert GONE[language] in lines_of(answer)
    assert f'<html lang="{language}">' in page
    assert f'href="/{language}/missions/"' in page


@pytest.mark.parametrize(
    "values",
    [
        {"visibility": Meeting.Visibility.DELEGATION},
        {"visibility": Meeting.Visibility.PARTICIPANTS},
        {"visibility": Meeting.Visibility.ORGANISERS},
        {"status": Meeting.Status.PROPOSED},
        {"status": Meeting.Status.REQUESTED},
        {"status": Meeting.Status.CANCELLED},
    ],
)
def test_what_is_not_for_the_public_has_no_page(client, mission, values):
    hidden = MeetingFactory(mission=mission, **values)
    publish(mission=mission, now=NOON)

    statuses = [client.get(address).status_code for address in addresses(mission, hidden.pk)]

    assert statuses == [200, 200, 404, 200, 200, 200]


def test_an_item_of_another_mission_has_no_page_here(client, mission):
    other = MeetingFactory()
    publish(mission=other.mission, now=NOON)
    publish(mission=mission, now=NOON)

    assert client.get(addresses(mission, other.pk)[2]).status_code == 404


def test_before_the_first_version_and_off_the_public_site_a_mission_has_no_page(
    client, mission, meeting
):
    pages = addresses(mission, meeting.pk)[1:]
    before = [client.get(address).status_code for address in pages]
    publish(mission=mission, now=NOON)
    open_to_all = [client.get(address).status_code for address in pages]
    publish(mission=mission, now=LATER, is_public=False)
    forget()
    withdrawn = [client.get(address).status_code for address in pages]

    assert (before, open_to_all, withdrawn) == ([404] * 5, [200] * 5, [404] * 5)


def test_drafts_show_on_no_page(client, mission, meeting):
    publish(mission=mission, now=NOON)
    read = [client.get(address).content for address in addresses(mission, meeting.pk)]
    meeting.title_en = "Draft"
    meeting.save()
    mission.title_en = "Draft"
    mission.save()
    MeetingFactory(mission=mission, title_en="Draft")
    mission.firms.add(FirmFactory(name="Draft"))
    DelegateFactory(mission=mission, person__family_name="Draft", shown_publicly=True)
    forget()

    assert [client.get(address).content for address in addresses(mission, meeting.pk)] == read
    publish(mission=mission, now=LATER)
    forget()
    assert all(b"Draft" in client.get(one).content for one in addresses(mission, meeting.pk))


def full_meetings(mission, how_many):
    """Make meetings with all that a page shows of one."""
    post, venue = AffiliationFactory(), VenueFactory()
    DelegateFactory(mission=mission, person=post.person, affiliation=post, shown_publicly=True)
    mission.firms.add(FirmFactory())
    for number in range(how_many):
        starts_at = NOON + timedelta(days=30, hours=number)
        meeting = MeetingFactory(
            mission=mission,
            venue=venue,
            public_participants=True,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
        )
        ParticipationFactory(meeting=meeting, person=post.person, affiliation=post)
    publish(mission=mission, now=NOON)
    return meeting


@pytest.mark.usefixtures("_slow_machine")
@pytest.mark.parametrize("how_many", [1, 3, 500])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_takes_three_queries_at_first_the_calendar_four_and_then_none(
    client, mission, how_many, path, django_assert_num_queries
):
    meeting = full_meetings(mission, how_many)
    address = f"/en/missions/{mission.slug}/{path.format(item=meeting.pk)}"

    with django_assert_num_queries(4 if path == "calendar.ics" else 3):
        client.get(address)
    with django_assert_num_queries(0):
        client.get(address)


@pytest.mark.parametrize("number", ["99999999999999999999", "9" * 5000])
def test_a_number_longer_than_any_rows_is_not_found(client, mission, meeting, number):
    publish(mission=mission, now=NOON)
    link = PersonalLinkFactory(mission=mission)
    mine, public = f"/p/{link.key}/it", f"/en/missions/{mission.slug}"
    read = [
        f"{public}/items/{number}/",
        f"{public}/items/{number}/calendar.ics",
        f"/en/print/{mission.slug}/{number}/",
    ]
    written = [f"{mine}/items/{number}/answer/", f"{mine}/boarding/{number}/"]

    answers = [*map(client.get, read), *map(client.post, written)]

    assert [answer.status_code for answer in answers] == [404] * 5
