"""Missions all over the world: the clock and the day of the place, then the clock at home."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from agenda.models import Meeting
from agenda.publishing import publish
from tests.factories import (
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    PassengerFactory,
    PersonalLinkFactory,
    TransferFactory,
    VenueFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 1, 1, tzinfo=UTC)


def at(local, zone):
    """Return the moment of a day and time on the clocks of a zone."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def meeting_at(mission, local, *, minutes=60, zone="", **values):
    """Make a meeting that begins at a day and time of its place."""
    starts_at = at(local, zone or str(mission.time_zone))
    return MeetingFactory(
        mission=mission,
        date=local[:10],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        venue=VenueFactory(time_zone=zone) if zone else None,
        **values,
    )


def mission_in(zone, day="2025-04-23"):
    return MissionFactory(time_zone=zone, start_date=day, end_date=day)


HOURS = [
    ("America/Detroit", "2025-04-23 09:30", 60, "Wednesday 23 April 2025",
     "09:30–10:30 Detroit time 15:30–16:30 Rome time"),
    ("America/Detroit", "2025-04-23 17:30", 45, "Wednesday 23 April 2025",
     "17:30–18:15 Detroit time 23:30–00:15 Rome time"),
    ("America/Detroit", "2026-03-24 09:00", 60, "Tuesday 24 March 2026",
     "09:00–10:00 Detroit time 14:00–15:00 Rome time"),
    ("America/Detroit", "2025-10-28 09:00", 60, "Tuesday 28 October 2025",
     "09:00–10:00 Detroit time 14:00–15:00 Rome time"),
    ("America/Detroit", "2025-11-05 09:00", 60, "Wednesday 5 November 2025",
     "09:00–10:00 Detroit time 15:00–16:00 Rome time"),
    ("Asia/Tokyo", "2025-04-23 09:00", 60, "Wednesday 23 April 2025",
     "09:00–10:00 Tokyo time 02:00–03:00 Rome time"),
    ("Asia/Tokyo", "2025-04-23 06:30", 60, "Wednesday 23 April 2025",
     "06:30–07:30 Tokyo time 23:30–00:30 Rome time (Tuesday 22 April)"),
    ("Pacific/Auckland", "2025-04-23 09:00", 60, "Wednesday 23 April 2025",
     "09:00–10:00 Auckland time 23:00–00:00 Rome time (Tuesday 22 April)"),
    ("Pacific/Auckland", "2025-12-03 09:00", 60, "Wednesday 3 December 2025",
     "09:00–10:00 Auckland time 21:00–22:00 Rome time (Tuesday 2 December)"),
    ("Pacific/Honolulu", "2025-04-23 20:00", 60, "Wednesday 23 April 2025",
     "20:00–21:00 Honolulu time 08:00–09:00 Rome time (Thursday 24 April)"),
    ("Asia/Kolkata", "2025-04-23 09:00", 60, "Wednesday 23 April 2025",
     "09:00–10:00 Kolkata time 05:30–06:30 Rome time"),
    ("Europe/Paris", "2025-04-23 09:00", 60, "Wednesday 23 April 2025", "09:00–10:00 Paris time"),
    ("America/Detroit", "2025-04-23 22:30", 120, "Wednesday 23 April 2025",
     "22:30–00:30 (Thursday 24 April) Detroit time 04:30–06:30 Rome time (Thursday 24 April)"),
    ("America/Detroit", "2025-04-23 22:00", 120, "Wednesday 23 April 2025",
     "22:00–00:00 Detroit time 04:00–06:00 Rome time (Thursday 24 April)"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "local", "minutes", "day", "hours"), HOURS)
def test_an_item_stands_under_the_day_of_its_place_with_both_clocks(
    client, zone, local, minutes, day, hours
):
    mission = mission_in(zone, local[:10])
    meeting_at(mission, local, minutes=minutes)
    publish(mission=mission, now=NOW)

    lines = lines_of(client.get(f"/en/missions/{mission.slug}/"))

    assert [line for line in lines if line in {day, hours}] == [day, hours]


@pytest.mark.parametrize(("zone", "local", "minutes", "day", "hours"), HOURS)
def test_a_calendar_gives_the_same_moment_on_the_clock_of_the_place(
    client, zone, local, minutes, day, hours
):
    mission = mission_in(zone, local[:10])
    meeting_at(mission, local, minutes=minutes)
    publish(mission=mission, now=NOW)

    answer = client.get(f"/en/missions/{mission.slug}/calendar.ics")

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    start, end = event["dtstart"], event["dtend"].dt
    assert (start.params["tzid"], f"{start.dt:%Y-%m-%d %H:%M}") == (zone, local)
    assert start.dt.astimezone(UTC) == at(local, zone)
    assert end.astimezone(UTC) - start.dt.astimezone(UTC) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("zone", "day", "start", "minutes", "hours"),
    [
        ("America/Detroit", "2025-03-09", "01:30", 60, "01:30–03:30"),
        ("America/Detroit", "2025-11-02", "00:30", 180, "00:30–02:30"),
        ("Pacific/Auckland", "2025-09-28", "01:30", 60, "01:30–03:30"),
        ("Pacific/Auckland", "2025-04-06", "01:30", 180, "01:30–03:30"),
    ],
)
def test_an_item_over_a_change_of_clocks_lasts_as_long_as_it_lasts(
    client, zone, day, start, minutes, hours
):
    mission = mission_in(zone, day)
    meeting_at(mission, f"{day} {start}", minutes=minutes)
    publish(mission=mission, now=NOW)

    (item,) = client.get(f"/en/missions/{mission.slug}/").context["reading"].items
    answer = client.get(f"/en/missions/{mission.slug}/calendar.ics")

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert f"{item.when.starts_at:%H:%M}–{item.when.ends_at:%H:%M}" == hours
    begins, ends = item.when.bounds
    assert ends - begins == timedelta(minutes=minutes)
    span = [event[name].dt.astimezone(UTC) for name in ("dtstart", "dtend")]
    assert span == [begins, ends]


