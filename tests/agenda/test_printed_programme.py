"""The public programme as a PDF: what it says, how it is tagged, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.models import Meeting
from agenda.publishing import publish
from agenda.versions.published import forget
from delegation.models import Delegate
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    FirmFactory,
    InstitutionFactory,
    MeetingFactory,
    MissionFactory,
    ParticipationFactory,
    SectorFactory,
    VenueFactory,
)
from tests.pdf import links_of, opened, tags_of, text_of, words_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
ALL_PUBLIC = {
    f"public_{name}": True for name in ("title", "venue", "host", "participants", "description")
}


def programme(client, mission, language="en"):
    answer = client.get(f"/{language}/missions/{mission.slug}/programme.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


def published(**values):
    """Return a mission with one public meeting, published."""
    meeting = MeetingFactory(**values)
    publish(mission=meeting.mission, now=NOON)
    return meeting.mission


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Mission to Michigan: programme, version 1"),
        ("it", "Missione in Michigan: programma, versione 1"),
    ],
)
def test_the_file_says_what_it_is_and_is_tagged_by_the_standard(client, language, title):
    file = opened(programme(client, published(), language))

    root, about = file.root_object, file.metadata
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - not Python's own
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert (about.title, about.author) == (title, "Ceipiemonte")
    assert (about.creation_date, about.modification_date) == (NOON, NOON)


def head_of(mission):
    """Return the post of somebody who leads the delegation of a mission."""
    post = AffiliationFactory()
    DelegateFactory(
        mission=mission,
        person=post.person,
        affiliation=post,
        role=Delegate.Role.HEAD,
        shown_publicly=True,
    )
    return post


def full_mission():
    """Return a mission with all that the programme shows of one."""
    mission = MissionFactory(
        is_demonstration=True,
        summary_it="Conoscere i costruttori.",
        summary_en="Meeting makers.",
        coordinator=InstitutionFactory(name="Ceipiemonte", english_name=""),
    )
    firm = FirmFactory(city="Torino")
    firm.sectors.add(SectorFactory())
    mission.firms.add(firm)
    meeting = MeetingFactory(
        mission=mission,
        venue=VenueFactory(city="Pontiac", assumed=True),
        host=InstitutionFactory(),
        status=Meeting.Status.TENTATIVE,
        assumed_hours=True,
        description_it="Che cosa cercano.",
        description_en="What they look for.",
        **ALL_PUBLIC,
    )
    post = head_of(mission)
    ParticipationFactory(meeting=meeting, person=post.person, affiliation=post)
    publish(mission=mission, now=NOON)
    return mission


TOLD = {
    "en": """
        Regione Piemonte
        Ceipiemonte
        Demonstration, not an official programme: what is assumed says so.
        Mission to Michigan
        Meeting makers.
        • Pontiac, United States of America
        • 23 April 2025 – 24 April 2025
        • Coordination: Ceipiemonte
        Version 1
        Published on 20 April 2025, 08:00 (Detroit time).
        Void if there is a newer version. Whether this print is still current:
        {address}
        Wednesday 23 April 2025
        When What
        09:30–10:30
        Detroit time
        15:30–16:30 Rome time
        assumed time
        Meeting with the maker to be confirmed
        institutional meeting – The maker's seat, 1 Main Street, Pontiac assumed place
        What they look for.
        Host: University of Turin
        Who takes part:
        • Ada Rossi, Rector, University of Turin
        The delegation
        Institutional delegation
        1. Ada Rossi, Rector – University of Turin head of delegation
        The firms
        • Officina Torinese – Torino, Italy, Manufacture of motor vehicles
        Version 1 of 20 April 2025 – page 1 of 1
    """,
    "it": """
        Regione Piemonte
        Ceipiemonte
        Dimostrazione, non un programma ufficiale: ciò che è ipotizzato lo dice.
        Missione in Michigan
        Conoscere i costruttori.
        • Pontiac, Stati Uniti d'America
        • 23 aprile 2025 – 24 aprile 2025
        • Coordinamento: Ceipiemonte
        Versione 1
        Pubblicata il 20 aprile 2025, 08:00 (ora di Detroit).
        Non vale se esiste una versione più recente. Per sapere se questa stampa è ancora attuale:
        {address}
        Mercoledì 23 aprile 2025
        Quando Che cosa
        09:30–10:30
        ora di Detroit
        15:30–16:30 ora di Roma
        orario ipotizzato
        Incontro con il costruttore da confermare
        incontro istituzionale – Sede del costruttore, 1 Main Street, Pontiac luogo ipotizzato
        Che cosa cercano.
        Ospitante: Università di Torino
        Chi partecipa:
        • Ada Rossi, rettrice, Università di Torino
        La delegazione
        Delegazione istituzionale
        1. Ada Rossi, rettrice – Università di Torino capo delegazione
        Le imprese
        • Officina Torinese – Torino, Italia, Fabbricazione di autoveicoli
        Versione 1 del 20 aprile 2025 – pagina 1 di 1
    """,
}


@pytest.mark.parametrize("language", ["en", "it"])
def test_it_says_what_the_pages_say_in_their_order(client, settings, language):
    settings.SITE_URL = "https://missions.example"
    mission = full_mission()

    content = programme(client, mission, language)

    address = f"https://missions.example/{language}/print/{mission.slug}/1/"
    lines = [line.strip() for line in TOLD[language].format(address=address).split("\n")[1:-1]]
    assert text_of(content) == lines
    assert links_of(content) == [address]


def test_headings_tables_and_lists_are_what_they_look_like(client):
    tags = [tag.name for tag in tags_of(programme(client, full_mission()))]

    shape = [name for name in tags if name in {"H1", "H2", "H3", "L", "Table", "TH", "TD"}]
    day = ["H2", "Table", "TH", "TH", "TD", "TD", "L"]
    assert shape == ["H1", "L", *day, "H2", "H3", "L", "H2", "L"]


def test_cancelled_items_say_so_with_the_reason(client):
    mission = MissionFactory()
    meeting = MeetingFactory(mission=mission, public_cancellation_reason=True)
    publish(mission=mission, now=NOON)
    meeting.status = Meeting.Status.CANCELLED
    meeting.cancellation_reason_en = "The plant is closed."
    meeting.save()
    publish(mission=mission, now=NOON + timedelta(hours=1))
    forget()

    lines = text_of(programme(client, mission))

    assert lines[lines.index("Meeting with the maker cancelled") + 1] == "The plant is closed."
    assert lines[-1] == "Version 2 of 20 April 2025 – page 1 of 1"


@pytest.mark.parametrize(
    ("public_time", "told"), [("part", "morning"), ("day", "hour to be defined")]
)
def test_hours_that_are_not_public_are_nowhere_in_it(client, public_time, told):
    content = programme(client, published(public_time=public_time))

    lines = text_of(content)
    assert lines[lines.index("When What") + 1] == f"{told} Meeting with the maker"
    for hidden in ("9:30", "09:30", "15:30", "13:30", "10:30"):
        assert hidden not in words_of(content)


def test_what_ends_on_another_day_names_it_there_and_at_home(client):
    late = datetime(2025, 4, 24, 2, tzinfo=UTC)
    mission = published(starts_at=late, ends_at=late + timedelta(hours=4))

    told = " ".join(text_of(programme(client, mission)))

    place, home = "22:00–02:00 (Thursday 24 April)", "04:00–08:00 Rome time (Thursday 24 April)"
    assert f"{place} Detroit time {home}" in told


def test_a_text_in_the_other_language_is_marked_as_such(client):
    content = programme(
        client, published(title_en="", mission__summary_it="Conoscere.", mission__summary_en="")
    )

    lines = text_of(content)
    assert "Incontro con il costruttore (only in Italian)" in lines
    assert "Conoscere. (only in Italian)" in lines
    assert [tag.name for tag in tags_of(content) if tag.language == "it"] == ["P", "TD"]


def test_an_item_without_a_public_title_is_called_by_its_kind(client):
    lines = text_of(programme(client, published(public_title=False)))

    assert lines[lines.index("15:30–16:30 Rome time") + 1] == "Institutional meeting"


def test_a_mission_without_public_items_says_so(client):
    mission = MissionFactory()
    publish(mission=mission, now=NOON)

    assert "No item of this mission is public yet." in text_of(programme(client, mission))


def test_a_mission_at_home_has_one_clock(client):
    mission = MissionFactory(time_zone="Europe/Rome")
    moment = datetime(2025, 4, 23, 7, 30, tzinfo=UTC)
    MeetingFactory(
        mission=mission,
        starts_at=moment,
        ends_at=moment + timedelta(hours=1),
        public_time=Meeting.PublicTime.HOURS,
    )
    publish(mission=mission, now=NOON)

    words = words_of(programme(client, mission))

    assert "09:30–10:30" in words
    assert words.count("10:30") == 1
