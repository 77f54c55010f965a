"""The benchmark: figures beside the budgets that the design gives them."""

import gc
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from agenda.benchmarks.figures import Figure, table
from agenda.benchmarks.pages import cold, personal, public_addresses, warm
from agenda.benchmarks.programmes import programmes
from agenda.benchmarks.rows import make_mission
from agenda.benchmarks.server import HOST, database_url, served
from agenda.benchmarks.visits import visits
from agenda.publishing import publish

ITEMS, PEOPLE, PEOPLE_EACH = 60, 40, 12


class Command(BaseCommand):
    """Measures on a database made for it and dropped afterwards: no row of yours is read."""

    help = "Measure pages and programmes beside their budgets, and print a table."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how often each page is read."""
        parser.add_argument("--times", type=int, default=300, help="Readings of each page.")
        parser.add_argument(
            "--meetings", type=int, default=10_000, help="Meetings of the largest mission."
        )

    def handle(self, *args: object, **options: object) -> None:
        """Measure and print."""
        with scratch_database() as name:
            figures = [
                *measure_pages(name, times=options["times"]),
                *programmes(options["meetings"]),
            ]
        self.stdout.write(table(figures))


def measure_pages(database: str, *, times: int) -> Iterator[Figure]:
    """Measure the pages of a published mission."""
    mission = make_mission("trial", meetings=ITEMS, people=PEOPLE, people_each=PEOPLE_EACH)
    publish(mission=mission, now=timezone.now())
    gc.collect()
    gc.freeze()  # as the server does with what was loaded before the first request
    yield from cold(mission)
    with served(database_url(database)) as server:
        yield from personal(mission, server, times=times)
        yield from warm(mission, server, times=times)
        for name in ("itinerary", "one item"):
            page = public_addresses(mission)[name]
            yield from visits(name, f"http://{HOST}:{server.port}{page}")


@contextmanager
def scratch_database() -> Iterator[str]:
    """Make an empty database beside the real one, use it in the block, drop it."""
    real = connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
        name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield name
        finally:
            connection.creation.destroy_test_db(real, verbosity=0)
