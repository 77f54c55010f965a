"""Sending: one message after the other, each claimed before and confirmed after.

A process may die at any point. A message is written first and claimed last, so that what was
claimed and not confirmed is what was being handed over. The next sender settles it, at once:
only one sends at a time. Where the mail backend keeps copies they tell whether it had left.
An SMTP server can't be asked: then nobody sends it twice, and the desk decides.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers

from agenda.exports.emblem import CONTENT_ID, emblem_part
from agenda.models import Notice, PersonalLink
from agenda.notices.composing import Message, compose, compose_link
from agenda.notices.failures import failure_of
from agenda.notices.one_sender import only_sender
from agenda.notices.outcomes import claim, close_needless, confirm, put_back
from agenda.personal.link_making import open_link

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
logger = logging.getLogger(__name__)


def send_notices(*, now: datetime) -> int | None:
    """Send every notice that is due; return how many messages left.

    Returns None, and does nothing, while another process sends.
    """
    with only_sender() as ours:
        if not ours:
            return None
        settle_abandoned(now)
        due = Notice.objects.due(now).in_order().values_list("pk", flat=True)
        return sum(send(pk, now) for pk in list(due))


def settle_abandoned(now: datetime) -> None:
    """Settle what a sender that is no more was handing over when it ended."""
    for notice in Notice.objects.being_sent():
        left = has_left(message_id(notice))
        if left is None:
            put_back(notice, status=Notice.Status.UNCERTAIN, last_error=Notice.Failure.STOPPED)
        elif left:
            confirm(notice, now)
        else:
            put_back(notice, status=Notice.Status.WAITING, send_after=now)


def send(pk: int, now: datetime) -> bool:
    """Send one notice and write down what came of it; return whether it left."""
    rows = Notice.objects.due(now).select_related("person", "mission", "version", "before")
    notice = rows.filter(pk=pk).first()
    if notice is None:
        return False
    notice.email = notice.person.email
    notice.attempts += 1
    if has_lost_its_link(notice):
        close_needless(notice)
        return False
    link = open_link(mission=notice.mission, person=notice.person, now=now)
    if not notice.email or link is None:
        why = Notice.Failure.LINKS_OVER if notice.email else Notice.Failure.NO_ADDRESS
        put_back(notice, status=Notice.Status.FAILED, last_error=why)
        return False
    try:
        message = compose_notice(notice, link)
        if message is None:
            close_needless(notice)
            return False
        return hand_over(notice, mail(notice, message), now)
    except Exception as error:  # noqa: BLE001 - one that can't be written or sent holds up no other
        said = f"{type(error).__name__}: {error}".replace(notice.email, "the address")
        logger.warning("Notice %s could not be sent: %s", notice.pk, said)
        try_later(notice, failure_of(error), now)
        return False


def has_lost_its_link(notice: Notice) -> bool:
    """Tell whether a link was to be sent alone and has been deleted meanwhile."""
    links = PersonalLink.objects.filter(mission=notice.mission, person=notice.person)
    return notice.version is None and not links.exists()


def hand_over(notice: Notice, written: EmailMultiAlternatives, now: datetime) -> bool:
    """Hand a mail to the mail server; return whether it was still the one to send.

    The server is called first and the notice claimed last: only what a server was taking
    can be in doubt.
    """
    with mailers["default"] as mailer:
        if not claim(notice, now):
            return False
        mailer.send_messages([written])
        confirm(notice, now)
    return True


def compose_notice(notice: Notice, link: PersonalLink) -> Message | None:
    """Return what to say, None for nothing; every message brings the link."""
    if notice.version is None:
        return compose_link(notice.mission, language=notice.person.language, url=link.url)
    return compose(
        before=notice.before and notice.before.upgraded_programme,
        after=notice.version.upgraded_programme,
        number=notice.version.number,
        person=notice.person_id,
        language=notice.person.language,
        url=link.url,
    )


def mail(notice: Notice, message: Message) -> EmailMultiAlternatives:
    """Return the mail, of plain text and HTML; replies go to the organiser on duty."""
    made = EmailMultiAlternatives(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [notice.email],
        reply_to=[notice.mission.contact_email] if notice.mission.contact_email else None,
        headers={"Message-ID": message_id(notice), "Auto-Submitted": "auto-generated"},
    )
    made.attach_alternative(message.html, "text/html")
    if f"cid:{CONTENT_ID}" in message.html:
        made.attach(emblem_part())
    return made


def message_id(notice: Notice) -> str:
    """Return the name of the message: the same for every attempt."""
    return f"<{notice.key}@{urlsplit(settings.SITE_URL).hostname}>"


def has_left(name: str) -> bool | None:
    """Tell whether a message has left, by the mail backend's copies; None where it keeps none."""
    folder = getattr(mailers["default"], "file_path", None)
    if folder is None:
        return None
    return any(name.encode() in file.read_bytes() for file in Path(folder).glob("*.log"))


def try_later(notice: Notice, why: Notice.Failure, now: datetime) -> None:
    """Put a notice back, with a longer pause each time; after the last one leave it to the desk."""
    if notice.attempts > len(PAUSES):
        put_back(notice, status=Notice.Status.FAILED, last_error=why)
        return
    put_back(
        notice,
        status=Notice.Status.WAITING,
        send_after=now + PAUSES[notice.attempts - 1],
        last_error=why,
    )
