"""What every template knows of the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Return whose site this is and where its accessibility statement stands, if anywhere."""
    return {
        "agency_name": settings.AGENCY_NAME,
        "agency_owner": settings.AGENCY_OWNER,
        "accessibility_statement_url": settings.ACCESSIBILITY_STATEMENT_URL,
    }
