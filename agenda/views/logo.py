"""The pictures of logos."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.csp import csp_override

from delegation.models import Picture
from delegation.read_only import read_only

FOR_A_YEAR = 31_536_000
NONE = ["'none'"]
NOTHING_BUT_DRAWN = {
    **dict.fromkeys(("default-src", "object-src", "base-uri", "frame-ancestors"), NONE),
    "sandbox": True,
}


@read_only
@cache_control(public=True, max_age=FOR_A_YEAR, immutable=True)
@csp_override(NOTHING_BUT_DRAWN)
def picture(request: HttpRequest, digest: str) -> HttpResponse:
    """Return a picture by the digest of its content, which never changes."""
    found = get_object_or_404(Picture, digest=digest)
    return HttpResponse(bytes(found.content), content_type=found.media_type)
