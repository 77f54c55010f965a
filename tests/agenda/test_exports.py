"""The public itinerary for search engines and other programs."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from agenda.exports.itinerary_json import SCHEMA
from agenda.models import Meeting
from agenda.publishing import publish
from tests.factories import MeetingFactory, MissionFactory, ParticipationFactory, VenueFactory

pytestmark = pytest.mark.django_db
STATEMENT = "Co-funded by the European Union"
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
HOURLESS = {"starts_at": None, "ends_at": None, "part_of_day": "morning"}
SITE = "https://missions.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def meeting():
    mission = MissionFactory(slug="michigan")
    meeting = MeetingFactory(
        mission=mission, venue=VenueFactory(), public_venue=True, public_participants=True
    )
    ParticipationFactory(meeting=meeting)
    MeetingFactory(mission=mission, title_it="Mattina", title_en="Morning", **HOURLESS)
    hidden = {"visibility": Meeting.Visibility.DELEGATION, "title_en": "Hidden"}
    MeetingFactory(mission=mission, title_it="Nascosto", **hidden)
    publish(mission=mission, now=NOON)
    return meeting


def parsed(xml):
    return ET.fromstring(xml)  # noqa: S314 - our own


def matches(value, schema):
    """Tell whether a value is as a schema says, for the words that our schema uses."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    types = schema.get("type", [])
    names = types if isinstance(types, list) else [types]
    if value is None:
        return "null" in names
    if names and not any(isinstance(value, kinds[name]) for name in names if name != "null"):
        return False
    if isinstance(value, dict):
        parts = schema["properties"]
        return parts.keys() == value.keys() and all(matches(value[k], parts[k]) for k in parts)
    if isinstance(value, list):
        return all(matches(row, schema["items"]) for row in value)
    return value in schema.get("enum", [value]) and value == schema.get("const", value)


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_json_is_as_its_published_schema_says_and_anybody_may_read_it(
    client, meeting, language
):
    answer = client.get(f"/{language}/missions/michigan/itinerary.json")
    schema = client.get("/itinerary.schema.json")

    found = json.loads(answer.content)
    assert matches(found, json.loads(schema.content))
    assert json.loads(schema.content) == json.loads(json.dumps(SCHEMA))
    assert not matches({**found, "more": 1}, SCHEMA)
    assert answer["Access-Control-Allow-Origin"] == schema["Access-Control-Allow-Origin"] == "*"
    hours = {(item["starts_at"], item["part_of_day"]) for item in found["items"]}
    assert hours == {("2025-04-23T09:30:00-04:00", ""), (None, "morning")}


def test_schedule_applications_get_hours_rooms_and_people(client, meeting):
    root = parsed(client.get("/en/missions/michigan/schedule.xml").content)

    (event,) = root.iterfind('day/room[@name="The maker\'s seat"]/event')
    words = {part.tag: part.text for part in event}
    assert event.attrib == {"guid": str(meeting.calendar_uid), "id": str(meeting.pk)}
    assert (words["date"], words["start"], words["duration"], words["room"], words["title"]) == (
        "2025-04-23T09:30:00-04:00",
        "09:30",
        "01:00",
        "The maker's seat",
        "Meeting with the maker",
    )
    assert words["url"] == f"{SITE}/en/missions/michigan/items/{meeting.pk}/"
    assert words["abstract"] is None
    assert [person.text for person in event.iter("person")] == ["Ada Rossi"]


def test_schedule_applications_get_all_hours_on_the_one_clock_that_a_schedule_names(client):
    mission = MissionFactory(slug="michigan", time_zone="America/Detroit")
    chicago = VenueFactory(time_zone="America/Chicago")
    starts_at = datetime(2025, 4, 24, 4, 30, tzinfo=UTC)  # 23:30 of the day before in Chicago
    MeetingFactory(
        mission=mission,
        venue=chicago,
        date=date(2025, 4, 23),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        public_time="hours",
    )
    publish(mission=mission, now=NOON)

    root = parsed(client.get("/en/missions/michigan/schedule.xml").content)

    (day,) = [day for day in root.iter("day") if day.find("room/event") is not None]
    event = day.find("room/event")
    told = (day.get("date"), event.findtext("start"), event.findtext("date"))
    assert told == ("2025-04-24", "00:30", "2025-04-24T00:30:00-04:00")


