"""Which paths are the addresses of public pages of this site."""

from django.conf import settings
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils import translation

from agenda.models import PageCount

LONGEST = PageCount._meta.get_field("path").max_length
IN_LANGUAGES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)


def looks_like_page(path: str) -> bool:
    """Tell whether a path may be a page: files end in a name, personal pages have no language."""
    return path.startswith(IN_LANGUAGES) and path.endswith("/") and len(path) <= LONGEST


def is_own_page(path: str) -> bool:
    """Tell whether a path is the one address of a page: items/007/ only stands for items/7/."""
    if not looks_like_page(path):
        return False
    with translation.override(path[1:3]):
        try:
            found = resolve(path)
        except Resolver404:
            return False
        return reverse(found.view_name, args=found.args, kwargs=found.kwargs) == path
