"""Signing in, as a browser shows it: no barriers, nothing from elsewhere, in both languages."""

import pytest

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "quattro-parole-molto-lunghe"  # noqa: S105 - of a test
SET_UP = "/accounts/2fa/totp/activate/"
PAGES = [
    SET_UP,
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/password/reset/",
    "/accounts/reauthenticate/",
]


@pytest.fixture
def organiser():
    user = UserFactory(username="ada", email="ada@example.org", role="organiser")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_page_on_the_way_to_the_desk_has_a_barrier(reader, organiser, language):
    reader.speaks(language).sign_in(organiser.username, PASSWORD)
    assert reader.path() == SET_UP

    barriers = {address: reader.open(address).barriers() for address in PAGES}

    assert {address: found for address, found in barriers.items() if found} == {}
    assert reader.complaints == []


def test_a_wrong_password_is_told_without_a_barrier(reader, organiser):
    reader.speaks("en").sign_in(organiser.username, "wrong")

    assert reader.sees("User name or password are not right.")
    assert reader.barriers() == {}
