"""Marker words in every text of every row, looked for in the programme's PDF."""

import pytest

from tests.agenda.leak_markers import PUBLIC, Markers, of
from tests.agenda.leak_mission import LANGUAGES, mission_full_of_markers
from tests.agenda.test_leaks import public_markers
from tests.pdf import words_of

pytestmark = pytest.mark.django_db
TOLD_OF_FIRMS = ("name", "english_name", "city")


def test_the_pdf_has_what_is_public_and_nothing_else(client):
    markers = Markers()
    mission = mission_full_of_markers(markers).mission

    found = set()
    for language in LANGUAGES:
        answer = client.get(f"/{language}/missions/{mission.slug}/programme.pdf")
        found |= markers.found_in(words_of(answer.content))

    left_out = of("firm", "companies.organisation", PUBLIC, without=TOLD_OF_FIRMS)
    assert found == public_markers() - left_out
