"""The desk: Django's admin in Unfold's dress, with a content security policy of its own."""

from collections.abc import Callable

from allauth.account.decorators import secure_admin_login
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csp import csp_override
from unfold.sites import UnfoldAdminSite

from delegation.roles import roles_of

# Unfold's script is Alpine's standard build, which evaluates expressions found in attributes.
DESK_CSP = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}


class Desk(UnfoldAdminSite):
    """The organisers' desk; staff without a second factor are led to set one up."""

    site_title = gettext_lazy("Desk")
    site_header = gettext_lazy("Delegation agenda")
    index_title = gettext_lazy("Mission at hand")

    def admin_view(
        self, view: Callable[..., HttpResponse], cacheable: bool = False
    ) -> Callable[..., HttpResponse]:
        """Give every page of the desk its policy, refuse strangers, ask for the second factor."""
        return csp_override(DESK_CSP)(self.own_page(view, cacheable))

    def own_page(
        self, view: Callable[..., HttpResponse], cacheable: bool = False
    ) -> Callable[..., HttpResponse]:
        """Guard a page that is wholly ours as any other, under the strict policy of the site."""
        page = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            self.refuse_without_role(request)
            return asks_second_factor(page)(request, *args, **kwargs)

        return guarded

    def has_permission(self, request: HttpRequest) -> bool:
        """Open to who has a role; being staff alone opens nothing."""
        return super().has_permission(request) and (
            request.user.is_superuser or bool(roles_of(request.user))
        )

    def refuse_without_role(self, request: HttpRequest) -> None:
        """Refuse who is signed in and has no place here: signing in again would not help.

        Raises:
            PermissionDenied: the user has no role.
        """
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Send to the sign-in page, which limits attempts and knows second factors."""
        self.refuse_without_role(request)
        return secure_admin_login(super().login)(request, extra_context)


def asks_second_factor(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead signed-in staff without a second factor to its set-up, where one is required."""

    def asking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        user = request.user
        if settings.SECOND_FACTOR_REQUIRED and user.is_staff and not is_mfa_enabled(user):
            messages.warning(request, _("Set up a second factor first: the desk asks for one."))
            return redirect("mfa_activate_totp")
        return view(request, *args, **kwargs)

    return asking