def test_the_json_says_where_an_item_is_told_of_and_when_it_was_before_it_moved(client):
    meeting = MeetingFactory(mission__slug="michigan", public_time="hours")
    publish(mission=meeting.mission, now=NOON)
    meeting.starts_at += timedelta(hours=1)
    meeting.ends_at += timedelta(hours=1)
    meeting.save()
    publish(mission=meeting.mission, now=NOON + timedelta(hours=1))

    answer = client.get("/en/missions/michigan/itinerary.json").json()

    (item,) = answer["items"]
    assert matches(answer, SCHEMA)
    assert item["url"] == f"{SITE}/en/missions/michigan/items/{meeting.pk}/"
    before = (item["moved_from"]["starts_at"], item["starts_at"])
    assert before == ("2025-04-23T09:30:00-04:00", "2025-04-23T10:30:00-04:00")


def test_pages_of_other_sites_can_ask_whether_a_file_changed_and_see_that_there_is_none(client):
    publish(mission=MissionFactory(slug="michigan"), now=NOON)

    there = client.get("/en/missions/michigan/itinerary.json")
    missing = client.get("/en/missions/nowhere/itinerary.json")

    assert there["Access-Control-Expose-Headers"] == "ETag"
    assert (missing.status_code, missing["Access-Control-Allow-Origin"]) == (404, "*")


def test_schedule_applications_are_told_that_hours_are_indicative_where_none_is_public(client):
    mission = MissionFactory(slug="michigan")
    MeetingFactory(mission=mission, title_en="Visit", title_it="Visita", **HOURLESS)
    publish(mission=mission, now=NOON)

    found = {
        language: next(
            parsed(client.get(f"/{language}/missions/michigan/schedule.xml").content).iter("event")
        )
        for language in ("it", "en")
    }

    hours = [(event.findtext("start"), event.findtext("duration")) for event in found.values()]
    assert hours == [("09:00", "03:00")] * 2
    assert [event.findtext("title") for event in found.values()] == [
        "Visita (mattina)",
        "Visit (morning)",
    ]
    assert found["en"].findtext("abstract") == (
        "Hour to be defined: this file can't leave it open, so the hours are indicative."
    )


def test_schedule_applications_get_every_day_with_its_items_by_place(client, meeting):
    mission, hall = meeting.mission, {"venue": meeting.venue, "public_venue": True}
    MeetingFactory(mission=mission, title_en="Lunch", **hall)
    MeetingFactory(mission=mission, title_en="Walk")
    publish(mission=mission, now=NOON)

    root = parsed(client.get("/en/missions/michigan/schedule.xml").content)

    days = {
        (day.get("index"), day.get("date"), day.get("start"), day.get("end")): {
            room.get("name"): [event.findtext("title") for event in room] for room in day
        }
        for day in root.iter("day")
    }
    assert days == {
        ("1", "2025-04-23", "2025-04-23T00:00:00-04:00", "2025-04-24T00:00:00-04:00"): {
            "The maker's seat": ["Meeting with the maker", "Lunch"],
            "–": ["Morning (morning)", "Walk"],
        },
        ("2", "2025-04-24", "2025-04-24T00:00:00-04:00", "2025-04-25T00:00:00-04:00"): {},
    }
    assert root.findtext("conference/days") == "2"


def test_schedule_applications_are_told_of_states_reasons_and_who_funds_it(client, meeting):
    meeting.status = Meeting.Status.CANCELLED
    meeting.cancellation_reason_en = meeting.cancellation_reason_it = "Strike"
    meeting.public_cancellation_reason = True
    meeting.save()
    mission = meeting.mission
    mission.funding_statement = "co_funded"
    mission.save()
    MeetingFactory(mission=mission, title_en="Talk", status=Meeting.Status.TENTATIVE)
    publish(mission=mission, now=NOON + timedelta(hours=1))

    events = list(parsed(client.get("/en/missions/michigan/schedule.xml").content).iter("event"))

    told = {event.findtext("title"): event.findtext("abstract") for event in events}
    assert told["CANCELLED: Meeting with the maker"] == "Strike"
    assert told["Talk"] == "To be confirmed."
    assert {event.findtext("description").splitlines()[-1] for event in events} == {STATEMENT}


