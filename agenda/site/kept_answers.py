"""Public answers kept whole: rendered, compressed and with their validators, once per process.

A view says with ``keep`` what its answer was made of. ``serve_kept`` stands before all other
middleware, gives every such answer its validators, and answers readers out of memory for as
long as the same versions are public. What other sites hang on an address, and cookies that
aren't ours, change nothing in an answer.
"""

import gzip
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from http import HTTPStatus
from threading import Lock

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from agenda.versions.published import kept_answers, public_pks
from delegation.context import PARAMETERS

logger = logging.getLogger(__name__)
KEPT_ANSWERS = 2048
CACHE_CONTROL = "public, max-age=0, must-revalidate"
WANTS_GZIP = re.compile(r"(?:\bgzip\b|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
NOBODY_ELSES = re.compile("private|no-store")
OF_THE_BODY = {"Content-Type", "Content-Language", "Content-Disposition"}


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer was made of: it holds while these versions are those that are public.

    ``slug`` names the mission, empty for all of them. ``until`` is when the clock changes the
    answer, None for never; ``changed_at`` is when it last changed, None where nobody knows.
    """

    slug: str
    pks: tuple[int, ...]
    changed_at: datetime | None = None
    until: datetime | None = None

    def holds(self) -> bool:
        """Tell whether an answer made of this is still right."""
        if self.until and timezone.now() >= self.until:
            return False
        return public_pks(self.slug) == self.pks


def basis_between(
    slug: str, pks: tuple[int, ...], *, written_at: datetime | None, turns: Iterable[datetime] = ()
) -> Basis:
    """Return the basis of an answer made now, which changes at some moments by itself.

    ``written_at`` is when its version was published, None where that doesn't date it.
    """
    now, turns = timezone.now(), set(turns)
    past = [turn for turn in turns if turn <= now]
    coming = [turn for turn in turns if turn > now]
    changed_at = max([written_at, *past]) if written_at else None
    return Basis(slug, pks, changed_at, min(coming, default=None))


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer ready to be sent: its compressed body, its headers, the core of its ETag."""

    basis: Basis | None
    compressed: bytes
    headers: dict[str, str]
    tag: str


keeping = Lock()


def keep(response: HttpResponse, basis: Basis) -> HttpResponse:
    """Mark an answer as one that everybody may read, and say what it was made of."""
    response.basis = basis
    return response


def serve_kept(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer out of memory where that is right, else ask the site and keep what it answers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        can_be_kept = may_be_kept(request)
        address = (request.scheme, request.path)
        found = remembered(address) if can_be_kept else None
        if found is None:
            response = get_response(request)
            if not may_be_packed(request, response):
                return response
            found = packed(response, getattr(response, "basis", None))
            if can_be_kept and found.basis:
                remember(address, found)
        return unpacked(request, found)

    return middleware


def may_be_kept(request: HttpRequest) -> bool:
    """Tell whether everybody who asks this may get the same answer."""
    meta = request.META
    if request.method not in {"GET", "HEAD"}:
        return False
    if meta.get("QUERY_STRING") and any(name in request.GET for name in PARAMETERS):
        return False
    ours = (settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, CookieStorage.cookie_name)
    if meta.get("HTTP_COOKIE") and any(name in request.COOKIES for name in ours):
        return False
    request.get_host()  # refuses hosts that aren't ours
    return True


def may_be_packed(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer is a whole one that holds nobody's secret.

    Compressing one that does would tell its length, and so, asked often enough, the secret.
    """
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and not NOBODY_ELSES.search(response.headers.get("Cache-Control", ""))
    )


def remembered(address: tuple[str, str]) -> Kept | None:
    """Return the answer kept for an address while it is right."""
    found = kept_answers.get(address)
    try:
        return found if found and found.basis.holds() else None
    except DatabaseError as error:
        logger.error("Answered out of memory alone: %s", type(error).__name__)
        return found


def remember(address: tuple[str, str], answer: Kept) -> None:
    """Keep an answer; of too many the oldest goes."""
    with keeping:
        kept_answers[address] = answer
        kept_answers.move_to_end(address)
        while len(kept_answers) > KEPT_ANSWERS:
            kept_answers.popitem(last=False)


def packed(response: HttpResponse, basis: Basis | None) -> Kept:
    """Return an answer as it is kept; without a basis it is for this reader at this moment."""
    patch_vary_headers(response, ["Accept-Encoding"])
    headers = dict(response.headers)
    headers.pop("Content-Length", None)
    if basis:
        headers["Cache-Control"] = CACHE_CONTROL
    if basis and basis.changed_at:
        headers["Last-Modified"] = http_date(basis.changed_at.timestamp())
    body = response.content
    return Kept(
        basis=basis,
        compressed=gzip.compress(body, mtime=0),
        headers=headers,
        tag=blake2b(body, digest_size=12).hexdigest(),
    )


def unpacked(request: HttpRequest, answer: Kept) -> HttpResponse:
    """Return what this reader gets: compressed or not, or that nothing has changed."""
    wants_gzip = WANTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    tag = f'"{answer.tag}-gzip"' if wants_gzip else f'"{answer.tag}"'
    body = answer.compressed if wants_gzip else gzip.decompress(answer.compressed)
    response = HttpResponse(body, headers={**answer.headers, "ETag": tag})
    if wants_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(body))
    if request.method == "HEAD":
        response.content = b""
    changed_at = answer.basis and answer.basis.changed_at
    last_modified = int(changed_at.timestamp()) if changed_at else None
    answered = get_conditional_response(request, tag, last_modified, response)
    for name, text in answer.headers.items():
        if name not in OF_THE_BODY:
            answered.headers.setdefault(name, text)
    return answered
