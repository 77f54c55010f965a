"""Work that leaves the request: mails."""

from django.conf import settings
from django.core.mail import send_mail
from django.tasks import task
from django.utils import translation
from django.utils.translation import gettext as _

from agenda.models import PersonalLink


@task
def send_personal_link(link: int) -> None:
    """Mail a person their link, in their language."""
    found = PersonalLink.objects.select_related("person", "mission").get(pk=link)
    with translation.override(found.person.language):
        told = {"mission": found.mission.title, "url": found.url}
        text = _(
            "Your personal schedule of %(mission)s is here:\n\n%(url)s\n\n"
            "The address is yours alone: please don't forward it. "
            "It needs no password and always shows the latest version."
        )
        send_mail(
            _("Your schedule: %(mission)s") % told,
            "\n\n".join(filter(None, [text % told, found.mission.funding_statement])),
            settings.DEFAULT_FROM_EMAIL,
            [found.person.email],
        )
