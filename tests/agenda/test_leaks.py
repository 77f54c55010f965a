"""Marker words in every text of every row, looked for in everything that readers get."""

import pytest
from django.urls import URLPattern, get_resolver
from django.urls.converters import get_converters

from tests.agenda.leak_markers import (
    CONCERNED,
    NOBODY,
    OWN,
    PUBLIC,
    READERS,
    Markers,
    of,
    text_fields,
)
from tests.agenda.leak_mission import LANGUAGES, mission_full_of_markers
from tests.factories import PersonalLinkFactory
from tests.pdf import words_of

pytestmark = pytest.mark.django_db
MEETING, PERSON, VENUE = "agenda.meeting", "companies.person", "agenda.venue"
REASON = ("cancellation_reason_it", "cancellation_reason_en")
TITLE = ("title_it", "title_en")
NAME = ("given_name", "family_name")
ORGANISATION = ("name", "english_name")


@pytest.fixture
def markers():
    return Markers()


@pytest.fixture
def made(markers):
    return mission_full_of_markers(markers)


def addresses(made, **known):
    """Return every address of the site that those values can open, but the desk's."""
    digest = made.mission.logos.get().picture.digest
    values = {"slug": made.mission.slug, "language": "en", "digest": digest, **known}
    values |= {"day": "2025-04-23", "number": 2, "ride_id": 1}
    found = []
    for pattern in own_patterns(get_resolver().url_patterns):
        names = pattern.pattern.converters
        assert set(names) <= {*values, "item_id", "key"}, (
            f"{pattern.name} takes {set(names)}: say here with which values it opens."
        )
        items = [row.pk for row in made.meetings.values()] if "item_id" in names else [None]
        if set(names) <= {*values, "item_id"}:
            for item in items:
                route = address_of(pattern, {**values, "item_id": item})
                found += (
                    [f"/{route}"]
                    if not pattern.translated
                    else [f"/{language}/{route}" for language in LANGUAGES]
                )
    return found


def own_patterns(patterns, *, translated=False):
    for pattern in patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            pattern.translated = translated
            yield pattern
        elif not route.startswith(("admin", "accounts")):
            yield from own_patterns(
                pattern.url_patterns,
                translated=translated or type(pattern.pattern).__name__ == "LocalePrefixPattern",
            )


def address_of(pattern, values):
    route = pattern.pattern._route
    for converter in get_converters():
        route = route.replace(f"<{converter}:", "<")
    for name, value in values.items():
        route = route.replace(f"<{name}>", str(value))
    return route


def read(client, address):
    """Return all that an answer says: headers and body."""
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    return f"{answer.headers}\n{words_in(answer['Content-Type'], body)}"


def words_in(media_type, body):
    """Return what can be read of a body: of a PDF its pages, tags and metadata, of pictures nothing."""
    if media_type == "application/pdf":
        return words_of(body)
    return "" if media_type == "image/png" else body.decode()


def test_every_text_of_every_row_has_a_decision_who_may_read_it():
    assert text_fields() == {model: set(fields) for model, fields in READERS.items()}


def public_markers():
    """Return the markers that anybody may read."""
    return {
        *of("mission", "delegation.mission", PUBLIC),
        *of("logo", "delegation.missionlogo", PUBLIC),
        *of("firm", "companies.organisation", PUBLIC),
        *of("sector", "companies.sector", PUBLIC),
        *of("open", MEETING, PUBLIC, without=REASON),
        *of("called", MEETING, PUBLIC),
        *of("openvenue", VENUE, PUBLIC),
        *of("calledvenue", VENUE, PUBLIC),
        *of("openhost", "companies.organisation", PUBLIC, only=ORGANISATION),
        *of("calledhost", "companies.organisation", PUBLIC, only=ORGANISATION),
        *somebody("head"),
        *somebody("other"),
    }


def somebody(name):
    """Return the markers of a person's name, title and organisation."""
    return {
        *of(name, PERSON, PUBLIC, only=NAME),
        *of(f"{name}post", "companies.affiliation", PUBLIC),
        *of(f"{name}seat", "companies.organisation", PUBLIC, only=ORGANISATION),
    }


def test_the_public_reads_what_is_public_and_nothing_else(client, made, markers):
    found = set()
    for address in addresses(made):
        for moment in ("", "?at=2025-04-20T12:00", "?at=2025-04-23T09:45", "?at=zq"):
            found |= markers.found_in(read(client, address + moment))
    for language in LANGUAGES:
        found |= markers.found_in(read(client, f"/{language}/nothing/here/"))

    assert found == public_markers()


def test_nobody_reads_a_mission_that_is_not_on_the_public_site(client, made, markers):
    made.mission.is_public = False
    made.mission.save()

    found = set()
    for address in addresses(made):
        found |= markers.found_in(read(client, address))

    assert found == set()


