"""A Chromium of the machine, the demonstration mission, and pages that tell what went wrong."""

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from agenda.demonstration.loader import load
from agenda.versions.published import forget
from tests.browser.board import PASSWORD, Board
from tests.browser.pages import Reader, Site
from tests.factories import UserFactory

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread of the tests


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if CHROMIUM is None and os.environ.get("CI"):
        pytest.fail("No Chromium: the checks must see the pages in one.")
    if CHROMIUM is None:
        pytest.skip("No Chromium: install one, or say in CHROMIUM where it is.")
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def base_url():
    """Stand in for the plugin's own, which pytest 9 deprecates the making of."""


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """Serve once the database of the tests is there: the server's threads have to share it."""
    return live_server


@pytest.fixture
def site(live_server, settings):
    """Return the addresses of the demonstration, served to the browser."""
    settings.EMBED_ORIGINS = ["http://elsewhere.example"]
    mission = load(with_assumptions=True, now=timezone.now())
    forget()
    return Site(live_server.url, mission)


@pytest.fixture
def expired(site):
    """Return the key of a personal link that no longer opens."""
    link = site.mission.personal_links.in_order().last()
    link.expires_at = timezone.now() - timedelta(days=1)
    link.save()
    return link.key


@pytest.fixture
def reader(page, site):
    """Return somebody in front of a screen of 1366 x 768."""
    page.set_viewport_size({"width": 1366, "height": 768})
    return Reader(page, site.base)


@pytest.fixture
def without_script(browser, site):
    """Return somebody whose browser runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield Reader(context.new_page(), site.base)
    context.close()


@pytest.fixture
def organiser(settings):
    """Return an organiser who signs in with a password alone."""
    settings.SECOND_FACTOR_REQUIRED = False
    user = UserFactory(username="ada", role="organiser")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def board(reader, site, organiser, meeting):
    """Return the board of the first day, open before an organiser."""
    reader.speaks("en").sign_in(organiser.username, PASSWORD)
    return Board(reader, site.mission).open()


@pytest.fixture
def meeting(site):
    """Return the meeting from 11 to 12 by the clocks of Detroit, to which everybody walks."""
    meeting = site.mission.meetings.get(starts_at=datetime(2025, 4, 23, 15, tzinfo=UTC))
    site.mission.transfers.filter(Q(origin=meeting.venue) | Q(destination=meeting.venue)).delete()
    return meeting
