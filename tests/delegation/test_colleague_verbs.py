"""Verbs on colleagues' accounts: invite again, forget a lost second factor; and their list."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/delegation/colleague/"


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def ada():
    return UserFactory(username="ada", email="ada@example.org", role="organiser")


@pytest.fixture
def desk(client, ada):
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def eva():
    return UserFactory(username="eva", email="eva@example.org", role="editor")


def act(desk, action, *users):
    chosen = {"action": action, "_selected_action": [user.pk for user in users]}
    page = desk.post(LIST, chosen, follow=True)
    return [str(message) for message in page.context["messages"]]


def test_an_invitation_can_be_sent_again(desk, eva):
    told = act(desk, "invite", eva)

    assert told == ["eva gets a mail at eva@example.org with the address to choose a password."]
    assert [sent.to for sent in mail.outbox] == [["eva@example.org"]]


def test_a_closed_account_is_not_invited(desk, eva):
    User.objects.filter(pk=eva.pk).update(is_active=False)

    told = act(desk, "invite", eva)

    assert told == ["eva got no mail: the account is closed or has no e-mail address."]
    assert mail.outbox == []


def test_a_mail_that_does_not_leave_is_told(desk, eva, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }

    told = act(desk, "invite", eva)

    assert told == [
        "The mail to eva@example.org did not leave: check EMAIL_URL, then invite again."
    ]


def test_a_lost_second_factor_is_forgotten_and_the_history_says_by_whom(desk, ada, eva):
    TOTP.activate(eva, generate_totp_secret())

    told = act(desk, "take_second_factor", eva)

    entry = LogEntry.objects.get()
    assert told == ["eva sets up a new second factor at the next sign-in."]
    assert not Authenticator.objects.exists()
    assert (entry.user, entry.object_repr) == (ada, "eva")


def test_ones_own_second_factor_is_not_forgotten_in_the_list(desk, ada):
    TOTP.activate(ada, generate_totp_secret())

    told = act(desk, "take_second_factor", ada)

    assert told == ["Your own second factor has its page: open “Second factor” in your menu."]
    assert Authenticator.objects.count() == 1


def test_the_list_says_who_has_which_role_and_who_has_come(desk, ada, eva):
    TOTP.activate(eva, generate_totp_secret())
    UserFactory(username="without", role=None)

    page = desk.get(LIST)

    shown = page.context["cl"]
    columns = [
        (row.username, shown.model_admin.role(row), shown.model_admin.second_factor(row),
         shown.model_admin.came(row))
        for row in shown.result_list
    ]  # fmt: skip
    assert columns == [
        ("ada", "organiser", False, True),
        ("eva", "editor", True, False),
        ("without", "–", False, False),
    ]
