"""Second factors at rest: a copied database opens nothing."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from delegation.second_factor import SecondFactorAdapter
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
KEY, OTHER_KEY = "k" * 50, "o" * 50


def code_of(secret):
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


@pytest.fixture
def stored(settings):
    settings.SECRET_KEY = KEY
    user, secret = UserFactory(), generate_totp_secret()
    TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).get_unused_codes()


def read(kind):
    """Return the factor as another process reads it."""
    found = Authenticator.objects.get(type=kind)
    return RecoveryCodes(found) if kind == Authenticator.Type.RECOVERY_CODES else TOTP(found)


def test_the_rows_hold_neither_secret_nor_codes(stored):
    secret, codes = stored
    rows = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))

    assert Authenticator.objects.count() == 2
    assert [known for known in (secret, *codes) if known in rows] == []
    assert rows.count("gAAAA") == 2


def test_secret_and_codes_open_with_the_key_that_locked_them(stored):
    secret, codes = stored

    assert read("totp").validate_code(code_of(secret)) is True
    assert read("recovery_codes").get_unused_codes() == codes


def test_after_a_change_of_keys_the_former_one_still_opens(stored, settings):
    secret, codes = stored
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OTHER_KEY, [KEY]

    assert read("totp").validate_code(code_of(secret)) is True
    assert read("recovery_codes").get_unused_codes() == codes


def test_without_the_former_key_no_code_is_right_and_the_log_says_why(stored, settings, caplog):
    secret, codes = stored
    settings.SECRET_KEY = OTHER_KEY

    opened = [
        read("totp").validate_code(code_of(secret)),
        *(read("recovery_codes").validate_code(code) for code in codes),
    ]

    assert opened == [False] * 11
    assert set(caplog.messages) == {
        "A second factor was stored under another SECRET_KEY: set it up anew."
    }


def test_what_is_locked_differs_each_time_and_opens_the_same():
    adapter = SecondFactorAdapter()

    first, second = (adapter.encrypt("quattro parole") for _time in range(2))

    assert first != second
    assert [adapter.decrypt(first), adapter.decrypt(second)] == ["quattro parole"] * 2