def test_a_person_has_one_number_in_all_events_of_a_schedule(client, meeting):
    ada = meeting.participations.get()
    later = {"starts_at": meeting.ends_at, "ends_at": meeting.ends_at + timedelta(hours=1)}
    talk = MeetingFactory(mission=meeting.mission, public_participants=True, **later)
    ParticipationFactory(meeting=talk, person=ada.person, affiliation=ada.affiliation)
    publish(mission=meeting.mission, now=NOON + timedelta(hours=1))

    root = parsed(client.get("/en/missions/michigan/schedule.xml").content)

    people = [(person.get("id"), person.text) for person in root.iter("person")]
    assert len(people) == 2
    assert len(set(people)) == 1


def structured(client, address):
    text = client.get(address).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1])


def test_search_engines_get_events_with_offsets_and_states(client, meeting):
    meeting.title_en = "Meeting </script><b>&"
    meeting.status = Meeting.Status.CANCELLED
    meeting.save()
    publish(mission=meeting.mission, now=NOON + timedelta(hours=1))

    item = structured(client, f"/en/missions/michigan/items/{meeting.pk}/")
    whole = structured(client, "/en/missions/michigan/")

    assert (item["name"], item["startDate"]) == (meeting.title_en, "2025-04-23T09:30:00-04:00")
    assert item["eventStatus"] == "https://schema.org/EventCancelled"
    assert item["superEvent"]["url"] == whole["url"] == f"{SITE}/en/missions/michigan/"
    assert (whole["startDate"], whole["endDate"]) == ("2025-04-23", "2025-04-24")
    for name in ("startDate", "endDate", "location", "organizer"):
        assert item["superEvent"][name] == whole[name]


def test_search_engines_find_the_mission_s_town_and_the_agency_where_nothing_else_is_known(client):
    venue = VenueFactory(city="", country="", address="")
    town = {"city_it": "Pontiac", "city_en": "Pontiac", "country": "US"}
    mission = MissionFactory(slug="michigan", summary_it="Scopo", summary_en="Purpose", **town)
    meeting = MeetingFactory(mission=mission, venue=venue, public_venue=True)
    publish(mission=mission, now=NOON)

    item = structured(client, f"/en/missions/michigan/items/{meeting.pk}/")

    assert item["location"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Pontiac",
        "addressCountry": "US",
    }
    assert item["organizer"] == {"@type": "Organization", "name": "Ceipiemonte"}
    assert item["description"] == item["name"]


def test_where_only_a_part_of_the_day_is_public_no_format_has_an_hour(client, meeting):
    morning = meeting.mission.meetings.get(title_en="Morning")

    event = structured(client, f"/en/missions/michigan/items/{morning.pk}/")

    assert (event["startDate"], event["endDate"]) == ("2025-04-23", "2025-04-23")


def test_the_feed_tells_what_each_version_changed_and_nothing_withdrawn(client, meeting):
    meeting.title_en = "Visit"
    meeting.save()
    publish(mission=meeting.mission, now=NOON + timedelta(hours=1))
    meeting.mission.meetings.filter(title_en="Morning").update(visibility="delegation")
    publish(mission=meeting.mission, now=NOON + timedelta(hours=2))

    root = parsed(client.get("/en/missions/michigan/changes.atom").content)

    atom = "{http://www.w3.org/2005/Atom}"
    told = [
        (entry.findtext(f"{atom}title"), entry.findtext(f"{atom}summary"))
        for entry in root.iter(f"{atom}entry")
    ]
    nothing = "The first version, or no change in what is public."
    assert told == [
        ("Version 3", nothing),
        ("Version 2", "<ul><li>Changed: Visit (title)</li></ul>"),
        ("Version 1", nothing),
    ]


