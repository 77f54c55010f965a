"""The site as gunicorn serves it for the benchmark, with one bare view to compare with."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "delegation.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

application = get_wsgi_application()

from delegation.urls import urlpatterns as of_site  # noqa: E402 - needs the applications loaded


def bare(request: HttpRequest) -> HttpResponse:
    """Answer with nothing to do."""
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), *of_site]
settings.ROOT_URLCONF = __name__
