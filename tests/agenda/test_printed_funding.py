"""The funding on the PDF: the emblem with its statement, the logos beside it, by the rules."""

from datetime import UTC, datetime

import pytest

from agenda.publishing import publish
from delegation.models import Picture
from tests.delegation.test_logos import png
from tests.factories import MeetingFactory, MissionFactory, MissionLogoFactory
from tests.pdf import fonts_of, opened, tags_of, text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 4, 20, 12, tzinfo=UTC)
STATEMENT = {"it": "Cofinanziato dall'Unione europea", "en": "Co-funded by the European Union"}
EMBLEM = {"it": "Emblema dell'Unione europea", "en": "Emblem of the European Union"}
SHAPES = [(10, 10), (400, 20), (1, 900), (128, 48), (300, 310), (60, 40)]


def funded(**values):
    return MissionFactory(funding_statement="co_funded", **values)


def programme(client, mission, language="it"):
    publish(mission=mission, now=NOON)
    answer = client.get(f"/{language}/missions/{mission.slug}/programme.pdf")
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def drawn(width, height):
    """Return a drawing as older programs write it, in another encoding than the web's."""
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?>'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<title>Città</title><rect width="{width}" height="{height}" fill="#c33"/></svg>'
    ).encode("latin-1")


def add_logos(mission):
    """Give a mission logos of every shape, drawn and painted, on both sides of the emblem."""
    for order, (width, height) in enumerate(SHAPES, start=19):
        content = png(width, height) if order % 2 else drawn(width, height)
        name = f"Logo {order}"
        MissionLogoFactory(
            mission=mission,
            picture=Picture.stored(content),
            order=order,
            name_it=name,
            name_en=name,
        )


@pytest.mark.parametrize("language", ["it", "en"])
def test_emblem_and_statement_stand_on_top_of_the_first_page(client, language):
    content = programme(client, funded(), language)

    emblem, _code = tags_of(content, "Figure")
    page = opened(content).pages[0]
    assert emblem.alternative == EMBLEM[language]
    assert emblem.box[1] > 0.8 * float(page.mediabox.top)
    assert STATEMENT[language] in " ".join(text_of(content)[:5])


def test_the_statement_is_set_in_a_font_that_the_rules_allow(client):
    assert {name.partition("-")[0] for name in fonts_of(programme(client, funded()))} == {
        "EBGaramond",
        "TitilliumWeb",
    }


def test_the_emblem_is_never_smaller_than_another_logo_and_all_stand_in_their_order(client):
    mission = funded()
    add_logos(mission)

    *marks, _code = tags_of(programme(client, mission), "Figure")

    names = [mark.alternative for mark in marks]
    assert names == ["Logo 19", EMBLEM["it"], *(f"Logo {order}" for order in range(20, 25))]
    wide, high = marks[1].size
    assert wide / high == pytest.approx(1.5, abs=0.01)
    assert high > 28.3  # points: a centimetre, the least that the rules allow
    for logo_wide, logo_high in [mark.size for mark in marks if mark is not marks[1]]:
        assert high >= logo_high or wide >= logo_wide
        assert wide * high >= logo_wide * logo_high


def test_every_page_has_the_statement_and_the_number_of_the_version(client):
    mission = funded()
    MeetingFactory.create_batch(60, mission=mission)

    pages = [page.extract_text() for page in opened(programme(client, mission)).pages]

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert STATEMENT["it"] in " ".join(page.split())
        assert f"Versione 1 del 20 aprile 2025 – pagina {number} di {len(pages)}" in page


def test_without_funding_there_is_no_emblem(client):
    mission = MissionFactory()
    add_logos(mission)

    alternatives = {tag.alternative for tag in tags_of(programme(client, mission), "Figure")}

    assert EMBLEM["it"] not in alternatives
    assert len(alternatives) == len(SHAPES) + 1


def test_the_project_is_described(client):
    mission = funded(
        funding_programme_it="PR FESR Piemonte",
        funding_fund_it="FESR",
        funding_description_it="Una filiera.",
    )

    lines = text_of(programme(client, mission))

    last = lines[lines.index("Il progetto") :]
    assert last[1:3] == ["PR FESR Piemonte – FESR", "Una filiera."]
