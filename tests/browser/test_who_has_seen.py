"""The desk's page of who has seen a version, on a phone."""

import pytest

from tests.browser.board import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["it", "en"])
def test_on_a_phone_nothing_of_who_has_seen_a_version_stands_beside_the_screen(
    reader, site, organiser, language
):
    version = site.mission.versions.latest("number")
    reader.speaks(language).sign_in(organiser.username, PASSWORD)

    reader.open(f"/admin/agenda/version/{version.pk}/readers/").resize(390)

    assert (reader.overflow(), reader.cells_outside()) == (0, 0)
