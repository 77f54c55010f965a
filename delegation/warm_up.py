"""What a server loads before it splits into processes, which then share its memory."""

from pathlib import Path

from babel import Locale
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import translation

DESK = ("index", "change_list", "change_form", "delete_confirmation", "object_history")


def warm_up() -> None:
    """Load addresses, words, calendars of languages and templates, asking no database."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            reverse("missions")
            Locale.parse(code).date_formats["full"]
        get_resolver().url_patterns  # noqa: B018 - reading it loads every view
    for name in template_names():
        try:
            get_template(name)
        except TemplateDoesNotExist:
            continue


def template_names() -> list[str]:
    """Return the names of our own templates, and of those the desk draws its pages with."""
    folder = Path(settings.BASE_DIR) / "templates"
    ours = [str(file.relative_to(folder)) for file in sorted(folder.rglob("*.html"))]
    return [*ours, *(f"admin/{page}.html" for page in DESK)]
