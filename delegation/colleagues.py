"""Accounts of colleagues: the mail that lets them in, the second factor that was lost."""

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.tasks import task
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from delegation.models import Colleague


@task
def send_invitation(colleague: int, language: str) -> None:
    """Mail a colleague the address at which they choose their password."""
    found = Colleague.objects.get(pk=colleague)
    with translation.override(language):
        told = {
            "agency": settings.AGENCY_NAME,
            "username": found.username,
            "url": settings.SITE_URL + password_path(found),
            "days": timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days,
        }
        send_mail(
            _("Your account at the missions’ desk"),
            _(
                "You have an account at the missions’ desk of %(agency)s.\n\n"
                "Your user name: %(username)s\n"
                "Choose your password here, within %(days)d days:\n\n%(url)s\n\n"
                "The desk then asks for a second factor: have an app for one-time codes "
                "ready on your phone."
            )
            % told,
            settings.DEFAULT_FROM_EMAIL,
            [found.email],
        )


def password_path(colleague: Colleague) -> str:
    """Return where a colleague chooses a password; it opens once and for some days."""
    key = default_token_generator.make_token(colleague)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(colleague), "key": key},
    )


@transaction.atomic
def forget_other_addresses(*, colleague: Colleague) -> None:
    """Let a former e-mail address reset no password any more."""
    EmailAddress.objects.filter(user=colleague).exclude(email=colleague.email.lower()).delete()


def take_second_factor(*, colleague: Colleague) -> None:
    """Forget a second factor that was lost: the desk asks for a new one at the next sign-in."""
    Authenticator.objects.filter(user=colleague).delete()
