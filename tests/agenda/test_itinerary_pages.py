"""The itinerary of a mission and its items, as the public reads them in both languages."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from agenda.models import Meeting
from agenda.publishing import publish
from agenda.versions.published import forget
from tests.factories import (
    AffiliationFactory,
    InstitutionFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    VenueFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
HOURLESS = {"starts_at": None, "ends_at": None}
PAGES = ["", "items/{item}/", "delegation/", "firms/", "calendar.ics"]


@pytest.fixture
def mission():
    return MissionFactory()


def page(mission, path="", language="en"):
    return f"/{language}/missions/{mission.slug}/{path}"


def said(client, mission, path="", language="en"):
    """Publish a mission and return the lines of one of its pages."""
    publish(mission=mission, now=NOON)
    return lines_of(client.get(page(mission, path, language)))


@pytest.mark.parametrize(
    ("language", "days", "hours"),
    [
        (
            "en",
            ["Wednesday 23 April 2025", "Thursday 24 April 2025"],
            "09:30–10:30 Detroit time 15:30–16:30 Rome time",
        ),
        (
            "it",
            ["Mercoledì 23 aprile 2025", "Giovedì 24 aprile 2025"],
            "09:30–10:30 ora di Detroit 15:30–16:30 ora di Roma",
        ),
    ],
)
def test_items_stand_under_their_day_with_the_clock_of_the_place_first(
    client, mission, language, days, hours
):
    MeetingFactory(mission=mission, date="2025-04-24", part_of_day="morning", **HOURLESS)
    MeetingFactory(mission=mission)

    lines = said(client, mission, language=language)

    assert [line for line in lines if line in days or line == hours] == [days[0], hours, days[1]]


@pytest.mark.parametrize(
    ("language", "part", "told"),
    [
        ("en", "morning", "morning"),
        ("it", "morning", "mattina"),
        ("en", "afternoon", "afternoon"),
        ("it", "evening", "sera"),
    ],
)
def test_where_only_the_part_of_the_day_is_known_no_hour_is_on_any_page(
    client, mission, language, part, told
):
    meeting = MeetingFactory(mission=mission, part_of_day=part, **HOURLESS)
    publish(mission=mission, now=NOON)

    for path in ("", f"items/{meeting.pk}/"):
        answer = client.get(page(mission, path, language))

        text = " ".join(lines_of(answer)).lower()
        assert told in text
        assert "00:00" not in text
        assert 'datetime="2025-04-23T' not in answer.content.decode()


def test_hours_that_are_not_public_are_on_no_page(client, mission):
    meeting = MeetingFactory(mission=mission, public_time=Meeting.PublicTime.PART_OF_DAY)
    publish(mission=mission, now=NOON)

    pages = [
        client.get(page(mission, path)).content.decode() for path in ("", f"items/{meeting.pk}/")
    ]

    assert [(text.count("09:30"), text.count("15:30"), "morning" in text) for text in pages] == [
        (0, 0, True)
    ] * 2


@pytest.mark.parametrize(
    ("status", "language", "word"),
    [
        ("tentative", "en", "to be confirmed"),
        ("tentative", "it", "da confermare"),
        ("cancelled", "en", "cancelled"),
        ("cancelled", "it", "annullato"),
    ],
)
def test_what_is_tentative_or_cancelled_says_so_in_words(client, mission, status, language, word):
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON)
    forget()
    meeting.status = status
    meeting.save()
    publish(mission=mission, now=LATER)

    for path in ("", f"items/{meeting.pk}/"):
        lines = lines_of(client.get(page(mission, path, language)))
        assert any(line.startswith(word) for line in lines)


def test_a_cancelled_item_tells_its_reason_only_if_that_is_public(client, mission):
    meetings = [
        MeetingFactory(
            mission=mission,
            public_cancellation_reason=told,
            cancellation_reason_it=f"Motivo {told}",
            cancellation_reason_en=f"Reason {told}",
        )
        for told in (True, False)
    ]
    publish(mission=mission, now=NOON)
    mission.meetings.update(status=Meeting.Status.CANCELLED)
    publish(mission=mission, now=LATER)

    pages = [lines_of(client.get(page(mission, f"items/{meeting.pk}/"))) for meeting in meetings]
    assert ["Reason True" in pages[0], "Reason False" in pages[1]] == [True, False]


@pytest.mark.parametrize(
    ("language", "other", "note"),
    [("en", "it", "(only in Italian)"), ("it", "en", "(solo in inglese)")],
)
def test_a_missing_translation_falls_back_and_says_which_language_it_is(
    client, mission, language, other, note
):
    texts = {f"title_{other}": "Qui", f"title_{language}": ""}
    meeting = MeetingFactory(mission=mission, **texts)
    publish(mission=mission, now=NOON)
    written = f'<span lang="{other}">Qui</span> <small class="note">{note}</small>'

    pages = [client.get(page(mission, path, language)) for path in ("", f"items/{meeting.pk}/")]

    assert [written in answer.content.decode() for answer in pages] == [True, True]


@pytest.mark.parametrize("path", PAGES[:-1])
def test_the_language_switcher_stays_on_the_page_and_keeps_the_query(client, mission, path):
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON)
    here = path.format(item=meeting.pk)

    html = client.get(page(mission, here) + "?at=2025-04-23T09:45&kind=b2b").content.decode()

    other = page(mission, here, "it")
    assert (
        f'<a href="{other}?at=2025-04-23T09%3A45&amp;kind=b2b" hreflang="it" lang="it">Italiano</a>'
        in html
    )


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("path", PAGES[:-1])
def test_every_page_says_its_language_its_version_and_its_last_update(
    client, mission, path, language
):
    meeting = MeetingFactory(mission=mission)
    publish(mission=mission, now=NOON)

    answer = client.get(page(mission, path.format(item=meeting.pk), language))

    updated = {
        "en": "Version 1. Last update: 20 April 2025, 08:00 (Detroit time).",
        "it": "Versione 1. Ultimo aggiornamento: 20 aprile 2025, 08:00 (ora di Detroit).",
    }
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.content.decode()
    assert updated[language] in lines_of(answer)


def test_an_item_says_where_with_whom_and_who_receives(client, mission):
    meeting = MeetingFactory(
        mission=mission,
        venue=VenueFactory(city="Pontiac"),
        host=InstitutionFactory(name="Contea di Oakland", english_name="Oakland County"),
        description_it="Colloquio",
        description_en="A talk\non two lines",
        public_participants=True,
        public_venue=True,
        public_host=True,
        public_description=True,
    )
    post = AffiliationFactory()
    ParticipationFactory(meeting=meeting, person=post.person, affiliation=post)
    ParticipationFactory(meeting=meeting, shown=False)

    lines = said(client, mission, f"items/{meeting.pk}/")

    told = ["Meeting with the maker", "The maker's seat, 1 Main Street, Pontiac", "Oakland County"]
    assert [line for line in lines if line in told] == [told[0], *told]
    assert "Ada Rossi, Rector, University of Turin" in lines
    assert "A talk" in " ".join(lines)


@pytest.mark.parametrize(
    ("path", "english", "italian"),
    [
        ("", "No item of this mission is public yet.", "Nessun impegno"),
        ("delegation/", "The list of the delegation is not public yet.", "L'elenco"),
        ("firms/", "The list of the firms is not public yet.", "L'elenco"),
    ],
)
def test_an_empty_page_says_what_it_will_show(client, mission, path, english, italian):
    assert english in said(client, mission, path)
    assert any(line.startswith(italian) for line in said(client, mission, path, "it"))


@pytest.mark.parametrize(
    ("language", "kind", "changed"),
    [
        ("en", "Company visit", "Changed: Company visit ("),
        ("it", "Visita aziendale", "Cambiato: Visita aziendale ("),
    ],
)
def test_an_item_whose_title_is_not_public_is_called_by_its_kind(
    client, mission, language, kind, changed
):
    meeting = MeetingFactory(mission=mission, public_title=False, kind=Meeting.Kind.VISIT)
    publish(mission=mission, now=NOON)
    meeting.starts_at += timedelta(minutes=5)
    meeting.save()
    publish(mission=mission, now=LATER)

    whole, item = (
        client.get(page(mission, path, language)) for path in ("", f"items/{meeting.pk}/")
    )

    assert changed in " ".join(lines_of(whole))
    item = item.content.decode()
    assert f"<title>{kind} – " in item
    assert f"<h1>{kind}</h1>" in item
    assert f"mailto:?subject={quote(kind)}&amp;body=" in item
