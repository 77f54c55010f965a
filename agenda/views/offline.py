"""What lets a personal page be installed, and open without a network after one visit."""

from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.gzip import gzip_page

from agenda.views.boarding import boarding_page, counts_passengers
from agenda.views.emergency import emergency_page
from agenda.views.personal import Opened, closed, personal_page, schedule_page
from delegation.read_only import read_only

INK, GROUND = "#17324d", "#ffffff"
KEPT_PARTS = ["site/personal.css", "site/personal.js"]
COUNTING_PARTS = ["site/boarding.js"]
WORKER_PARTS = ["site/personal-worker.js", "site/personal-outbox.js"]
ICONS = {"site/icon-192.png": "192x192", "site/icon-512.png": "512x512"}


@read_only
@gzip_page  # as for the page itself
@personal_page
def personal_copy(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Give everything that the phone keeps: each page by its address under the link."""
    pages = {"emergency/": text_of(emergency_page(request, opened))}
    for language in ("it", "en"):
        with translation.override(language):
            reader = replace(opened, language=language)
            pages[f"{language}/"] = text_of(schedule_page(request, reader))
            if counts_passengers(reader):
                pages[f"{language}/boarding/"] = text_of(boarding_page(request, reader))
    pages[""] = pages[f"{opened.link.person.language}/"]
    pages["closed/"] = text_of(closed(request, opened.link.key, opened.link))  # when it expires
    number = opened.version.number if opened.version else 0
    counts = counts_passengers(opened)
    parts = [static(part) for part in KEPT_PARTS + (COUNTING_PARTS if counts else [])]
    expires = int(opened.link.expires_at.timestamp() * 1000)  # as scripts count
    return JsonResponse({"version": number, "expires": expires, "pages": pages, "parts": parts})


def text_of(response: HttpResponse) -> str:
    """Return the text of an answer."""
    return response.content.decode()


@read_only
@personal_page
def personal_manifest(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Say how a phone installs the page: under which name, and where it starts."""
    start = reverse("personal", args=[opened.link.key])
    manifest = {
        "id": start,
        "name": str(opened.link.mission),
        "short_name": settings.AGENCY_NAME,
        "lang": opened.language,
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "theme_color": INK,
        "background_color": GROUND,
        "icons": [
            {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": "any maskable"}
            for name, sizes in ICONS.items()
        ],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


@read_only
@gzip_page  # nothing in it is secret
@personal_page
def personal_worker(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Give the service worker, from an address that makes the link its scope."""
    script = b"".join(Path(finders.find(part)).read_bytes() for part in WORKER_PARTS)
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
