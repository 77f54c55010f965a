"""The site served by gunicorn on a database of its own, and what it costs the processor.

Speed is processor time per request: what the processes of the server and of a database on
this machine ran, by /proc/<pid>/task/<tid>/schedstat, divided by the requests they served.
It hardly depends on busy neighbours, and it exists on Linux alone.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError

HOST = "127.0.0.1"
WORKERS = 2
STARTS_WITHIN = 60
KIBIBYTES_IN_MEBIBYTE = 1024
PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, and the process that all its workers descend from."""

    port: int
    pid: int

    def milliseconds_each(self, page: str, *, times: int, headers: dict[str, str]) -> float:
        """Return the processor time of one answer in milliseconds, over so many requests."""
        visits = http.client.HTTPConnection(HOST, self.port)
        get(visits, page, headers)
        before = self.processor_seconds()
        for _time in range(times):
            get(visits, page, headers)
        return (self.processor_seconds() - before) / times * 1000

    def processor_seconds(self) -> float:
        """Return what its processes, and those of a local PostgreSQL, have run so far."""
        return sum(map(run_seconds, {*family(self.pid), *named("postgres")}))

    def mebibytes(self) -> float:
        """Return the memory of all its processes as proportional set size."""
        return sum(map(proportional_kibibytes, family(self.pid))) / KIBIBYTES_IN_MEBIBYTE


def get(visits: http.client.HTTPConnection, page: str, headers: dict[str, str]) -> str:
    """Read one page; return its ETag, empty where it has none.

    Raises:
        CommandError: the answer is neither a page nor "not modified".
    """
    visits.request("GET", page, headers=headers)
    answer = visits.getresponse()
    answer.read()
    if answer.status not in {200, 304}:
        raise CommandError(f"{page} answered {answer.status}: nothing can be measured.")
    return answer.getheader("ETag", "")


@contextmanager
def served(database_url: str) -> Iterator[Server]:
    """Serve the site on this database until the block ends.

    Raises:
        CommandError: this is no Linux, or the server didn't start.
    """
    if not (PROC / "self" / "schedstat").exists():
        raise CommandError("Processor time is read from /proc: run this on Linux.")
    port = free_port()
    command = ["-m", "gunicorn", "--config", "python:delegation.server"]
    options = ["--workers", str(WORKERS), "--bind", f"{HOST}:{port}"]
    process = subprocess.Popen(  # noqa: S603 - no text of anybody's in it
        [sys.executable, *command, *options, "agenda.benchmarks.site"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url, "LOG_LEVEL": "ERROR"},
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(process, port)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(process: subprocess.Popen, port: int) -> None:
    """Wait until the server answers.

    Raises:
        CommandError: it ended, or took longer than a minute.
    """
    deadline = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        try:
            get(http.client.HTTPConnection(HOST, port), "/bare/", {})
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise CommandError("The server for the benchmark didn't start.")


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    children = (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def named(name: str) -> list[int]:
    """Return the processes of a name."""
    found = []
    for comm in PROC.glob("[0-9]*/comm"):
        try:
            if comm.read_text().strip() == name:
                found.append(int(comm.parent.name))
        except OSError:  # the process has ended meanwhile
            continue
    return found


def run_seconds(pid: int) -> float:
    """Return how long all threads of a process have run, in seconds; zero once it has ended."""
    try:
        threads = (PROC / str(pid) / "task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9
    except OSError:
        return 0.0


def proportional_kibibytes(pid: int) -> int:
    """Return a process's proportional set size in KiB."""
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def database_url(name: str) -> str:
    """Return the address of a database of this name beside the one that settings name."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
