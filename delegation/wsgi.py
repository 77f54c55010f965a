"""The application as servers see it."""

import atexit
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "delegation.settings")
application = get_wsgi_application()

from agenda.site.page_counts import write_down  # noqa: E402 - needs the applications loaded

atexit.register(write_down)
