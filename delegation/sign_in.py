"""Organisers' sign-in; nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class OrganiserAdapter(DefaultAccountAdapter):
    """Accounts are made at the desk only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False
