"""Sending: one message after the other, each claimed before and confirmed after.

A process may die at any point. What it had claimed and not confirmed is taken over by the
next sender, at once: only one sends at a time. Whether such a message had left is asked of
the mail backend where that keeps copies; an SMTP server can't be asked, so between its
"accepted" and our confirmation, some milliseconds, a message may go out again. It then has
the same Message-ID, by which mail systems fold the two into one.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.db import transaction

from agenda.exports.emblem import CONTENT_ID, emblem_part
from agenda.models import Notice, PersonalLink
from agenda.notices.composing import Message, compose, compose_link
from agenda.notices.failures import failure_of
from agenda.notices.one_sender import only_sender
from agenda.personal.link_making import last_moment

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
logger = logging.getLogger(__name__)


def send_notices(*, now: datetime) -> int:
    """Send every notice that is due; return how many messages left.

    Does nothing while another process sends.
    """
    sent = 0
    with only_sender() as ours:
        if not ours:
            return 0
        for pk in Notice.objects.due(now).in_order().values_list("pk", flat=True):
            notice, abandoned = claim(pk, now)
            if notice:
                sent += send(notice, now=now, abandoned=abandoned)
    return sent


@transaction.atomic
def claim(pk: int, now: datetime) -> tuple[Notice | None, bool]:
    """Mark a notice as being sent; return it, and whether an earlier sender had done so.

    Returns None where it is no longer due.
    """
    rows = Notice.objects.due(now).select_for_update(of=("self",))
    notice = rows.select_related("person", "mission", "version", "before").filter(pk=pk).first()
    if notice is None:
        return None, False
    abandoned = notice.status == Notice.Status.SENDING
    notice.status = Notice.Status.SENDING
    notice.attempts += 1
    notice.email = notice.person.email
    notice.save(update_fields=["status", "attempts", "email"])
    return notice, abandoned


def send(notice: Notice, *, now: datetime, abandoned: bool) -> bool:
    """Send a claimed notice and write down what came of it; return whether it left now."""
    if abandoned and has_left(message_id(notice)):
        confirm(notice, Notice.Status.SENT, now)
        return False
    if not notice.email:
        give_up(notice, Notice.Failure.NO_ADDRESS)
        return False
    try:
        message = compose_notice(notice)
        if message:
            mail(notice, message).send()
    except Exception as error:  # noqa: BLE001 - one that can't be written or sent holds up no other
        said = f"{type(error).__name__}: {error}".replace(notice.email, "the address")
        logger.warning("Notice %s could not be sent: %s", notice.pk, said)
        try_later(notice, failure_of(error), now)
        return False
    confirm(notice, Notice.Status.SENT if message else Notice.Status.NEEDLESS, now)
    return message is not None


def compose_notice(notice: Notice) -> Message | None:
    """Return what to say, None for nothing; a person without a personal link gets one."""
    if notice.version is None:
        return link_message(notice)
    link, _made = PersonalLink.objects.get_or_create(
        mission=notice.mission,
        person=notice.person,
        defaults={"expires_at": last_moment(notice.mission)},
    )
    return compose(
        before=notice.before and notice.before.upgraded_programme,
        after=notice.version.upgraded_programme,
        number=notice.version.number,
        person=notice.person_id,
        language=notice.person.language,
        url=link.url,
    )


def link_message(notice: Notice) -> Message | None:
    """Return the message with a personal link, None where the link was deleted meanwhile."""
    link = PersonalLink.objects.filter(mission=notice.mission, person=notice.person).first()
    return link and compose_link(notice.mission, language=notice.person.language, url=link.url)


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


def has_left(name: str) -> bool:
    """Tell whether the mail backend keeps copies and has one of this message."""
    folder = getattr(mailers["default"], "file_path", None)
    if folder is None:
        return False
    return any(name.encode() in file.read_bytes() for file in Path(folder).glob("*.log"))


def give_up(notice: Notice, why: Notice.Failure) -> None:
    """Leave a notice to the desk."""
    Notice.objects.filter(pk=notice.pk).update(status=Notice.Status.FAILED, last_error=why)


def try_later(notice: Notice, why: Notice.Failure, now: datetime) -> None:
    """Put a notice back, with a longer pause each time; after the last one leave it to the desk."""
    if notice.attempts > len(PAUSES):
        give_up(notice, why)
        return
    Notice.objects.filter(pk=notice.pk).update(
        status=Notice.Status.WAITING,
        send_after=now + PAUSES[notice.attempts - 1],
        last_error=why,
    )


@transaction.atomic
def confirm(notice: Notice, status: Notice.Status, now: datetime) -> None:
    """Close a notice; what was published while it was being sent goes into one of its own."""
    row = Notice.objects.select_for_update().get(pk=notice.pk)
    newer = row.version_id
    row.status, row.version_id, row.last_error = status, notice.version_id, ""
    row.sent_at = now if status == Notice.Status.SENT else None
    row.save()
    if status == Notice.Status.SENT:  # every message brings the link
        links = PersonalLink.objects.filter(mission_id=row.mission_id, person_id=row.person_id)
        links.update(sent_at=now)
    if newer != notice.version_id:
        quiet = timedelta(minutes=notice.mission.quiet_minutes)
        Notice.objects.create(
            mission_id=row.mission_id,
            person_id=row.person_id,
            before_id=notice.version_id,
            version_id=newer,
            send_after=now + quiet,
        )