def test_each_item_has_the_clock_of_its_own_venue_and_stands_where_its_time_is(client):
    mission = mission_in("America/Detroit")
    meeting_at(mission, "2025-04-23 09:15", zone="America/Chicago", title_en="Chicago")
    meeting_at(mission, "2025-04-23 10:00", title_en="Pontiac")
    meeting_at(mission, "2025-04-23 09:30", zone="America/Toronto", title_en="Windsor")
    publish(mission=mission, now=NOW)

    (day,) = client.get(f"/en/missions/{mission.slug}/").context["days"]

    assert [(str(item.title), f"{item.when.starts_at:%H:%M}") for item in day.items] == [
        ("Windsor", "09:30"),
        ("Pontiac", "10:00"),
        ("Chicago", "09:15"),
    ]


def flight(person, mission, *, departs, origin, arrives, destination):
    """Make a ride of a person between two zones."""
    ride = TransferFactory(
        mission=mission,
        origin=VenueFactory(name_en="Here", time_zone=origin),
        destination=VenueFactory(name_en="There", time_zone=destination),
        departs_at=at(departs, origin),
        arrives_at=at(arrives, destination),
    )
    PassengerFactory(transfer=ride, person=person)


@pytest.mark.parametrize(
    ("departs", "origin", "arrives", "destination", "day", "hours"),
    [
        (
            *("2025-04-24 18:05", "America/Detroit", "2025-04-25 08:15", "Europe/Rome"),
            "Thursday 24 April 2025",
            "18:05–08:15 (Friday 25 April) Detroit time – Rome time"
            " 00:05 Rome time (Friday 25 April)",
        ),
        (
            *("2025-04-24 23:00", "Pacific/Auckland", "2025-04-24 08:00", "Pacific/Honolulu"),
            "Thursday 24 April 2025",
            "23:00–08:00 Auckland time – Honolulu time 13:00–20:00 Rome time",
        ),
        (
            *("2025-04-24 23:00", "Pacific/Honolulu", "2025-04-26 06:00", "Pacific/Auckland"),
            "Thursday 24 April 2025",
            "23:00–06:00 (Saturday 26 April) Honolulu time – Auckland time"
            " 11:00–20:00 Rome time (Friday 25 April)",
        ),
    ],
)
def test_a_flight_departs_and_arrives_each_on_its_own_clock_and_day(
    client, departs, origin, arrives, destination, day, hours
):
    mission = mission_in(origin)
    link = PersonalLinkFactory(mission=mission)
    flight(
        link.person, mission,
        departs=departs, origin=origin, arrives=arrives, destination=destination,
    )  # fmt: skip
    publish(mission=mission, now=NOW)

    lines = lines_of(client.get(f"/p/{link.key}/en/"))

    start = lines.index(day)
    assert lines[start : start + 3] == [day, f"Departure at {departs[-5:]}", hours]


@pytest.mark.parametrize(
    ("moment", "now"),
    [
        ("2025-11-02T00:59", []),
        ("2025-11-02T03:29", ["Night shift"]),
        ("2025-11-02T03:30", []),
    ],
)
def test_what_is_under_way_is_right_in_the_night_the_clocks_go_back(client, moment, now):
    mission = MissionFactory(is_demonstration=True, start_date="2025-11-01", end_date="2025-11-03")
    meeting_at(mission, "2025-11-02 01:00", minutes=210, title_en="Night shift")
    publish(mission=mission, now=NOW)

    context = client.get(f"/en/missions/{mission.slug}/?at={moment}").context

    assert [str(item.title) for item in context["now"]] == now


def test_a_part_of_a_day_is_that_of_the_place(client):
    mission = MissionFactory(is_demonstration=True, time_zone="Pacific/Auckland")
    MeetingFactory(mission=mission, part_of_day="morning", starts_at=None, ends_at=None)
    link = PersonalLinkFactory(mission=mission)
    ParticipationFactory(meeting=Meeting.objects.get(), person=link.person)
    publish(mission=mission, now=NOW)

    found = [
        [
            len(client.get(f"{page}?at=2025-04-23T{time}").context["parts"])
            for time in ("00:00", "12:00")
        ]
        for page in (f"/en/missions/{mission.slug}/", f"/p/{link.key}/en/")
    ]

    assert found == [[1, 0], [1, 0]]


def test_a_flight_that_arrives_a_day_later_is_told_with_both_days(client):
    mission = mission_in("America/Detroit")
    link = PersonalLinkFactory(mission=mission)
    times = {"departs": "2025-04-24 18:05", "arrives": "2025-04-25 08:15"}
    flight(link.person, mission, origin="America/Detroit", destination="Europe/Rome", **times)
    publish(mission=mission, now=NOW)
    mission.transfers.update(arrives_at=at("2025-04-26 08:15", "Europe/Rome"))
    publish(mission=mission, now=NOW)

    lines = lines_of(client.get(f"/p/{link.key}/en/"))

    zones = "(Detroit time – Rome time)"
    was, is_now = (f"24/04, 18:05–{day}/04, 08:15 {zones}" for day in (25, 26))
    assert f"time: was {was} → is now {is_now}" in lines