def personal(client, made, markers, name):
    """Return the markers on one person's pages and in their calendar, in both languages."""
    post = getattr(made.people, name)
    person = getattr(post, "person", post)
    link = markers.fill(f"{name}link", PersonalLinkFactory(mission=made.mission, person=person))
    found = set()
    for address in addresses(made, key=link.key):
        if link.key in address:
            for language in LANGUAGES:
                found |= markers.found_in(read(client, address.replace("/en/", f"/{language}/")))
                found |= markers.found_in(read(client, f"{address}?at=2025-04-23T09:45"))
    return found


def of_the_delegation():
    """Return the markers that everybody in the delegation reads."""
    parts = ("open", "closed", "called", "delegation")
    return {
        *of("mission", "delegation.mission", PUBLIC, only=TITLE),
        *of("mission", "delegation.mission", CONCERNED),
        *(word for part in parts for word in whole_meeting(part)),
        *somebody("head"),
        *somebody("other"),
        *somebody("unlisted"),
        *of("escort", PERSON, PUBLIC, CONCERNED, only=(*NAME, "phone")),
    }


def whole_meeting(name):
    """Return the markers of a meeting that those who read all of it get."""
    return {
        *of(name, MEETING, PUBLIC, CONCERNED, without=() if name == "called" else REASON),
        *of(f"{name}venue", VENUE, PUBLIC, CONCERNED),
        *of(f"{name}host", "companies.organisation", PUBLIC, only=ORGANISATION),
    }


def own(name):
    """Return the markers of a person's own link and name."""
    return {f"zq_{name}link_random_part", *of(name, PERSON, PUBLIC, only=NAME)}


def ride():
    """Return the markers that those in the vehicle read."""
    return {
        *of("ride", "agenda.transfer", CONCERNED),
        *of("origin", VENUE, PUBLIC, CONCERNED),
        *of("destination", VENUE, PUBLIC, CONCERNED),
        *of("driver", PERSON, PUBLIC, CONCERNED, only=(*NAME, "phone")),
    }


def riders():
    return {
        word for name in ("head", "rider", "escort") for word in of(name, PERSON, PUBLIC, only=NAME)
    }


def test_one_of_the_delegation_reads_its_programme_and_nobodys_rides(client, made, markers):
    found = personal(client, made, markers, "onlooker")

    assert found == of_the_delegation() | own("onlooker")


def test_who_takes_part_reads_their_own_meetings_and_rides(client, made, markers):
    found = personal(client, made, markers, "head")

    mine = whole_meeting("few") | whole_meeting("taken")
    dinner = of("dinner", "agenda.privateitem", OWN)
    in_whose_place = of("absent", PERSON, PUBLIC, only=NAME)
    of_others = of_the_delegation() - somebody("head")
    assert found == of_others | mine | ride() | own("head") | dinner | in_whose_place


def test_passengers_do_not_read_who_rides_with_them(client, made, markers):
    found = personal(client, made, markers, "rider")

    assert found == of_the_delegation() | ride() | own("rider")


def test_the_escort_reads_who_rides(client, made, markers):
    found = personal(client, made, markers, "escort")

    phone = {"zq_escort_phone"}
    assert found == (of_the_delegation() - phone) | ride() | riders() | own("escort")


def test_the_driver_reads_the_ride_alone(client, made, markers):
    found = personal(client, made, markers, "driver")

    title = of("mission", "delegation.mission", PUBLIC, only=TITLE)
    contact = of("mission", "delegation.mission", CONCERNED)
    escort = of("escort", PERSON, PUBLIC, CONCERNED, only=(*NAME, "phone"))
    others = ride() - {"zq_driver_phone"}
    assert found == title | contact | escort | others | riders() | own("driver")


def test_a_counterpart_reads_their_own_meetings_alone(client, made, markers):
    found = personal(client, made, markers, "other")

    title = of("mission", "delegation.mission", PUBLIC, only=TITLE)
    called = ("emergency_number", "contact_name", "contact_phone", "contact_email")
    contact = of("mission", "delegation.mission", CONCERNED, only=called)
    parts = ("open", "closed", "called", "taken", "delegation", "few")
    mine = {word for part in parts for word in whole_meeting(part)}
    met = somebody("head") | somebody("unlisted")
    assert found == title | contact | mine | met | own("other")


def test_what_only_organisers_read_is_in_no_version(made, markers):
    written = markers.found_in(str([version.programme for version in made.mission.versions.all()]))

    hidden = {
        f"zq_{name}_{field}"
        for name, model in {
            "open": MEETING,
            "head": PERSON,
            "firm": "companies.organisation",
            "headdelegate": "delegation.delegate",
            "busy": "agenda.unavailability",
            "dinner": "agenda.privateitem",
            "user": "auth.user",
            "version": "agenda.version",
        }.items()
        for field, reader in READERS[model].items()
        if reader in {NOBODY, OWN}
    }
    assert written & hidden == set()
    assert written >= public_markers()
