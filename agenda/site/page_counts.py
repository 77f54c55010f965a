"""Counts how often public pages are read, without looking at who reads them.

Readings are counted in memory, so that an answer kept there still asks no database, and are
written down by the first request after some seconds and when the process ends.
"""

import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from threading import Lock
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from agenda.models import PageCount
from agenda.site.own_pages import is_own_page, looks_like_page
from delegation.local_time import local_day

WRITTEN_EVERY = 15.0
MOST_PAGES = 5000
HOME = ZoneInfo("Europe/Rome")
PROGRAMS = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor|python|curl|wget", re.IGNORECASE)
logger = logging.getLogger(__name__)


class Pending:
    """The readings of one process that are not written down yet, by day and path."""

    def __init__(self) -> None:
        self.changing = Lock()
        self.views: Counter[tuple[date, str]] = Counter()
        self.taken_at = time.monotonic()

    def add(self, day: date, path: str) -> bool:
        """Count one reading; tell whether it is time to write down what there is."""
        with self.changing:
            if len(self.views) < MOST_PAGES or (day, path) in self.views:
                self.views[day, path] += 1
            return time.monotonic() - self.taken_at >= WRITTEN_EVERY

    def take(self) -> Counter[tuple[date, str]]:
        """Return what there is and start afresh."""
        with self.changing:
            taken, self.views = self.views, Counter()
            self.taken_at = time.monotonic()
            return taken

    def put_back(self, views: Counter[tuple[date, str]]) -> None:
        """Keep for the next time what could not be written down."""
        with self.changing:
            self.views.update(views)


pending = Pending()


def count_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Count every page that somebody gets, or has already and finds unchanged."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_reading(request, response) and pending.add(today(), request.path):
            write_down()
        return response

    return middleware


def is_reading(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether a person gets a public page; a program that says what it is doesn't count."""
    return (
        request.method == "GET"
        and response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}
        and looks_like_page(request.path)
        and not PROGRAMS.search(request.META.get("HTTP_USER_AGENT", ""))
    )


def today() -> date:
    """Return the day on the agency's clocks."""
    return local_day(timezone.now(), HOME)


def write_down() -> None:
    """Add what was counted to the database; on an error it is kept for the next time."""
    views = pending.take()
    try:
        known = {key: number for key, number in views.items() if is_own_page(key[1])}
        if known:
            PageCount.objects.add(known)
    except DatabaseError as error:
        logger.warning("Page counts are not written down: %s", type(error).__name__)
        pending.put_back(views)
