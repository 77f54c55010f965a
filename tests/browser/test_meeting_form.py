"""The desk's form of a meeting, as only a browser shows it."""

import pytest

from tests.browser.meeting_form import MeetingForm
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "quattro-parole-molto-lunghe"  # noqa: S105 - of a test


@pytest.fixture
def form(reader, site, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    user = UserFactory(username="ada", role="organiser")
    user.set_password(PASSWORD)
    user.save()
    reader.speaks("en").sign_in("ada", PASSWORD)
    return MeetingForm(reader).open()


def test_a_refused_field_does_not_hide_behind_its_tab(form):
    assert form.chosen_tab("title") == "English"
    form.save_in_english_only("Visit", "2025-04-23")
    assert form.chosen_tab("title").startswith("Italiano")
