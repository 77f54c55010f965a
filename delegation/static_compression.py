"""Static files sent compressed where nobody has collected them: in a demonstration."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

COMPRESSED = ("text/css", "text/javascript", "image/svg+xml")


def compress_static(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Compress stylesheets, scripts and drawings as they are sent; fonts are so already."""
    gzip = GZipMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(settings.STATIC_URL) and response.get(
            "Content-Type", ""
        ).startswith(COMPRESSED):
            return gzip.process_response(request, response)
        return response

    return middleware
