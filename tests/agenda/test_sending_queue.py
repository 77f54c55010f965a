"""When notices are looked at: by the queue, by the command, and what happens meanwhile."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agenda.models import Notice
from agenda.notices.queue import LOOK_AGAIN, send_due_notices
from agenda.notices.sending import claim, send_notices
from agenda.publishing import publish
from tests.agenda.notice_mission import DUE, LATER, NOON, rename, told_mission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_lock(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def notices():
    """Two notices, to Ada and to Bruno, that have been due for long."""
    mission, _people, meetings = told_mission()
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
    assert claim(notices.first().pk, NOON) == (None, False)


def looks():
    """Return for when looks are queued, in order of time."""
    return sorted(DBTaskResult.objects.values_list("run_after", flat=True))


@pytest.fixture
def _queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.usefixtures("_queue")
def test_a_worker_looks_again_should_it_be_killed_while_it_sends(notices):
    before = timezone.now()

    send_due_notices.call()

    (again,) = looks()
    assert before + LOOK_AGAIN <= again <= timezone.now() + LOOK_AGAIN
    assert len(mail.outbox) == 2


@pytest.mark.usefixtures("_queue")
def test_a_worker_comes_back_when_the_first_notice_is_due(notices):
    at = timezone.now() + timedelta(hours=1)
    notices.update(send_after=at)

    send_due_notices.call()

    assert (looks(), mail.outbox) == ([at], [])
