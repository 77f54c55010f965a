"""The answers that readers ask for first, made once before the server splits into processes.

All that a first answer loads, compiles and keeps is then shared by the processes, and the first
reader after a start waits no longer than the others.
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import Error, connections
from django.urls import reverse
from django.utils import translation

from agenda.versions.published import public_pks, published

MOST_MISSIONS = 10
WHO_ASKS = "first-answers-bot"  # the figures of readings leave out programs that say what they are
logger = logging.getLogger(__name__)


def make_first_answers(application: WSGIApplication) -> None:
    """Ask the application for these pages; without its database it makes those that need none."""
    slugs = newest_missions()
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            for page in pages(slugs):
                ask(application, page, code)
    let_go_of_databases()


def newest_missions() -> list[str]:
    """Return the slugs of the missions last published; none where the database is away."""
    try:
        newest = published(*public_pks()[-MOST_MISSIONS:])
    except Error as error:
        logger.warning("No first answers of missions: %s", type(error).__name__)
        return []
    return [version.programme["mission"]["slug"] for version in newest]


def pages(slugs: list[str]) -> Iterator[str]:
    """Yield the addresses, in the language that is active, of what is asked for first."""
    yield reverse("account_login")
    yield reverse("privacy")
    for slug in slugs:
        yield from (reverse(name, args=[slug]) for name in ("itinerary", "calendar"))


def ask(application: WSGIApplication, page: str, language: str) -> None:
    """Ask for one page as a reader would, and forget what comes."""
    site = urlsplit(settings.SITE_URL)
    environ: dict[str, Any] = {
        "PATH_INFO": page,
        "HTTP_HOST": site.netloc,
        "HTTP_ACCEPT_LANGUAGE": language,
        "HTTP_USER_AGENT": WHO_ASKS,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    setup_testing_defaults(environ)
    answer = application(environ, lambda status, headers, exception=None: lambda body: None)
    try:
        for _part in answer:
            pass
    finally:
        answer.close()


def let_go_of_databases() -> None:
    """Close what is open: two processes that share a connection would read each other's rows."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()  # pragma: no cover - SQLite, which is measured, has none
