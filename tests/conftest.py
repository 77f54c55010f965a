"""What every test starts from: a folder of its own, and nothing remembered."""

import os
import tempfile

import pytest

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="delegation-agenda-")


@pytest.fixture(scope="session", autouse=True)
def _no_session_left_behind(django_db_setup, django_db_blocker):
    """End what threads of tests left open: PostgreSQL drops no database that is in use."""
    yield
    from django.db import connection  # noqa: PLC0415 - needs the settings that pytest loads

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close()


@pytest.fixture(autouse=True)
def _nothing_remembered(settings):
    from agenda.site.page_counts import pending  # noqa: PLC0415 - needs the settings pytest loads
    from agenda.versions.published import forget  # noqa: PLC0415 - as above

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forget()
    pending.take()


@pytest.fixture
def _slow_machine(monkeypatch):
    """Keep what a process remembers for longer than any test takes: a slow machine is no failure."""
    for name in ("versions.published.REMEMBERED_SECONDS", "site.page_counts.WRITTEN_EVERY"):
        monkeypatch.setattr(f"agenda.{name}", 600)


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
