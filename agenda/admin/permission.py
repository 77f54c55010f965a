"""Who may write on the desk's own pages."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

Page = Callable[..., HttpResponse]


def posting_needs(permission: str) -> Callable[[Page], Page]:
    """Refuse what is posted to a page by somebody without the permission; all may look."""

    def guarding(page: Page) -> Page:
        @wraps(page)
        def guarded(admin: object, request: HttpRequest, *args: object, **kwargs: object) -> object:
            if request.method == "POST" and not request.user.has_perm(permission):
                raise PermissionDenied
            return page(admin, request, *args, **kwargs)

        return guarded

    return guarding
