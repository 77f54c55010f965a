"""What every test starts from: a folder of its own, and nothing remembered."""

import os
import tempfile

import pytest

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="delegation-agenda-")


@pytest.fixture(autouse=True)
def _nothing_remembered(settings):
    from agenda.page_counts import pending  # noqa: PLC0415 - needs the settings pytest loads
    from agenda.published import forget  # noqa: PLC0415 - as above

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forget()
    pending.take()


@pytest.fixture
def _english():
    from django.utils import translation  # noqa: PLC0415 - as above

    with translation.override("en"):
        yield


@pytest.fixture
def desk(client, settings):
    """Return a client signed in as an organiser who reads English."""
    from tests.factories import UserFactory  # noqa: PLC0415 - as above

    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(
        UserFactory(role="organiser"), backend="django.contrib.auth.backends.ModelBackend"
    )
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
