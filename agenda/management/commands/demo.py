"""The demonstration: one command from a clean clone to a running site."""

import logging
import os
import socket
from argparse import ArgumentParser, ArgumentTypeError

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import get_internal_wsgi_application, run
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from agenda.demonstration.loader import load, loaded_switch
from agenda.demonstration.ways_in import organiser_password, ways_in
from agenda.notices.queue import send_due_notices
from agenda.notices.timer import every_minute
from delegation.models import Mission

HOST = "127.0.0.1"
LEVELS = {
    "django.tasks": logging.WARNING,
    "django.server": logging.WARNING,
    "psycopg.pool": logging.ERROR,  # the command itself says it when no connection is made
}
HOW = {True: "with its assumptions", False: "without any assumption"}


class Command(BaseCommand):
    """Prepares the demonstration and serves it; what is there already is left as it is."""

    help = "Load the demonstration mission and serve it on the loopback address."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the switches."""
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument(
            "--without-assumptions", action="store_true", help="Days and parts of days only."
        )
        parser.add_argument("--new-password", action="store_true", help="For the organiser.")
        parser.add_argument("--no-server", action="store_true", help="Prepare and print only.")

    def handle(self, *args: object, **options: object) -> None:
        """Prepare what is missing, print the addresses, serve."""
        for name, level in LEVELS.items():
            logging.getLogger(name).setLevel(level)
        port = options["port"]
        if not options["no_server"]:
            require_free_port(port)
        try:
            self.migrate()
            mission = self.load(with_assumptions=not options["without_assumptions"])
            password = organiser_password(renew=options["new_password"])
            lines = ways_in(mission, base=f"http://{HOST}:{port}", password=password)
        except (DatabaseError, OSError) as error:
            raise CommandError(about_database(error)) from error
        for label, text in lines:
            self.stdout.write(f"  {label:<22} {text}")
        if not options["no_server"]:
            self.stdout.write("Ctrl-C stops the server. Below come its log lines.")
            self.stdout.flush()
            serve(port)

    def migrate(self) -> None:
        """Bring the database up to date where it is not."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)

    def load(self, *, with_assumptions: bool) -> Mission:
        """Load the mission and say what that did."""
        before = loaded_switch()
        mission = load(with_assumptions=with_assumptions, now=timezone.now())
        after = loaded_switch()
        if before is None:
            done = f"The demonstration mission has been loaded {HOW[after]}."
        elif before == after:
            done = f"The demonstration mission is there already, {HOW[after]}: nothing is changed."
        else:
            done = (
                f"The demonstration mission was there {HOW[before]}: it has been taken out and "
                f"loaded anew {HOW[after]}. Its personal links are new too."
            )
        self.stdout.write(done)
        return mission


def port_number(typed: str) -> int:
    """Return the port that was typed.

    Raises:
        ArgumentTypeError: there is no such port.
    """
    if not (typed.isdecimal() and 0 < int(typed) < 2**16):
        raise ArgumentTypeError(f"“{typed}” is not a port: write a number from 1 to 65535.")
    return int(typed)


def require_free_port(port: int) -> None:
    """Refuse a port that can't be listened on.

    Raises:
        CommandError: another program listens there, or the system forbids it.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} can't be used ({error.strerror}): stop the program that uses it, "
                "or choose another one with --port."
            ) from error


def about_database(error: Exception) -> str:
    """Say in a sentence which database can't be used, and what to do."""
    what = str(error).strip().partition("\n")[0]
    if connection.vendor != "sqlite":
        return f"The database of DATABASE_URL can't be used ({what}): check that it answers."
    return (
        f"The database {settings.DATABASES['default']['NAME']} can't be used ({what}): check that "
        "file and folder can be written and that the disk isn't full. A damaged file can be "
        "deleted: this command makes it anew. DATA_DIR names another folder."
    )


def serve(port: int) -> None:  # pragma: no cover - lasts until stopped: tests run it as a process
    """Serve until stopped, sending what is due; links made at the desk lead here unless SITE_URL says otherwise."""
    if "SITE_URL" not in os.environ:
        settings.SITE_URL = f"http://{HOST}:{port}"
    connection.close()
    every_minute(send_due_notices.call)
    try:
        run(HOST, port, get_internal_wsgi_application(), threading=True)
    except KeyboardInterrupt:
        return
