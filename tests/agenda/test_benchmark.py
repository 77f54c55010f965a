"""The benchmark command: it measures everything it names, on rows that it makes itself."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings

from agenda.benchmarks.figures import Figure, table
from agenda.benchmarks.visits import CHROMIUM

PAGES = [
    "itinerary", "one item", "delegation", "calendar", "JSON", "schedule XML", "changes (Atom)",
]  # fmt: skip


def test_the_table_says_which_budget_is_not_kept():
    figures = [
        Figure("itinerary, warm", 1.25, "x bare", 1.5),
        Figure("memory", 151.6, "MiB", 150),
        Figure("bare view", 0.5, "ms"),
    ]

    assert table(figures).splitlines() == [
        "what             measured     budget",
        "itinerary, warm  1.25 x bare  1.5 x bare  kept",
        "memory           152 MiB      150 MiB     EXCEEDED",
        "bare view        0.5 ms",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="Processor time is read from /proc.")
def test_the_command_prints_a_figure_for_every_page_and_leaves_nothing_behind(tmp_path):
    without_database = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    done = subprocess.run(
        [sys.executable, "manage.py", "benchmark", "--times", "1", "--meetings", "100"],
        cwd=settings.BASE_DIR,
        env={**without_database, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    measured = {line.split("  ")[0] for line in done.stdout.splitlines()}
    assert {f"{page}, warm" for page in PAGES} | {f"{page}, cold" for page in PAGES} <= measured
    assert {"bare view", "personal page", "memory of the server"} <= measured
    assert {
        "clashes in 100 meetings, read and found",
        "publishing 10 meetings, 300 people",
        "comparing two versions of 10 items",
    } <= measured
    seen = {f"{page}, {visit} visit" for page in PAGES[:2] for visit in ("first", "second")}
    assert seen <= measured or not CHROMIUM
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as real:
        assert real.execute("SELECT name FROM sqlite_master").fetchall() == []
