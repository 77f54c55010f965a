"""Sign-in to the desk: password, second factor, recovery codes, and who stays outside."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache

from tests.factories import MissionFactory, UserFactory

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
SET_UP = "/accounts/2fa/totp/activate/"
PASSWORD = "quattro-parole-molto-lunghe"  # noqa: S105 - of a test
GUESS = {"password": "wrong"}
WRONG = {
    "en": "User name or password are not right.",
    "it": "Il nome utente o la password non sono giusti.",
}


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def organiser():
    user = UserFactory(username="ada", email="ada@example.org", role="organiser")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def visitor(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def sign_in(client, **typed):
    return client.post(SIGN_IN, {"login": "ada", "password": PASSWORD, **typed})


def code_of(secret):
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def set_up_second_factor(client):
    secret = client.get(SET_UP).context["form"].secret
    done = client.post(SET_UP, {"code": code_of(secret)})
    return secret, done


def test_the_desk_asks_strangers_to_sign_in_and_then_shows_the_page_they_wanted(
    visitor, organiser, settings
):
    settings.SECOND_FACTOR_REQUIRED = False
    wanted = "/admin/agenda/meeting/"

    asked = visitor.get(wanted, follow=True)
    page = visitor.post(
        SIGN_IN, {"login": "ada", "password": PASSWORD, "next": wanted}, follow=True
    )

    assert asked.redirect_chain[-1] == (f"{SIGN_IN}?next=%2Fadmin%2Fagenda%2Fmeeting%2F", 302)
    assert 'name="next" value="/admin/agenda/meeting/"' in asked.text
    assert (page.redirect_chain, page.status_code) == ([(wanted, 302)], 200)


def test_after_sign_in_nobody_is_sent_to_another_site(visitor, organiser):
    page = sign_in(visitor, next="https://elsewhere.example.org/")

    assert (page.status_code, page["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("language", ["en", "it"])
def test_a_wrong_password_is_refused_in_the_readers_language(visitor, organiser, language):
    visitor.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    page = sign_in(visitor, **GUESS)

    assert page.context["form"].non_field_errors() == [WRONG[language]]


def test_guessing_locks_the_account_for_a_while_even_for_the_right_password(visitor, organiser):
    for _attempt in range(5):
        sign_in(visitor, **GUESS)

    page = sign_in(visitor)

    assert page.context["form"].non_field_errors() == [
        "Too many wrong attempts. Wait five minutes, then try again."
    ]


def test_many_requests_from_one_address_get_a_page_that_says_wait(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(visitor)

    page = sign_in(visitor)

    assert (page.status_code, "Too many attempts" in page.text) == (429, True)


def test_staff_set_up_a_second_factor_before_they_see_the_desk(visitor, organiser, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(visitor)

    led = visitor.get("/admin/", follow=True)
    _secret, done = set_up_second_factor(visitor)
    codes = visitor.get(done["Location"])
    desk = visitor.get("/admin/")

    assert led.redirect_chain == [(SET_UP, 302)]
    assert "Set up a second factor first: the desk asks for one." in led.text
    assert 'src="data:image/svg+xml;base64,' in led.text
    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    assert len(codes.context["unused_codes"]) == 10
    assert desk.status_code == 200


def test_a_wrong_code_does_not_set_up_the_second_factor(visitor, organiser):
    sign_in(visitor)
    visitor.get(SET_UP)

    page = visitor.post(SET_UP, {"code": "000000"})

    assert page.context["form"].errors["code"] == ["Incorrect code."]
    assert not Authenticator.objects.exists()


def with_second_factor(client):
    sign_in(client)
    secret, done = set_up_second_factor(client)
    codes = client.get(done["Location"]).context["unused_codes"]
    client.post("/accounts/logout/")
    cache.clear()
    return secret, codes


def test_the_code_of_the_phone_completes_the_sign_in(visitor, organiser):
    secret, _codes = with_second_factor(visitor)

    asked = sign_in(visitor, next="/admin/agenda/version/")
    before = visitor.get("/admin/agenda/version/")
    wrong = visitor.post(asked["Location"], {"code": "000000"})
    done = visitor.post(asked["Location"], {"code": code_of(secret)})

    assert asked["Location"].startswith("/accounts/2fa/authenticate/")
    assert before["Location"].startswith("/admin/login/")
    assert wrong.context["form"].errors["code"] == ["Incorrect code."]
    assert done["Location"] == "/admin/agenda/version/"
    assert visitor.get(done["Location"]).status_code == 200


def test_a_recovery_code_opens_once(visitor, organiser):
    _secret, codes = with_second_factor(visitor)
    asked = sign_in(visitor)
    visitor.post(asked["Location"], {"code": codes[0]})
    opened = visitor.get("/admin/")
    visitor.post("/accounts/logout/")

    asked = sign_in(visitor)
    again = visitor.post(asked["Location"], {"code": codes[0]})

    assert opened.status_code == 200
    assert again.context["form"].errors["code"] == ["Incorrect code."]


def test_a_user_without_a_place_at_the_desk_is_told_so_and_can_sign_out(visitor, organiser):
    organiser.is_staff = False
    organiser.save()
    sign_in(visitor)

    page = visitor.get("/admin/", follow=True)

    assert page.status_code == 403
    assert "You are signed in as ada." in page.text
    assert 'href="/accounts/logout/"' in page.text


def test_a_reader_signs_in_and_reads(visitor, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    reader = UserFactory(username="ada", role="reader")
    reader.set_password(PASSWORD)
    reader.save()
    MissionFactory()

    desk = visitor.post(SIGN_IN, {"login": "ada", "password": PASSWORD}, follow=True)

    assert (desk.redirect_chain, desk.status_code) == ([("/admin/", 302)], 200)
    assert desk.context["mission"].title == "Mission to Michigan"


def test_a_closed_account_stays_outside(visitor, organiser):
    organiser.is_active = False
    organiser.save()

    page = sign_in(visitor)

    assert page.context["form"].non_field_errors() == [WRONG["en"]]
    assert visitor.get("/admin/").status_code == 302


def test_nobody_signs_up(visitor, django_user_model):
    typed = {"username": "eva", "email": "eva@example.org"}
    pages = [
        visitor.get("/accounts/signup/"),
        visitor.post("/accounts/signup/", {**typed, "password1": PASSWORD, "password2": PASSWORD}),
    ]

    assert ["Nobody signs up here" in page.text for page in pages] == [True, True]
    assert not django_user_model.objects.exists()


def test_a_forgotten_password_is_replaced_through_a_mail(visitor, organiser, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    visitor.post("/accounts/password/reset/", {"email": "ada@example.org"})
    [sent] = mail.outbox
    [path] = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", sent.body)

    form = visitor.get(path, follow=True)
    new = "cinque-parole-ancora-piu-lunghe"
    visitor.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    cache.clear()

    assert sent.subject == "A new password for the desk"
    assert sent.to == ["ada@example.org"]
    assert sign_in(visitor).status_code == 200
    assert sign_in(visitor, password=new)["Location"] == "/admin/"


def test_an_unknown_address_gets_no_mail_and_learns_nothing(visitor, organiser):
    known = visitor.post("/accounts/password/reset/", {"email": "ada@example.org"})
    unknown = visitor.post("/accounts/password/reset/", {"email": "eva@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_the_sign_in_page_has_the_strict_policy_and_no_script(visitor):
    page = visitor.get(SIGN_IN)

    assert "unsafe" not in page["Content-Security-Policy"]
    assert "<script" not in page.text
    assert "style=" not in page.text


@pytest.mark.parametrize("address", [SIGN_IN, "/admin/agenda/version/"])
def test_the_language_is_switched_and_the_page_kept(visitor, organiser, settings, address):
    settings.SECOND_FACTOR_REQUIRED = False
    if address != SIGN_IN:
        sign_in(visitor)

    english = visitor.get(address)
    switched = visitor.post("/language/", {"language": "it"}, headers={"referer": address})
    italian = visitor.get(switched["Location"])

    assert switched["Location"] == address
    assert ['<html lang="en"' in english.text, '<html lang="it"' in italian.text] == [True, True]


def test_password_and_second_factor_have_their_pages(visitor, organiser):
    sign_in(visitor)
    addresses = ["password/change/", "2fa/", "2fa/totp/activate/", "logout/"]

    assert [visitor.get(f"/accounts/{address}").status_code for address in addresses] == [200] * 4


def test_sensitive_steps_ask_for_the_password_again_after_a_while(visitor, organiser):
    sign_in(visitor)
    session = visitor.session
    methods = session["account_authentication_methods"]
    session["account_authentication_methods"] = [
        {**method, "at": time.time() - 3600} for method in methods
    ]
    session.save()

    page = visitor.get(SET_UP)

    assert page["Location"].startswith("/accounts/reauthenticate/")
    assert "Activate" not in visitor.get(page["Location"]).text
