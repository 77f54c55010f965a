"""The delegation and the firms of a mission, as the public reads them."""

from datetime import UTC, datetime

import pytest

from agenda.publishing import publish
from delegation.models import Delegate
from tests.factories import (
    AffiliationFactory,
    DelegateFactory,
    FirmFactory,
    MissionFactory,
    SectorFactory,
)
from tests.lines import lines_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
def mission():
    return MissionFactory()


def said(client, mission, path, language="en"):
    """Publish a mission and return the lines of one of its pages."""
    publish(mission=mission, now=NOON)
    return lines_of(client.get(f"/{language}/missions/{mission.slug}/{path}"))


@pytest.mark.parametrize(
    ("language", "groups", "title"),
    [
        (
            "en",
            ["Institutional delegation", "Firms"],
            "Rector – University of Turin",
        ),
        ("it", ["Delegazione istituzionale", "Imprese"], "rettrice – Università di Torino"),
    ],
)
def test_the_delegation_stands_in_its_order_with_titles(client, mission, language, groups, title):
    people = [("Zoe", "institutional", 1), ("Ada", "institutional", 2), ("Bea", "firms", 1)]
    for name, group, precedence in people:
        post = AffiliationFactory(person__given_name=name)
        DelegateFactory(
            mission=mission,
            person=post.person,
            affiliation=post,
            group=group,
            precedence=precedence,
            shown_publicly=True,
            role=Delegate.Role.HEAD if name == "Zoe" else Delegate.Role.MEMBER,
        )
    DelegateFactory(mission=mission, person__given_name="Hidden", shown_publicly=False)

    lines = said(client, mission, "delegation/", language)

    head = {"en": "head of delegation", "it": "capo delegazione"}[language]
    assert [line for line in lines if "Rossi" in line or line in groups] == [
        groups[0],
        f"Zoe Rossi, {title} {head}",
        f"Ada Rossi, {title}",
        groups[1],
        f"Bea Rossi, {title}",
    ]


def test_the_firms_stand_by_name_with_their_profile(client, mission):
    sector = SectorFactory(name_it="Sedili", name_en="Seats")
    firm = FirmFactory(
        name="Beta",
        city="Torino",
        offers_it="Sedute",
        offers_en="Seating",
        seeks_it="Clienti",
        seeks_en="Customers",
        website="https://example.org/",
    )
    firm.sectors.add(sector)
    mission.firms.add(firm, FirmFactory(name="Alfa", profile_it="", profile_en=""))

    lines = said(client, mission, "firms/")

    start = lines.index("Alfa")
    assert lines[start : start + 9] == [
        "Alfa",
        "Italy",
        "No profile has been published.",
        "Beta",
        "Torino, Italy",
        "Designs seats.",
        "Offers: Seating",
        "Seeks: Customers",
        "Sectors: Seats",
    ]


def test_a_delegate_whose_name_is_not_known_yet_has_what_stands_in_for_it(client, mission):
    DelegateFactory(
        mission=mission,
        shown_publicly=True,
        person__given_name="",
        person__family_name="",
        person__placeholder_it="Rappresentante della Regione",
        person__placeholder_en="Representative of the Region",
        person__assumed=True,
    )

    lines = {language: said(client, mission, "delegation/", language) for language in ("en", "it")}

    assert "Representative of the Region assumed" in lines["en"]
    assert "Rappresentante della Regione ipotizzato" in lines["it"]


def test_a_website_opens_without_telling_it_where_the_reader_comes_from(client, mission):
    mission.firms.add(FirmFactory(website="https://example.org/"))
    publish(mission=mission, now=NOON)

    answer = client.get(f"/en/missions/{mission.slug}/firms/")

    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert '<a href="https://example.org/" rel="noopener">' in answer.content.decode()
