"""When notices are sent: through the queue of tasks, at the moment the first one is due."""

from datetime import datetime, timedelta

from django.db.models import Min
from django.tasks import default_task_backend, task
from django.utils import timezone

from agenda.models import Notice
from agenda.notices.sending import send_notices

LOOK_AGAIN = timedelta(minutes=5)


@task
def send_due_notices() -> None:
    """Send what is due, then come back when the next is.

    The next look is queued first, so that a worker killed in the middle leaves one behind.
    """
    if Notice.objects.due(timezone.now()).exists():
        look_at(timezone.now() + LOOK_AGAIN)
    send_notices(now=timezone.now())
    queue_next()


def queue_next() -> None:
    """Queue a look at the moment the first waiting notice is due, if there is one."""
    waiting = Notice.objects.filter(status=Notice.Status.WAITING)
    if due := waiting.aggregate(first=Min("send_after"))["first"]:
        look_at(due)


def look_at(moment: datetime) -> None:
    """Queue a look at a moment; where the queue can't wait, only one that is due."""
    if default_task_backend.supports_defer:
        send_due_notices.using(run_after=moment).enqueue()
    elif moment <= timezone.now():
        send_due_notices.enqueue()
