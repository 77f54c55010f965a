"""The calendars of the public itinerary and of one person, read by an independent parser."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from agenda.models import Meeting
from agenda.publishing import publish
from agenda.versions.published import forget
from tests.agenda.acceptances import accept_all_clashes
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    TransferFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 4, 20, 12, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)
DETROIT = ZoneInfo("America/Detroit")


@pytest.fixture
def mission():
    return MissionFactory()


def address(mission, language="en"):
    return f"/{language}/missions/{mission.slug}/calendar.ics"


def calendar(client, path):
    return Calendar.from_ical(client.get(path).content)


def events(client, path):
    return calendar(client, path).walk("VEVENT")


def published(mission, now=FIRST):
    publish(mission=mission, now=now)
    forget()


def test_a_calendar_file_says_what_it_is(client, mission):
    published(mission)

    answer = client.get(address(mission))
    made = Calendar.from_ical(answer.content)

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{mission.slug}.ics"'
    assert (made["version"], made["x-wr-calname"]) == ("2.0", "Mission to Michigan")
    assert made["refresh-interval"].dt == timedelta(minutes=15)


def test_an_item_is_an_event_on_the_clocks_of_the_place(client, mission):
    venue = VenueFactory(city="Pontiac")
    meeting = MeetingFactory(mission=mission, venue=venue, public_venue=True)
    published(mission)

    (event,) = events(client, address(mission))

    assert event["uid"] == f"{meeting.calendar_uid}@127.0.0.1"
    assert event["summary"] == "Meeting with the maker"
    assert event["dtstart"].dt == datetime(2025, 4, 23, 9, 30, tzinfo=DETROIT)
    assert event["dtend"].dt == datetime(2025, 4, 23, 10, 30, tzinfo=DETROIT)
    assert event["dtstart"].params["tzid"] == "America/Detroit"
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 0)
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (FIRST, FIRST)
    assert event["location"] == "The maker's seat, 1 Main Street, Pontiac"
    assert event["description"] == (
        "Calendars may be hours late: what the page says is what counts."
    )


def test_a_version_that_leaves_an_item_alone_leaves_its_event_alone(client, mission):
    meeting = MeetingFactory(mission=mission)
    link = PersonalLinkFactory(mission=mission)
    meeting.participations.create(person=link.person)
    feeds = (address(mission), f"/p/{link.key}/en/calendar.ics")
    published(mission)
    before = [calendar(client, feed) for feed in feeds]
    MeetingFactory(mission=mission, visibility="delegation")
    published(mission)

    after = [calendar(client, feed) for feed in feeds]

    for was, now in zip(before, after, strict=True):
        assert was.walk("VEVENT")[0].to_ical() == now.walk("VEVENT")[0].to_ical()
        assert (was["x-wr-caldesc"], now["x-wr-caldesc"]) == ("Version 1", "Version 2")


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_public_event_leads_to_its_page_and_a_personal_one_nowhere(client, mission, language):
    meeting = MeetingFactory(mission=mission)
    link = PersonalLinkFactory(mission=mission)
    meeting.participations.create(person=link.person)
    published(mission)

    (public,) = events(client, address(mission, language))
    (own,) = events(client, f"/p/{link.key}/{language}/calendar.ics")

    page = f"/{language}/missions/{mission.slug}/items/{meeting.pk}/"
    assert public["url"] == f"http://127.0.0.1:8000{page}"
    assert "url" not in own


def test_the_zones_of_the_events_are_described_in_the_file(client, mission):
    MeetingFactory(mission=mission)
    MeetingFactory(mission=mission, venue=VenueFactory(time_zone="America/Chicago"))
    published(mission)

    made = calendar(client, address(mission))

    assert {str(zone["tzid"]) for zone in made.walk("VTIMEZONE")} == {
        "America/Detroit",
        "America/Chicago",
    }
    assert made.get_missing_tzids() == set()


def test_the_described_zone_has_the_offset_of_the_day(client, mission):
    MeetingFactory(mission=mission)
    published(mission)

    (zone,) = calendar(client, address(mission)).walk("VTIMEZONE")

    assert datetime(2025, 4, 23, 9, tzinfo=zone.to_tz()).utcoffset() == timedelta(hours=-4)
    assert datetime(2025, 12, 1, 9, tzinfo=zone.to_tz()).utcoffset() == timedelta(hours=-5)


@pytest.mark.parametrize(
    ("language", "part", "title"),
    [
        ("en", "morning", "Meeting with the maker (morning)"),
        ("it", "morning", "Incontro con il costruttore (mattina)"),
        ("en", "day", "Meeting with the maker (hour to be defined)"),
    ],
)
def test_an_item_without_hours_is_an_event_of_the_whole_day(client, mission, language, part, title):
    MeetingFactory(mission=mission, part_of_day=part, starts_at=None, ends_at=None)
    published(mission)

    (event,) = events(client, address(mission, language))

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 4, 23), date(2025, 4, 24))
    assert event["dtstart"].params["value"] == "DATE"
    assert (event["summary"], event["transp"]) == (title, "TRANSPARENT")


def test_hours_that_are_not_public_are_not_in_the_public_calendar(client, mission):
    MeetingFactory(mission=mission, public_time=Meeting.PublicTime.PART_OF_DAY)
    published(mission)

    answer = client.get(address(mission)).content.decode()

    assert "DTSTART;VALUE=DATE:20250423" in answer
    assert [hour for hour in ("0930", "1330", "1030", "1430") if f"T{hour}" in answer] == []


def test_a_moved_item_keeps_its_uid_and_its_sequence_grows(client, mission):
    meeting = MeetingFactory(mission=mission)
    untouched = MeetingFactory(mission=mission, date="2025-04-24", **next_day())
    published(mission)
    before = {event["uid"]: event for event in events(client, address(mission))}
    meeting.starts_at += timedelta(hours=1)
    meeting.ends_at += timedelta(hours=1)
    meeting.save()
    published(mission, now=SECOND)

    after = {event["uid"]: event for event in events(client, address(mission))}

    moved, still = (f"{row.calendar_uid}@127.0.0.1" for row in (meeting, untouched))
    assert after.keys() == before.keys()
    assert [after[uid]["sequence"] for uid in (moved, still)] == [1, 0]
    assert [after[uid]["last-modified"].dt for uid in (moved, still)] == [SECOND, FIRST]
    assert f"{after[moved]['dtstart'].dt:%H:%M}" == "10:30"


def next_day():
    start = datetime(2025, 4, 24, 13, 30, tzinfo=UTC)
    return {"starts_at": start, "ends_at": start + timedelta(hours=1)}


def test_a_private_change_does_not_move_the_public_sequence(client, mission):
    meeting = MeetingFactory(mission=mission)
    link = PersonalLinkFactory(mission=mission)
    ParticipationFactory(meeting=meeting, person=link.person)
    published(mission)
    meeting.dress_code_en = "Suit"
    meeting.save()
    published(mission, now=SECOND)

    (public,), (own,) = (
        events(client, path) for path in (address(mission), f"/p/{link.key}/calendar.ics")
    )

    assert (public["sequence"], own["sequence"]) == (0, 1)
    assert public["uid"] == own["uid"]


@pytest.mark.parametrize(
    ("language", "title", "reason"),
    [
        ("en", "CANCELLED: Meeting with the maker", "Strike"),
        ("it", "ANNULLATO: Incontro con il costruttore", "Sciopero"),
    ],
)
def test_a_cancelled_item_stays_as_cancelled(client, mission, language, title, reason):
    meeting = MeetingFactory(mission=mission, public_cancellation_reason=True)
    published(mission)
    meeting.cancel(reason_it="Sciopero", reason_en="Strike")
    published(mission, now=SECOND)

    (event,) = events(client, address(mission, language))

    assert (event["status"], event["summary"], event["sequence"]) == ("CANCELLED", title, 1)
    assert event["description"].splitlines()[0] == reason


def test_a_tentative_item_says_so(client, mission):
    MeetingFactory(mission=mission, status=Meeting.Status.TENTATIVE)
    published(mission)

    (event,) = events(client, address(mission))

    assert event["status"] == "TENTATIVE"
    assert event["description"].splitlines()[0] == "To be confirmed."


def test_what_is_assumed_says_so(client, mission):
    venue = VenueFactory(assumed=True)
    MeetingFactory(
        mission=mission, assumed_hours=True, assumed_status=True, venue=venue, public_venue=True
    )
    published(mission)

    (event,) = events(client, address(mission))

    assert event["description"].splitlines()[:2] == [
        "Assumed time: not confirmed by any source.",
        "The status “confirmed” is assumed: no source says so.",
    ]
    assert event["location"] == "The maker's seat, 1 Main Street (assumed place)"


def test_an_item_whose_title_is_not_public_is_called_by_its_kind(client, mission):
    MeetingFactory(mission=mission, public_title=False, kind=Meeting.Kind.VISIT)
    published(mission)

    assert [str(event["summary"]) for event in events(client, address(mission))] == [
        "Company visit"
    ]


def test_a_missing_translation_falls_back_to_the_other_language(client, mission):
    MeetingFactory(mission=mission, title_en="", description_it="Solo qui", public_description=True)
    published(mission)

    (event,) = events(client, address(mission))

    assert event["summary"] == "Incontro con il costruttore"
    assert event["description"].splitlines()[0] == "Solo qui"


HOSTILE = [
    "a; b, c: d \\ e",
    'quoted "title" & <b>bold</b>',
    "BEGIN:VEVENT",
    "END:VCALENDAR\r\nX-EVIL:1",
    "two\nlines",
    "emoji 🚗 and ünïcödé " * 8,
    "=?utf-8?q?x?=",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_comes_out_as_it_went_in_on_short_lines(client, mission, title):
    MeetingFactory(mission=mission, title_en=title[:200])
    published(mission)

    answer = client.get(address(mission)).content

    (event,) = Calendar.from_ical(answer).walk("VEVENT")
    assert event["summary"] == title[:200].replace("\r\n", "\n")
    assert max(len(line) for line in answer.split(b"\r\n")) <= 75
    assert b"\nX-EVIL" not in answer.replace(b"\r\n ", b"")


def test_a_ride_departs_and_arrives_each_on_its_own_clocks(client, mission):
    link = PersonalLinkFactory(mission=mission)
    airport = VenueFactory(name_en="Turin airport", entrance_en="", time_zone="Europe/Rome")
    ride = TransferFactory(
        mission=mission,
        destination=airport,
        strict=True,
        assumed=True,
        departs_at=datetime(2025, 4, 24, 22, tzinfo=UTC),
        arrives_at=datetime(2025, 4, 25, 8, tzinfo=UTC),
        pickup_point_en="North door",
    )
    PassengerFactory(transfer=ride, person=link.person)
    published(mission)

    (event,) = events(client, f"/p/{link.key}/en/calendar.ics")

    assert event["summary"] == "Transfer to Turin airport (minibus A)"
    assert event["dtstart"].params["tzid"] == "America/Detroit"
    assert event["dtend"].params["tzid"] == "Europe/Rome"
    assert f"{event['dtstart'].dt:%d %H:%M} {event['dtend'].dt:%d %H:%M}" == "24 18:00 25 10:00"
    assert event["location"] == "North door, Hotel, Door A, 1 Main Street"
    assert event["description"].splitlines()[:2] == [
        "Assumed time: not confirmed by any source.",
        "Strict departure: the vehicle does not wait.",
    ]


def test_a_person_gets_their_own_items_in_their_language_under_the_published_name(client, mission):
    meeting = MeetingFactory(mission=mission, visibility=Meeting.Visibility.PARTICIPANTS)
    MeetingFactory(mission=mission, title_it="Di altri")
    link = PersonalLinkFactory(mission=mission)
    ParticipationFactory(meeting=meeting, person=link.person)
    published(mission)
    mission.title_it = "Bozza"
    mission.save()

    made = calendar(client, f"/p/{link.key}/calendar.ics")

    assert made["x-wr-calname"] == "Missione in Michigan"
    assert [str(event["summary"]) for event in made.walk("VEVENT")] == [
        "Incontro con il costruttore"
    ]


def test_a_calendar_is_read_and_never_written_to(client, mission):
    published(mission)

    assert client.post(address(mission)).status_code == 405
    assert client.head(address(mission)).headers["Content-Type"].startswith("text/calendar")
    assert client.get(address(MissionFactory())).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_public_calendar_takes_the_same_queries_for_any_number_of_items(
    client, mission, how_many, django_assert_num_queries
):
    MeetingFactory.create_batch(how_many, mission=mission, venue=VenueFactory())
    published(mission)

    with django_assert_num_queries(4):
        assert len(events(client, address(mission))) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_personal_calendar_takes_the_same_queries_for_any_number_of_items(
    client, mission, how_many, django_assert_num_queries
):
    link = PersonalLinkFactory(mission=mission)
    for meeting in MeetingFactory.create_batch(how_many, mission=mission):
        ParticipationFactory(meeting=meeting, person=link.person)
    accept_all_clashes(mission)
    published(mission)

    with django_assert_num_queries(5):
        assert len(events(client, f"/p/{link.key}/calendar.ics")) == how_many
