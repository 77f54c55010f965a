"""Other processes on the database of a test, each told line by line what to do.

Run as a module it is such a process: it reads one JSON list a line, does it, and answers
with one JSON value a line.
"""

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def database_address(connection, folder):
    """Return where other processes find the test's committed rows; SQLite's are copied there.

    The copy keeps its log beside it, as the site's own database has since it was made: two
    processes that both set that up at once would lock each other out.
    """
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        path = folder / "copy.sqlite3"
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
        copy.close()
        return f"sqlite:///{path}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format_map(known).replace(":@", "@")


class Process:
    """One process of the site."""

    def __init__(self, address, folder):
        self.running = subprocess.Popen(
            [sys.executable, "-m", "tests.processes"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": address,
                "DATA_DIR": str(folder),
                "ALLOWED_HOSTS": "testserver",
                "DJANGO_SETTINGS_MODULE": "delegation.settings",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, *what):
        """Tell it what to do and don't wait."""
        self.running.stdin.write(json.dumps(what) + "\n")
        self.running.stdin.flush()

    def answer(self):
        """Wait for what came of it."""
        return json.loads(self.running.stdout.readline())

    def do(self, *what):
        """Tell it what to do and wait."""
        self.begin(*what)
        return self.answer()

    def stop(self):
        """End it, and wait until it has let go of the database."""
        self.running.stdin.close()
        self.running.wait()
        self.running.stdout.close()


def ready():
    """Answer that the process has started."""
    return True


def read(path):
    """Open a page of the site and return its status."""
    from django.test import Client  # noqa: PLC0415 - Django is set up when the process starts

    return Client().get(path).status_code


def edit_and_publish(mission, name, times):
    """So many times give all meetings one new title, then publish; return what was published.

    Each version is told as its number and the titles of its meetings.
    """
    from agenda import publishing  # noqa: PLC0415 - as above
    from delegation.models import Mission  # noqa: PLC0415 - as above

    made = []
    for time in range(times):
        retitle(mission, f"{name} {time}")
        found = Mission.objects.get(pk=mission)
        made.append(publishing.publish(mission=found, now=datetime.now(UTC)))
    return [[row.number, titles(row.programme)] for row in made]


def titles(programme):
    """Return the Italian titles of a programme's meetings."""
    return [meeting["title"]["it"] for meeting in programme["meetings"]]


def retitle(mission, title):
    """Change the title of all meetings in one transaction, as an edit at the desk does."""
    from django.db import transaction  # noqa: PLC0415 - as above

    from agenda.admin.locking import lock  # noqa: PLC0415 - as above
    from agenda.models import Meeting  # noqa: PLC0415 - as above

    with transaction.atomic():
        lock(mission)
        for meeting in Meeting.objects.filter(mission=mission):
            meeting.title_it = title
            meeting.save()


def withdraw_meeting(meeting):
    """Withdraw a meeting from the public; return the number of the version."""
    from agenda import publishing  # noqa: PLC0415 - as above
    from agenda.models import Meeting  # noqa: PLC0415 - as above

    found = Meeting.objects.get(pk=meeting)
    return publishing.withdraw(meeting=found, now=datetime.now(UTC)).number


def withdraw_mission(mission):
    """Take a mission from the public site."""
    from delegation.models import Mission  # noqa: PLC0415 - as above

    return Mission.objects.filter(pk=mission).update(is_public=False)


def newest_notice_and_running_looks():
    """Return the status of the newest notice, and how many looks for notices stand as running."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - as above

    from agenda.models import Notice  # noqa: PLC0415 - as above

    newest = Notice.objects.order_by("-pk").first()
    return [newest.status, DBTaskResult.objects.running().count()]


KNOWN = {
    verb.__name__: verb
    for verb in (
        ready,
        read,
        edit_and_publish,
        withdraw_meeting,
        withdraw_mission,
        newest_notice_and_running_looks,
    )
}

if __name__ == "__main__":
    import django

    django.setup()
    for line in sys.stdin:
        verb, *values = json.loads(line)
        sys.stdout.write(json.dumps(KNOWN[verb](*values)) + "\n")
        sys.stdout.flush()