def test_the_feed_of_changes_names_author_and_funding_and_has_no_markup_of_titles(client, meeting):
    mission = meeting.mission
    mission.funding_statement = "co_funded"
    mission.coordinator = None
    mission.save()
    meeting.title_en = "Visit <script>alert(1)</script> & more"
    meeting.save()
    publish(mission=mission, now=NOON + timedelta(hours=1))

    root = parsed(client.get("/en/missions/michigan/changes.atom").content)

    atom = "{http://www.w3.org/2005/Atom}"
    assert root.findtext(f"{atom}author/{atom}name") == "Ceipiemonte"
    assert root.findtext(f"{atom}subtitle").endswith(STATEMENT)
    summary = root.find(f"{atom}entry/{atom}summary")
    assert summary.get("type") == "html"
    title = "Visit &lt;script&gt;alert(1)&lt;/script&gt; &amp; more"
    assert summary.text == f"<ul><li>Changed: {title} (title)</li></ul>"


def test_the_sitemap_lists_every_public_page_in_both_languages_and_no_other(client, meeting):
    publish(mission=MissionFactory(is_public=False), now=NOON)
    morning = meeting.mission.meetings.get(title_en="Morning")

    root = parsed(client.get("/sitemap.xml").content)

    listed = [page.text for page in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    mission = "missions/michigan/"
    ends = ["", "delegation/", "firms/", "days/2025-04-23/"]
    ends += [f"items/{row.pk}/" for row in (meeting, morning)]
    pages = ["missions/", *(f"{mission}{end}" for end in ends)]
    assert sorted(listed) == sorted(
        f"{SITE}/{language}/{page}" for language in ("it", "en") for page in pages
    )
    assert {client.get(address.removeprefix(SITE)).status_code for address in listed} == {200}


def test_the_sitemap_says_when_pages_changed_and_which_language_is_for_the_rest(client, meeting):
    text = client.get("/sitemap.xml").content.decode()

    (moment,) = set(re.findall("<lastmod>(.*?)</lastmod>", text))
    assert datetime.fromisoformat(moment).utcoffset() == timedelta(0)
    page = f'hreflang="x-default" href="{SITE}/it/missions/michigan/"'
    assert text.count(page) == 2


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_page_describes_itself(client, meeting, language):
    mission = f"/{language}/missions/michigan/"
    ends = ["", "delegation/", "firms/", f"days/{meeting.date:%Y-%m-%d}/", f"items/{meeting.pk}/"]
    pages = [f"/{language}/missions/", f"/{language}/privacy/", *(mission + end for end in ends)]

    texts = [client.get(page).content.decode() for page in pages]

    told = [
        re.search('name="description" property="og:description" content="(.+?)"', text)[1]
        for text in texts
    ]
    titles = [re.search('property="og:title" content="(.+?)"', text)[1] for text in texts]
    assert (len(set(told)), len(set(titles))) == (len(pages), len(pages))


def test_what_is_not_there_is_no_address_to_be_listed(client, meeting):
    text = client.get("/en/missions/michigan/items/0/").content.decode()

    assert [name in text for name in ("canonical", "alternate", "og:url")] == [False] * 3


def test_robots_are_told_where_the_pages_are(client):
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /accounts/\nDisallow: /p/\n"
        f"Disallow: /healthz\nSitemap: {SITE}/sitemap.xml\n"
    )


def test_pages_name_their_other_language_and_what_to_show_when_shared(client, meeting):
    text = client.get("/en/missions/michigan/?kind=").content.decode()

    for line in (
        f'<link rel="canonical" href="{SITE}/en/missions/michigan/">',
        f'<link rel="alternate" hreflang="it" href="{SITE}/it/missions/michigan/">',
        f'<link rel="alternate" hreflang="x-default" href="{SITE}/it/missions/michigan/">',
        f'<meta property="og:url" content="{SITE}/en/missions/michigan/">',
        '<meta property="og:title" content="Mission to Michigan">',
        '<meta property="og:locale" content="en_GB">',
    ):
        assert line in text
