"""What every template knows of the site."""

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

PARAMETERS = ("at", "kind", "page", "useful")  # all that public pages read of a query
TEXTS_WRITTEN_ON = date(2026, 11, 25)  # of what the pages say by themselves


def site(request: HttpRequest) -> dict[str, object]:
    """Return whose site this is, and this page in each language."""
    return {
        "agency_name": settings.AGENCY_NAME,
        "agency_owner": settings.AGENCY_OWNER,
        "accessibility_statement_url": settings.ACCESSIBILITY_STATEMENT_URL,
        "transparency_url": settings.TRANSPARENCY_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "site_url": settings.SITE_URL,
        "same_page": same_page(request),
        "texts_written_on": TEXTS_WRITTEN_ON,
    }


def same_page(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return code, own name and address of this page in each language; none without them.

    Of the query they have what pages read: pages are kept for everybody, whatever else it says.
    """
    parts = request.path.split("/", 2)
    asked = urlencode({name: request.GET[name] for name in PARAMETERS if name in request.GET})
    query = f"?{asked}" if asked else ""
    names = {"it": "Italiano", "en": "English"}
    if len(parts) < len(("", "language", "rest")) or parts[1] not in names:
        return []
    return [(code, name, f"/{code}/{parts[2]}{query}") for code, name in names.items()]
