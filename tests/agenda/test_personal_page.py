"""The personal page: one person's items and rides, now and next on top, whom to call."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Meeting, Participation
from agenda.publishing import publish
from companies.models import Person
from delegation.models import Delegate
from tests.agenda.acceptances import accept_all_clashes
from tests.factories import (
    DelegateFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    PersonFactory,
    TransferFactory,
    VenueFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
HOURLESS = {"starts_at": None, "ends_at": None}


@pytest.fixture
def mission():
    return MissionFactory(is_demonstration=True, contact_name="Duty", contact_phone="+390115550100")


@pytest.fixture
def person(mission):
    return DelegateFactory(mission=mission, person__language=Person.Language.ENGLISH).person


@pytest.fixture
def link(mission, person):
    return PersonalLinkFactory(mission=mission, person=person)


def meeting_of(person, mission, **values):
    meeting = MeetingFactory(mission=mission, **values)
    ParticipationFactory(meeting=meeting, person=person)
    return meeting


def ride_of(person, mission, **values):
    transfer = TransferFactory(mission=mission, **values)
    PassengerFactory(transfer=transfer, person=person)
    return transfer


def open_at(client, link, moment="2025-04-23T06:00", language="en"):
    """Open a person's page as it looks at a moment on the clocks of the place."""
    return client.get(f"/p/{link.key}/{language}/?at={moment}")


def entry_titles(entries):
    return [str(entry.vehicle) if entry.is_transfer else str(entry.title) for entry in entries]


def test_items_and_rides_stand_in_the_order_of_time_under_their_day(client, mission, person, link):
    meeting_of(person, mission, title_en="Second")
    ride_of(person, mission)
    meeting_of(
        person, mission, title_en="Third", date="2025-04-24", part_of_day="morning", **HOURLESS
    )
    publish(mission=mission, now=NOON)

    days = open_at(client, link).context["schedule"].days

    assert [(f"{day.date}", entry_titles(day.entries)) for day in days] == [
        ("2025-04-23", ["minibus A", "Second"]),
        ("2025-04-24", ["Third"]),
    ]


@pytest.mark.parametrize(
    ("moment", "now", "coming"),
    [
        ("2025-04-23T08:44", [], "minibus A"),
        ("2025-04-23T08:45", ["minibus A"], "Meeting"),
        ("2025-04-23T09:10", [], "Meeting"),
        ("2025-04-23T09:30", ["Meeting"], "Morning"),
        ("2025-04-23T10:30", [], "Morning"),
        ("2025-04-24T00:00", [], None),
        ("2025-04-24T12:00", [], None),
    ],
)
def test_now_and_next_follow_the_clock_of_the_place(
    client, mission, person, link, moment, now, coming
):
    ride_of(person, mission)
    meeting_of(person, mission, title_en="Meeting")
    meeting_of(person, mission, title_en="Off", status=Meeting.Status.CANCELLED)
    meeting_of(
        person, mission, title_en="Morning", date="2025-04-24", part_of_day="morning", **HOURLESS
    )
    publish(mission=mission, now=NOON)

    context = open_at(client, link, moment).context

    following = next(iter(entry_titles(context["next"])), None)
    assert (entry_titles(context["now"]), following) == (now, coming)


def test_a_ride_says_when_and_from_where_and_whom_to_call(client, mission, person, link):
    origin = VenueFactory(name_en="Hotel", entrance_en="North door", address="2 Lake Road")
    driver = PersonFactory(given_name="Carl", family_name="Driver", phone="+12485550100")
    ride_of(
        person, mission, origin=origin, driver=driver, strict=True, pickup_point_en="By the flag"
    )
    publish(mission=mission, now=NOON)

    answer = open_at(client, link)

    lines = lines_of(answer)
    start = lines.index("minibus A: Hotel → The maker's seat")
    assert lines[start - 3 : start + 9] == [
        "Departure at 08:45: it does not wait",
        "08:45–09:10 Detroit time 14:45–15:10 Rome time",
        "Details",
        "minibus A: Hotel → The maker's seat",
        "strict departure: it does not wait",
        "From",
        "Hotel – North door – By the flag, 2 Lake Road",
        "Map Map Map",
        "To",
        "The maker's seat – Door A, 1 Main Street",
        "Map Map Map",
        "Carl Driver (driver) +1 248-555-0100",
    ]
    assert 'href="tel:+1248-555-0100"' in answer.content.decode()


def test_who_drives_has_no_button_to_call_themselves(client, mission):
    driver = DelegateFactory(
        mission=mission,
        role=Delegate.Role.DRIVER,
        person__phone="+12485550177",
        person__language="en",
    ).person
    link = PersonalLinkFactory(mission=mission, person=driver)
    TransferFactory(mission=mission, driver=driver)
    publish(mission=mission, now=NOON)

    pages = [client.get(f"/p/{link.key}/en/{path}") for path in ("", "boarding/")]

    assert ["Ada Rossi (driver)" in lines_of(page) for page in pages] == [True, True]
    assert ["0177" in page.content.decode() for page in pages] == [False, False]


