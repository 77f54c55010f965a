"""What search engines ask for: which pages there are, and which they may read."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control

from agenda.itinerary import days_of
from agenda.site.kept_answers import basis_between, keep
from agenda.versions.published import PublicReading, public_reading, public_versions
from delegation.read_only import read_only

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
UNLISTED = ("/admin/", "/accounts/", "/p/", "/healthz")


@read_only
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Say that only the public pages are to be read, and where they are listed."""
    closed = "".join(f"Disallow: {path}\n" for path in UNLISTED)
    body = f"User-agent: *\n{closed}Sitemap: {settings.SITE_URL}{reverse('sitemap')}\n"
    return HttpResponse(body, content_type="text/plain; charset=utf-8")


@read_only
@cache_control(no_cache=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page in both languages."""
    versions = public_versions()
    root = ET.Element("urlset", {"xmlns": SITEMAPS, "xmlns:xhtml": XHTML})
    add_page(root, "missions")
    for version in versions:
        reading = public_reading(version.pk, settings.LANGUAGE_CODE, version.pk)
        for name, *values in pages_of(reading):
            add_page(
                root, name, *values, changed_at=version.published_at.isoformat(timespec="seconds")
            )
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    pks = tuple(version.pk for version in versions)
    return keep(
        HttpResponse(body, content_type="application/xml"), basis_between("", pks, written_at=None)
    )


def pages_of(reading: PublicReading) -> Iterator[tuple[object, ...]]:
    """Yield the name and the values of the address of each public page of a mission."""
    slug = reading.mission.slug
    yield from ((name, slug) for name in ("itinerary", "delegation", "firms"))
    yield from (("day", slug, day.date) for day in days_of(reading.items))
    yield from (("item", slug, item.id) for item in reading.items)


def add_page(root: ET.Element, name: str, *values: object, changed_at: str = "") -> None:
    """Add a page once in each language, each naming the others."""
    addresses = {}
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            addresses[code] = settings.SITE_URL + reverse(name, args=values)
    for address in addresses.values():
        page = ET.SubElement(root, "url")
        ET.SubElement(page, "loc").text = address
        if changed_at:
            ET.SubElement(page, "lastmod").text = changed_at
        for code, other in {**addresses, "x-default": addresses[settings.LANGUAGE_CODE]}.items():
            ET.SubElement(page, "xhtml:link", rel="alternate", hreflang=code, href=other)
