"""Organisers' sign-in; nobody signs up by themselves."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class OrganiserAdapter(DefaultAccountAdapter):
    """Accounts are made at the desk only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("User name or password are not right."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def is_reauthentication_required(self, **kwargs: object) -> bool:
        """Take a sign-in of the last minutes as proof: nobody types a password twice in a row."""
        proofs = get_authentication_records(self.request, self.request.user)
        oldest = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        is_recent = any(proof["at"] > oldest for proof in proofs)
        return not is_recent and super().is_reauthentication_required(**kwargs)
