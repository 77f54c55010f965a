"""Workers that are killed in the middle: no message is lost, none is sent twice."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from agenda.publishing import publish
from tests.agenda.notice_mission import LATER, LONG_AFTER, rename, told_mission
from tests.factories import PersonalLinkFactory
from tests.mail_server import mail_server
from tests.processes import ROOT, Process, database_address

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 60


@pytest.fixture
def site(settings, tmp_path):
    """Return the address of a database with one message long due, and nothing in the queue."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    mission, (ada, _bruno), (breakfast, _visit) = told_mission()
    PersonalLinkFactory(mission=mission, person=ada, expires_at=LONG_AFTER)
    rename(breakfast, "Lunch")
    publish(mission=mission, now=LATER)
    DBTaskResult.objects.all().delete()
    return database_address(connection, tmp_path)


@pytest.fixture
def look(site, tmp_path):
    """Return what reads the database: the state of the last message, and how many looks run."""
    process = Process(site, tmp_path)
    yield lambda: process.do("newest_notice_and_running_looks")
    process.stop()


@pytest.fixture
def mails():
    with mail_server() as server:
        yield server


@pytest.fixture
def start(site, mails, tmp_path):
    """Return what starts a worker, and ends it with the test."""
    started = []

    def starting():
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "db_worker", "--interval=0.1", "--no-startup-delay"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": site,
                "DATA_DIR": str(tmp_path),
                "EMAIL_URL": mails.url,
                "TASKS": "database",
                "LOG_LEVEL": "ERROR",
            },
        )
        started.append(worker)
        return worker

    yield starting
    for worker in started:
        worker.kill()
        worker.wait()


def wait_until(state, look):
    """Wait until the database shows a state; return what it shows then, or at last."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (found := look()) != state and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def kill(worker):
    worker.kill()
    worker.wait()


@pytest.mark.parametrize(
    ("moment", "left_behind", "settled"),
    [("greeting", "waiting", "sent"), ("DATA", "sending", "uncertain")],
)
def test_a_worker_killed_at_the_mail_server_loses_nothing_and_doubles_nothing(
    start, look, mails, moment, left_behind, settled
):
    worker = start()
    mails.interrupt_at, mails.interrupt = moment, lambda: kill(worker)
    worker.wait(PATIENCE_SECONDS)
    killed = look()

    start()
    after = wait_until([settled, 0], look)

    assert (killed, after) == ([left_behind, 1], [settled, 0])
    assert len(mails.received) == 1


def test_a_worker_killed_before_it_began_leaves_the_message_to_the_next(start, look, mails):
    kill(start())

    start()

    assert wait_until(["sent", 0], look) == ["sent", 0]
    assert len(mails.received) == 1


def test_two_workers_send_a_message_once(start, look, mails):
    start()
    start()

    assert wait_until(["sent", 0], look) == ["sent", 0]
    time.sleep(1)
    assert len(mails.received) == 1
