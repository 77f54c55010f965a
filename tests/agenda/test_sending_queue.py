"""When notices are looked at: by the queue, by the command, and what happens meanwhile."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agenda.models import Notice
from agenda.notices.outcomes import claim, put_back
from agenda.notices.queue import keep_looking, look_at, queue_next, send_due_notices
from agenda.notices.sending import hand_over, send_notices
from agenda.publishing import publish
from tests.agenda.notice_mission import DUE, LATER, LONG_AFTER, NOON, hold, rename, told_mission
from tests.factories import PersonalLinkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_lock(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def notices():
    """Two notices, to Ada and to Bruno, that have been due for long."""
    mission, people, meetings = told_mission()
    for person in people:
        PersonalLinkFactory(mission=mission, person=person, expires_at=LONG_AFTER)
    for meeting in meetings:
        rename(meeting, "Lunch")
    publish(mission=mission, now=LATER)
    return Notice.objects.filter(status="waiting")


class Impatient(io.StringIO):
    """Somebody who reads two lines, then stops the command."""

    def write(self, text):
        written = super().write(text)
        if self.getvalue().count("\n") == 2:
            raise KeyboardInterrupt
        return written


class Settling(EmailBackend):
    """A mail server; while it takes a message, somebody settles the other ones at the desk."""

    def send_messages(self, messages):
        Notice.objects.filter(status="waiting").update(status="sent")
        return super().send_messages(messages)


def test_the_command_sends_once(notices):
    said = io.StringIO()

    call_command("send_notices", stdout=said)

    assert (said.getvalue(), len(mail.outbox)) == ("2 sent.\n", 2)


def test_the_command_goes_on_until_stopped(notices):
    said = Impatient()

    with pytest.raises(KeyboardInterrupt):
        call_command("send_notices", every=1, stdout=said)

    assert (said.getvalue(), len(mail.outbox)) == ("2 sent.\n0 sent.\n", 2)


def test_what_somebody_settled_meanwhile_is_not_sent(notices, settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Settling"}}

    assert (send_notices(now=DUE), len(mail.outbox)) == (1, 1)


def test_what_is_not_due_is_not_claimed(notices):
    assert claim(notices.first(), NOON) is False
    assert hand_over(notices.first(), EmailMultiAlternatives(to=["ada@example.org"]), NOON) is False
    assert mail.outbox == []


def test_what_has_left_stays_sent_whatever_went_wrong_after_it(notices):
    first = notices.first()
    Notice.objects.filter(pk=first.pk).update(status="sent", sent_at=DUE)

    put_back(first, status="waiting")

    first.refresh_from_db()
    assert (first.status, first.sent_at) == ("sent", DUE)


def looks():
    """Return for when looks are queued, in order of time."""
    return sorted(DBTaskResult.objects.values_list("run_after", flat=True))


@pytest.fixture
def _queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.usefixtures("_queue", "notices")
def test_a_worker_that_was_killed_leaves_nothing_waiting():
    look_at(timezone.now())
    DBTaskResult.objects.update(status="RUNNING")

    keep_looking()
    (look,) = DBTaskResult.objects.ready()
    look.task.call()

    assert len(mail.outbox) == 2
    assert list(DBTaskResult.objects.running()) == []


@pytest.mark.usefixtures("_queue", "notices")
def test_one_look_is_queued_however_often_we_look_after_the_queue():
    for _time in range(3):
        keep_looking()

    assert len(looks()) == 1


@pytest.mark.usefixtures("_queue", "notices")
def test_looks_that_were_over_a_week_ago_are_forgotten():
    look_at(timezone.now())
    long_ago = timezone.now() - timedelta(days=8)
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=long_ago)
    send_notices(now=DUE)

    keep_looking()

    assert looks() == []


@pytest.mark.usefixtures("_queue", "notices")
def test_while_another_worker_sends_this_one_queues_nothing():
    with ThreadPoolExecutor(1) as another:
        held, over = Event(), Event()
        with_lock = another.submit(hold, held, over)
        held.wait(10)
        look_at(timezone.now())
        DBTaskResult.objects.update(status="RUNNING")
        send_due_notices.call()
        keep_looking()
        running = DBTaskResult.objects.running().count()
        over.set()

    assert with_lock.result()
    assert (running, len(looks()), mail.outbox) == (1, 2, [])


@pytest.mark.usefixtures("_queue")
def test_what_is_due_already_is_never_queued_in_the_past(notices):
    before = timezone.now()

    queue_next()

    (look,) = looks()
    assert before <= look <= timezone.now()


@pytest.mark.usefixtures("_queue")
def test_a_worker_comes_back_when_the_first_notice_is_due(notices):
    at = timezone.now() + timedelta(hours=1)
    notices.update(send_after=at)

    send_due_notices.call()

    assert (looks(), mail.outbox) == ([at], [])
