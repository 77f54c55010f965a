"""Whether the site is well: one address for whoever starts, watches and restarts it."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ADDRESS = "/healthz"
logger = logging.getLogger(__name__)


def answer_health(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer before all other middleware.

    A check from inside the container knows neither the site's host name nor https.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return healthz(request) if request.path == ADDRESS else get_response(request)

    return middleware


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Say whether the application and its database answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        # Its text may name the database's host and user.
        logger.error("The database does not answer: %s", type(error).__name__)
        return JsonResponse(
            {"application": "ok", "database": "no answer"}, status=HTTPStatus.SERVICE_UNAVAILABLE
        )
    return JsonResponse({"application": "ok", "database": "ok"})
