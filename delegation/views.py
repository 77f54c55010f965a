"""The pages about the site itself."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from delegation.read_only import read_only


@read_only
@cache_control(public=True, no_cache=True)
def privacy(request: HttpRequest) -> HttpResponse:
    """Show the privacy notice: what is stored, why, and for how long."""
    return render(request, "delegation/privacy.html", {"privacy": settings.PRIVACY})


@read_only
@cache_control(public=True, no_cache=True)
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show where the accessibility statement is, or that none has been made yet."""
    return render(request, "delegation/accessibility.html")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open for too long, or came from elsewhere: nothing of it was done."""
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
