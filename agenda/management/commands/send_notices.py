"""Sends the notices that are due: where there is no worker."""

import time

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from agenda.notices.queue import queue_next
from agenda.notices.sending import send_notices


class Command(BaseCommand):
    """Sends once, or every so many seconds."""

    help = "Send the notices that are due, and those that a killed worker left half done."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the pause between looks."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Go on until stopped.")

    def handle(self, *, every: int | None, **options: object) -> None:
        """Send, and go on where asked to."""
        while True:
            sent = send_notices(now=timezone.now())
            self.stdout.write(f"{sent or 0} sent.")
            if not every:
                queue_next()
                return
            time.sleep(every)
