"""Sending personal links: each is a notice of its own, so none gets lost on the way."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Notice, PersonalLink
from agenda.notices.queue import queue_next


@transaction.atomic
def send_link(link: PersonalLink, *, now: datetime) -> None:
    """Mail a link to its person at once; one that waits or has failed is tried again.

    Raises:
        ValidationError: no e-mail address of that person is known.
    """
    if not link.person.email:
        raise ValidationError(
            _("No e-mail address of this person is known: write it, or hand the link over.")
        )
    theirs = Notice.objects.of_links().filter(mission=link.mission, person=link.person)
    if not theirs.exclude(status__in=Notice.CLOSED).exists():
        Notice.objects.create(mission=link.mission, person=link.person, send_after=now)
    theirs.unsent().update(status=Notice.Status.WAITING, attempts=0, send_after=now)
    transaction.on_commit(queue_next)
