"""Second factors at rest: their secrets are stored encrypted."""

import base64
import logging
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "delegation.second_factor"
logger = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Encrypts secrets and the seeds of recovery codes, so that a copied database opens nothing.

    The key is derived from SECRET_KEY; what one of SECRET_KEY_FALLBACKS locked still opens.
    """

    def encrypt(self, text: str) -> str:
        """Lock a secret before it is stored."""
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret; one that no key opens becomes one that nobody knows."""
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor was stored under another SECRET_KEY: set it up anew.")
            return base64.b32encode(secrets.token_bytes(20)).decode()


def keys() -> MultiFernet:
    """Return the key that locks, followed by former ones that only open."""
    return MultiFernet(
        [fernet(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def fernet(secret: str) -> Fernet:
    """Return the key derived from a secret of the settings."""
    derived = salted_hmac(SALT, "key", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(derived))
