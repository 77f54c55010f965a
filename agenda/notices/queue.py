"""When notices are sent: through the queue of tasks, at the moment the first one is due."""

from datetime import datetime, timedelta

from django.db.models import Min, QuerySet
from django.tasks import TaskResultStatus, default_task_backend, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agenda.models import Notice
from agenda.notices.one_sender import only_sender
from agenda.notices.sending import send_notices

KEPT = timedelta(days=7)


@task
def send_due_notices() -> None:
    """Send what is due, then come back when the next is; while another sends, leave it to them."""
    if send_notices(now=timezone.now()) is not None:
        queue_next()


def queue_next() -> None:
    """Queue a look at the moment the first waiting notice is due, if there is one."""
    waiting = Notice.objects.filter(status=Notice.Status.WAITING)
    if due := waiting.aggregate(first=Min("send_after"))["first"]:
        look_at(max(due, timezone.now()))


def look_at(moment: datetime) -> None:
    """Queue a look at a moment, once; where the queue can't wait, only one that is due."""
    if not default_task_backend.supports_defer:
        if moment <= timezone.now():
            send_due_notices.enqueue()
    elif not looks().filter(status=TaskResultStatus.READY, run_after__lte=moment).exists():
        send_due_notices.using(run_after=moment).enqueue()


def keep_looking() -> None:
    """Look after the queue itself: nothing that is due waits, whatever killed workers left."""
    now = timezone.now()
    with only_sender() as ours:
        if ours:
            abandoned = looks().filter(status=TaskResultStatus.RUNNING)
            abandoned.update(status=TaskResultStatus.FAILED, finished_at=now)
    DBTaskResult.objects.finished().filter(finished_at__lte=now - KEPT).delete()
    if Notice.objects.due(now).exists() or Notice.objects.being_sent().exists():
        look_at(now)
    else:
        queue_next()


def looks() -> QuerySet[DBTaskResult]:
    """Return the looks in the queue, those that are over among them."""
    return DBTaskResult.objects.filter(task_path=send_due_notices.module_path)
