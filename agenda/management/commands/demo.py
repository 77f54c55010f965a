"""The demonstration: one command from a clean clone to a running site."""

import secrets
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone, translation

from agenda.demonstration.loader import load
from delegation.models import Delegate, Mission
from delegation.roles import Role

HOST, USERNAME = "127.0.0.1", "organiser"
MOMENT = "?at=2025-04-23T13:45"
KINDS = [
    ("Head of delegation", {"role": Delegate.Role.HEAD}),
    ("Firm's representative", {"group": Delegate.Group.FIRMS}),
    ("Interpreter", {"role": Delegate.Role.INTERPRETER}),
]


class Command(BaseCommand):
    """Prepares the demonstration and starts its server."""

    help = "Load the demonstration mission and start a server on the loopback address."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the switches."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--without-assumptions", action="store_true")
        parser.add_argument("--new-password", action="store_true")
        parser.add_argument("--no-server", action="store_true", help="Prepare and print only.")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - what Django hands over
        """Prepare what is missing, print the addresses, serve."""
        if not options["no_server"]:
            require_free_port(options["port"])
        try:
            self.migrate()
            mission, loaded = load(
                with_assumptions=not options["without_assumptions"], now=timezone.now()
            )
            password = organiser_password(renew=options["new_password"])
        except (DatabaseError, OSError) as error:
            raise CommandError(
                f"The database in {settings.DATA_DIR} can't be used ({error}): check that the "
                "folder can be written, or name another one with DATA_DIR."
            ) from error
        self.stdout.write("Loaded the demonstration mission." if loaded else "Already loaded.")
        self.print_addresses(mission, f"http://{HOST}:{options['port']}", password)
        if not options["no_server"]:
            self.stdout.write("Stop with Ctrl-C.\n")
            call_command(
                "runserver", f"{HOST}:{options['port']}", use_reloader=False, skip_checks=True
            )

    def migrate(self) -> None:
        """Bring the database up to date where it is not."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, skip_checks=True)

    def print_addresses(self, mission: Mission, base: str, password: str) -> None:
        """Print where to look."""
        lines = []
        for language, label in (("it", "Public page, Italian"), ("en", "Public page, English")):
            with translation.override(language):
                lines.append((label, base + reverse("itinerary", args=[mission.slug]) + MOMENT))
        lines.append(("Desk", base + reverse("admin:index")))
        lines.append(("", f"user {USERNAME}, {password}"))
        for label, kind in KINDS:
            delegate = mission.delegates.filter(**kind).in_order().first()
            link = delegate and mission.personal_links.filter(person=delegate.person).first()
            if link:
                lines.append((label, base + reverse("personal", args=[link.key]) + MOMENT))
        for label, text in lines:
            self.stdout.write(f"{label:<22} {text}")
        if not mission.contact_assumed:
            self.stdout.write(
                "Firms' representatives and the interpreter are assumed people: "
                "without assumptions there are none."
            )


def require_free_port(port: int) -> None:
    """Refuse a port that another program listens on.

    Raises:
        CommandError: it is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} is busy or not allowed: stop what uses it, or choose another one "
                f"with --port {port + 1}."
            ) from error


def organiser_password(*, renew: bool) -> str:
    """Make the organiser where there is none; return what to print about the password."""
    user, made = User.objects.get_or_create(username=USERNAME, defaults={"is_staff": True})
    user.groups.add(Group.objects.get_or_create(name=Role.ORGANISER)[0])
    if not (made or renew or not user.password):
        return "password as printed at the first run (--new-password makes another)"
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save()
    return f"password {password}"
