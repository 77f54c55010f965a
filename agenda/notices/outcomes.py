"""What becomes of a notice: each step checks that no publication changed it meanwhile."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agenda.models import Notice, PersonalLink


def claim(notice: Notice, now: datetime) -> bool:
    """Mark a notice as being sent; return whether it still is due and tells what was written."""
    same = Notice.objects.due(now).filter(pk=notice.pk, version=notice.version_id)
    return bool(
        same.update(
            status=Notice.Status.SENDING,
            attempts=notice.attempts,
            email=notice.email,
            last_error="",
        )
    )


def close_needless(notice: Notice) -> None:
    """Close a notice that has nothing to say, unless more was published meanwhile."""
    same = Notice.objects.unsent().filter(pk=notice.pk, version=notice.version_id)
    same.update(status=Notice.Status.NEEDLESS, last_error="")


def confirm(notice: Notice, now: datetime) -> None:
    """Close a notice whose message has left; every message brings the person's link."""
    Notice.objects.filter(pk=notice.pk).update(
        status=Notice.Status.SENT, sent_at=now, last_error=""
    )
    links = PersonalLink.objects.filter(mission=notice.mission_id, person=notice.person_id)
    links.update(sent_at=now)


@transaction.atomic
def put_back(notice: Notice, **values: Any) -> None:  # noqa: ANN401 - fields of the row
    """Give up sending a notice now; where a newer one waits, that one tells everything.

    What has left stays sent, whatever went wrong after it.
    """
    if Notice.objects.select_for_update().get(pk=notice.pk).status in Notice.CLOSED:
        return
    of_its_kind = Notice.objects.filter(version__isnull=notice.version_id is None)
    newer = of_its_kind.unsent().filter(mission=notice.mission_id, person=notice.person_id)
    if newer.exclude(pk=notice.pk).update(before=notice.before_id):
        values["status"] = Notice.Status.NEEDLESS
    Notice.objects.filter(pk=notice.pk).update(
        attempts=notice.attempts, email=notice.email, **values
    )
