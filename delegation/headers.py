"""The headers that every answer has, whoever made it: a page, an error, a redirect, a file."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import build_policy

UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in UNUSED)


def complete_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add what an answer lacks of the headers that all have, before all other middleware.

    Answers that never reach Django's own (a host that is not ours, a redirect to https, an
    error while an answer kept in memory is looked up) have them from here.
    """
    usual = {
        "Content-Security-Policy": build_policy(settings.SECURE_CSP),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Cache-Control": "no-cache",
    }
    if settings.SECURE_HSTS_SECONDS:
        usual["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in usual.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
