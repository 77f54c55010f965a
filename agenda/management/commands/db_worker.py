"""The worker of the queue of tasks, with a clock of its own for notices."""

from django_tasks_db.management.commands import db_worker

from agenda.notices.queue import keep_looking
from agenda.notices.timer import every_minute


class Command(db_worker.Command):
    """Works off the queue as the library does; what killed workers left waits for a minute."""

    def handle(self, **options: object) -> None:
        """Start the clock, then the worker."""
        every_minute(keep_looking)
        super().handle(**options)
