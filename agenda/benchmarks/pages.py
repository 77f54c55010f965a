"""What pages cost: warm beside a bare view on the same server, cold in this process."""

import gzip
import html
import http.client
import re
import time
from collections.abc import Iterator
from http import HTTPStatus
from statistics import median

from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from agenda.benchmarks.figures import Figure
from agenda.benchmarks.server import HOST, Server, get
from agenda.versions.published import forget
from delegation.models import Mission

WARM_BUDGET = 1.5
COLD_BUDGET = 30
PERSONAL_BUDGET = 10
QUERIES_BUDGET = 4
FIRST_VISIT_BUDGET = 60
REQUESTS_BUDGET = 6
MEMORY_BUDGET = 150
BARE_AS_OFTEN = 5
COLD_READINGS = 5
PLAIN = {"Accept-Encoding": "gzip"}
ASKED_FOR = re.compile(
    r'<(?:link rel="(?:stylesheet|manifest)"|script|img)[^>]*? (?:href|src)="(/[^"]+)"'
)


def public_addresses(mission: Mission) -> dict[str, str]:
    """Return the public pages of a mission by what they are."""
    with translation.override("en"):
        return {
            "itinerary": reverse("itinerary", args=[mission.slug]),
            "one item": reverse("item", args=[mission.slug, mission.meetings.first().pk]),
            "delegation": reverse("delegation", args=[mission.slug]),
            "calendar": reverse("calendar", args=[mission.slug]),
            "JSON": reverse("json", args=[mission.slug]),
            "schedule XML": reverse("schedule", args=[mission.slug]),
            "changes (Atom)": reverse("changes", args=[mission.slug]),
        }


def warm(mission: Mission, server: Server, *, times: int) -> Iterator[Figure]:
    """Measure pages that have been read before, as multiples of the bare view."""
    bare = server.milliseconds_each("/bare/", times=BARE_AS_OFTEN * times, headers={})
    yield Figure("bare view", bare, "ms")
    for name, page in public_addresses(mission).items():
        each = server.milliseconds_each(page, times=times, headers=PLAIN)
        yield Figure(f"{name}, warm", each / bare, "x bare", WARM_BUDGET)
        tag = get(http.client.HTTPConnection(HOST, server.port), page, PLAIN)
        if tag:
            asked = {**PLAIN, "If-None-Match": tag}
            each = server.milliseconds_each(page, times=times, headers=asked)
            yield Figure(f"{name}, not modified", each / bare, "x bare", WARM_BUDGET)
    yield Figure("memory of the server", server.mebibytes(), "MiB", MEMORY_BUDGET)


def personal(mission: Mission, server: Server, *, times: int) -> Iterator[Figure]:
    """Measure one person's page: read before, and the first time with all that it asks for."""
    page = reverse("personal", args=[mission.personal_links.first().key])
    each = server.milliseconds_each(page, times=times, headers=PLAIN)
    yield Figure("personal page", each, "ms", PERSONAL_BUDGET)
    reader = Client(headers=PLAIN, SERVER_NAME=HOST)
    read(reader, page)
    with CaptureQueriesContext(connection) as queries:
        read(reader, page)
    yield Figure("personal page", len(queries), "queries", QUERIES_BUDGET)
    sizes = first_visit(server.port, page)
    yield Figure("personal page, first visit", sum(sizes) / 1000, "KB", FIRST_VISIT_BUDGET)
    yield Figure("personal page, first visit", len(sizes), "requests", REQUESTS_BUDGET)


def first_visit(port: int, page: str) -> list[int]:
    """Return the bytes over the wire of a page and of all that it asks for, its copy too."""
    body = fetched(port, page)
    asked = ASKED_FOR.findall(gzip.decompress(body).decode())
    addresses = [*map(html.unescape, asked), f"{page}worker.js", f"{page}copy/"]
    return [len(body), *(len(fetched(port, address)) for address in addresses)]


def fetched(port: int, page: str) -> bytes:
    """Return the body of an answer as it comes over the wire."""
    visits = http.client.HTTPConnection(HOST, port)
    visits.request("GET", page, headers=PLAIN)
    return visits.getresponse().read()


def cold(mission: Mission) -> Iterator[Figure]:
    """Measure the first reading after a publication, with its queries: the median of some."""
    reader = Client(headers=PLAIN, SERVER_NAME=HOST)
    for name, page in public_addresses(mission).items():
        read(reader, page)
        readings = [first_reading(reader, page) for _time in range(COLD_READINGS)]
        spent = median(seconds for seconds, _queries in readings)
        yield Figure(f"{name}, cold", spent * 1000, "ms", COLD_BUDGET)
        most = max(queries for _seconds, queries in readings)
        yield Figure(f"{name}, cold", most, "queries", QUERIES_BUDGET)


def first_reading(reader: Client, page: str) -> tuple[float, int]:
    """Return the processor time in seconds and the queries of a page that nothing is kept of."""
    forget()
    with CaptureQueriesContext(connection) as queries:
        before = time.process_time()
        read(reader, page)
        return time.process_time() - before, len(queries)


def read(reader: Client, page: str) -> None:
    """Read one page in this process.

    Raises:
        CommandError: it isn't there.
    """
    status = reader.get(page).status_code
    if status != HTTPStatus.OK:
        raise CommandError(f"{page} answered {status}: nothing can be measured.")
