"""What a notice says: old and new side by side, in the person's language."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from agenda.change_words import told
from agenda.changes import compare
from agenda.personal.schedule import personal_schedule
from agenda.versions.programme import Programme
from delegation.models import Mission


@dataclass(frozen=True, slots=True)
class Message:
    """A message before anything is known of mails."""

    subject: str
    text: str
    html: str


def compose(
    *,
    before: Programme | None,
    after: Programme,
    number: int,
    person: int,
    language: str,
    url: str,
) -> Message | None:
    """Return what to tell a person about the way from one version to another; None for nothing.

    Args:
        before: The last programme they were told of; None where this is the first.
        after: The programme now.
        number: Which version that is.
        person: Whom to tell, by primary key.
        language: Theirs.
        url: Their personal page.
    """
    schedule = personal_schedule(after, person, language)
    earlier = personal_schedule(before, person, language).entries if before else ()
    with translation.override(language):
        changes = told(compare(earlier, schedule.entries if before else schedule.attended))
    if not changes:
        return None
    found = {
        "schedule": schedule,
        "changes": changes,
        "number": number,
        "is_invitation": before is None,
        "url": url,
        "language": language,
    }
    with translation.override(language):
        names = {"mission": schedule.mission.title, "number": number}
        subject = (
            _("What changed for you: %(mission)s, version %(number)d")
            if before
            else _("Your schedule: %(mission)s")
        ) % names
        return Message(
            subject=" ".join(subject.split()),
            text=render_to_string("agenda/notice.txt", found),
            html=render_to_string("agenda/notice.html", found),
        )


def compose_link(mission: Mission, *, language: str, url: str) -> Message:
    """Return the message that brings somebody their personal link and nothing else."""
    found = {"mission": mission, "url": url, "language": language}
    with translation.override(language):
        subject = _("Your schedule: %(mission)s") % {"mission": mission.title}
        return Message(
            subject=" ".join(subject.split()),
            text=render_to_string("agenda/link_mail.txt", found),
            html=render_to_string("agenda/link_mail.html", found),
        )