def test_a_meeting_says_where_and_with_whom(client, mission, person, link):
    venue = VenueFactory(latitude="42.638922", longitude="-83.291046")
    meeting = meeting_of(person, mission, venue=venue, room_en="Room 4", dress_code_en="Dark suit")
    ParticipationFactory(meeting=meeting, person__given_name="Bea")
    ParticipationFactory(meeting=meeting, person__given_name="Hank", side=Participation.Side.HOST)
    ParticipationFactory(meeting=meeting, person__given_name="Unseen", shown=False)
    publish(mission=mission, now=NOON)

    answer = open_at(client, link)

    lines = lines_of(answer)
    start = lines.index("Meeting with the maker")
    assert lines[start + 1 : start + 8] == [
        "The maker's seat, Room 4 – Door A, 1 Main Street",
        "Map Map Map",
        "You meet",
        "Hank Rossi",
        "With whom (1)",
        "Bea Rossi",
        "Dress code: Dark suit",
    ]


def test_who_works_at_an_item_is_not_invited_to_it(client, mission, person, link):
    for role in (Participation.Role.GUEST, Participation.Role.STAFF):
        meeting = MeetingFactory(mission=mission)
        ParticipationFactory(meeting=meeting, person=person, role=role)
    accept_all_clashes(mission)
    publish(mission=mission, now=NOON)

    page = open_at(client, link, "2025-04-22T06:00").content.decode()

    days = page.partition('id="days"')[2]
    assert days.count("Answer the invitation") == 1


def test_escorts_and_the_duty_phone_are_there_to_call(client, mission, person, link):
    DelegateFactory(
        mission=mission,
        person__given_name="Eva",
        person__phone="+390115550199",
        role=Delegate.Role.ESCORT,
    )
    DelegateFactory(mission=mission, person__phone="+390115550111")
    publish(mission=mission, now=NOON)

    lines = lines_of(open_at(client, link))

    start = lines.index("Whom to call")
    assert lines[start + 1 : start + 3] == [
        "Eva Rossi (escort officer) +39 011 555 0199",
        "Duty (organiser on duty) +39 011 555 0100",
    ]


def test_what_changed_stands_with_old_and_new(client, mission, person, link):
    meeting = meeting_of(person, mission)
    publish(mission=mission, now=NOON)
    meeting.starts_at += timedelta(minutes=15)
    meeting.save()
    publish(mission=mission, now=LATER)

    lines = lines_of(open_at(client, link))

    start = lines.index("Changed: Meeting with the maker")
    assert lines[start + 1] == (
        "time: was 23/04, 09:30–10:30 (Detroit time) → is now 23/04, 09:45–10:30 (Detroit time)"
    )


@pytest.mark.parametrize(
    ("typed", "language", "html"),
    [("it", "", "it"), ("en", "", "en"), ("it", "en/", "en"), ("en", "it/", "it")],
)
def test_the_page_is_in_the_persons_language_unless_its_address_names_one(
    client, mission, person, link, typed, language, html
):
    publish(mission=mission, now=NOON)
    person.language = typed
    person.save()

    answer = client.get(f"/p/{link.key}/{language}", headers={"accept-language": "de"})

    page = answer.content.decode()
    assert f'<html lang="{html}">' in page
    assert page.count(f'hreflang="{html}" aria-current="true"') == page.count("aria-current") == 1
    assert answer.headers["Content-Language"] == html


def test_a_missing_translation_falls_back_and_says_which_language_it_is(
    client, mission, person, link
):
    meeting_of(person, mission, title_it="Solo qui", title_en="")
    publish(mission=mission, now=NOON)

    html = open_at(client, link).content.decode()

    assert (
        '<h3><span lang="it">Solo qui</span> <small class="note">(only in Italian)</small>' in html
    )


def test_the_bar_calls_the_escort_and_leads_to_the_next_place(client, mission, person, link):
    DelegateFactory(mission=mission, person__phone="+390115550199", role=Delegate.Role.ESCORT)
    there = VenueFactory(address="9 Far Street")
    ride_of(person, mission, origin=VenueFactory(address="2 Lake Road"), destination=there)
    publish(mission=mission, now=NOON)

    bars = [
        open_at(client, link, f"2025-04-23T{hour}").content.decode().partition('class="bar ')[2]
        for hour in ("06:00", "08:50")
    ]

    found = [
        [place for place in ("2%20Lake%20Road", "9%20Far%20Street") if f"geo:0,0?q={place}" in bar]
        for bar in bars
    ]
    assert found == [["2%20Lake%20Road"], ["9%20Far%20Street"]]
    assert ['href="tel:+39011' in bar and "/emergency/" in bar for bar in bars] == [True, True]


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_page_read_before_takes_four_queries_for_any_number_of_items(
    client, mission, person, link, how_many, django_assert_num_queries
):
    for _ in range(how_many):
        meeting_of(person, mission, venue=VenueFactory())
        ride_of(person, mission)
    accept_all_clashes(mission)
    publish(mission=mission, now=NOON)
    publish(mission=mission, now=LATER)
    client.get(f"/p/{link.key}/")

    with django_assert_num_queries(4):
        page = client.get(f"/p/{link.key}/")

    assert len(page.context["schedule"].entries) == 2 * how_many
