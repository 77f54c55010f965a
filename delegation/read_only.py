"""Pages that can only be read, by whomever."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found

type View = Callable[..., HttpResponse]
WHO_MAY_READ = "Access-Control-Allow-Origin"
ASKED_BEFORE = {
    WHO_MAY_READ: "*",
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def read_only(view: View) -> View:
    """Answer GET and HEAD, and anything else with 405: without a form there is none to protect."""
    return csrf_exempt(require_safe(view))


def read_by_any_site(view: View) -> View:
    """Let the pages of other sites read an answer too, also those that ask before they do."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *values: object, **named: object) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=ASKED_BEFORE)
        try:
            answer = require_safe(view)(request, *values, **named)
        except Http404 as missing:
            answer = page_not_found(request, missing)
        answer.headers[WHO_MAY_READ] = "*"
        answer.headers["Access-Control-Expose-Headers"] = "ETag"
        return answer

    return answered
