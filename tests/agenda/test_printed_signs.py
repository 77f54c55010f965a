"""Texts on the PDF as they are typed, also where no font has their signs or no line their length."""

import pytest

from tests.agenda.test_printed_programme import programme, published
from tests.pdf import opened, text_of

pytestmark = pytest.mark.django_db
INCOMPLETE = "Some characters could not be set and show as empty boxes here."
NO_LETTER = "\U0010fffd"  # for private use, and in no font


def has_mark_of_the_standard(content):
    return b"pdfuaid" in opened(content).root_object["/Metadata"].get_data()


def test_texts_are_set_as_they_are_typed_and_stay_on_the_page(client):
    typed = '#panic("x") *bold* $1 \\ [a] "q" ' + "x" * 120

    lines = text_of(programme(client, published(title_en=typed)))

    plain = "".join(lines).replace("\u200b", "").replace(" ", "")
    assert typed.replace(" ", "") in plain
    assert not [line for line in lines if "x" * 41 in line]


def test_signs_that_no_font_has_are_told_on_a_programme_without_the_mark_of_the_standard(client):
    mission = published(title_en=f"Meeting {NO_LETTER}")

    content = programme(client, mission)

    told = " ".join(text_of(content))
    assert INCOMPLETE in told
    assert f"/en/missions/{mission.slug}/" in told.replace(" ", "")
    assert not has_mark_of_the_standard(content)


@pytest.mark.parametrize("title", ["Ştefan Đorđević, Ładysław", "Привет, Ελλάδα", "東京"])
def test_other_scripts_have_the_mark_or_are_told(client, title):
    content = programme(client, published(title_en=title))

    lines = text_of(content)
    assert has_mark_of_the_standard(content) is not any(INCOMPLETE in line for line in lines)
    assert title in lines or title == "東京"
