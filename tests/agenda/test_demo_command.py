"""The one command: what it prints, what it leaves alone, and its sentence for each obstacle."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
IMPATIENCE = 240


def environment(folder, **more):
    kept = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {**kept, "PATH": os.environ["PATH"], "DATA_DIR": str(folder), **more}


def demo(folder, *switches, **more):
    """Run the command to its end; return its exit code, output and complaint."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, ROOT / "manage.py", "demo", *switches],
        env=environment(folder, **more), capture_output=True, text=True, check=False,
        timeout=IMPATIENCE,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def values(output):
    """Return what was printed beside each label."""
    return dict(re.findall(r"^  (\S.*?) {2,}(\S.*)$", output, re.MULTILINE))


def rows(folder):
    """Return every table of the database with what it holds."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}  # noqa: S608 - names of our own tables


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, demo(folder, "--no-server")


def test_the_first_run_prints_every_way_in(prepared):
    _folder, (code, output, complaint) = prepared
    printed = values(output)

    assert (code, complaint) == (0, "")
    assert list(printed) == [
        "Pagina pubblica", "Public page", "Desk", "User", "Password", "Head of delegation",
        "Firm's representative", "Interpreter",
    ]  # fmt: skip
    assert printed["User"] == "organiser"
    assert re.fullmatch(r"[\w-]{16}", printed["Password"])
    assert "loaded with its assumptions" in output


def test_running_again_changes_nothing_and_shows_the_password_no_more(prepared):
    folder, (_code, first, _complaint) = prepared
    before = rows(folder)

    code, output, complaint = demo(folder, "--no-server")

    same = {label: text for label, text in values(first).items() if label != "Password"}
    assert (code, complaint, rows(folder) == before) == (0, "", True)
    assert values(output) == {
        **same, "Password": "printed at the first run (--new-password makes another one)"
    }  # fmt: skip
    assert "nothing is changed" in output


def test_the_server_answers_at_the_addresses_that_are_printed(prepared):
    folder, _first = prepared
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, ROOT / "manage.py", "demo", "--port", str(port)],
        env=environment(folder, PYTHONUNBUFFERED="1"), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        output = "".join(iter(running.stdout.readline, "Ctrl-C stops the server. "
                              "Below come its log lines.\n"))  # fmt: skip
        wait_for(port)
        pages = {label: text for label, text in values(output).items() if "://" in text}
        opened = {label: status(address) for label, address in pages.items()}
    finally:
        running.terminate()
        running.wait()
        running.stdout.close()

    assert len(opened) == 6
    assert set(opened.values()) == {200}


def wait_for(port):
    """Wait until the port is listened on, for a bounded time."""
    last = time.monotonic() + IMPATIENCE
    while time.monotonic() < last:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the server did not start")


def status(address):
    with urllib.request.urlopen(address, timeout=IMPATIENCE) as answer:  # noqa: S310 - our own
        return answer.status


def test_a_busy_port_gets_one_sentence(tmp_path):
    with closing(socket.socket()) as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        told = demo(tmp_path, "--port", str(port))

    assert told == (
        1,
        "",
        f"CommandError: Port {port} can't be used (Address already in use): stop the program that "
        "uses it, or choose another one with --port.\n",
    )
    assert not (tmp_path / "db.sqlite3").exists()


def test_a_folder_that_cannot_be_written_gets_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")

    code, output, complaint = demo(tmp_path / "file" / "below", "--no-server")

    assert (code, output, complaint.count("\n")) == (1, "", 1)
    assert "can't be written" in complaint
    assert "DATA_DIR" in complaint


def test_a_damaged_database_gets_one_sentence(tmp_path):
    (tmp_path / "db.sqlite3").write_text("no database at all, but long enough to be read as one")

    code, _output, complaint = demo(tmp_path, "--no-server")

    assert (code, complaint.count("\n")) == (1, 1)
    assert complaint.startswith(f"CommandError: The database {tmp_path}/db.sqlite3 can't be used")
    assert "A damaged file can be deleted" in complaint


def test_a_run_that_was_cut_off_is_completed_by_the_next(tmp_path):
    for moment in (1.5, 3):
        run_for(tmp_path, moment)

    code, output, complaint = demo(tmp_path, "--no-server")
    again = demo(tmp_path, "--no-server")

    assert (code, complaint) == (0, "")
    assert len(values(output)) == 8
    assert (again[0], "nothing is changed" in again[1]) == (0, True)


def run_for(folder, seconds):
    """Begin the command and kill it after a moment, wherever it is."""
    running = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, ROOT / "manage.py", "demo", "--no-server"],
        env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def test_without_assumptions_there_are_days_and_parts_of_day_only(tmp_path):
    code, output, _complaint = demo(tmp_path, "--no-server", "--without-assumptions")
    tables = rows(tmp_path)
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        hours = database.execute(
            "SELECT count(*) FROM agenda_meeting WHERE starts_at IS NOT NULL OR ends_at IS NOT NULL"
        ).fetchone()

    assert code == 0
    assert "without any assumption" in output
    assert len(tables["agenda_meeting"]) > 3
    assert (hours, tables["agenda_transfer"]) == ((0,), [])
    assert values(output)["Interpreter"].startswith("nobody: no source names one")


def test_another_switch_loads_the_mission_anew(prepared):
    folder, _first = prepared

    code, output, complaint = demo(folder, "--no-server", "--without-assumptions")

    assert (code, complaint) == (0, "")
    assert (
        "The demonstration mission was there with its assumptions: it has been taken out and "
        "loaded anew without any assumption. Its personal links are new too."
    ) in output


def test_a_database_server_that_does_not_answer_gets_one_sentence(tmp_path):
    with closing(socket.socket()) as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        code, output, complaint = demo(
            tmp_path, "--no-server", DATABASE_URL=f"postgres://ada@127.0.0.1:{port}/agenda"
        )

    assert (code, output) == (1, "")
    assert complaint.startswith("CommandError: The database of DATABASE_URL can't be used (")
    assert complaint.endswith("): check that it answers.\n")


def test_a_word_that_is_no_port_is_refused(tmp_path):
    code, _output, complaint = demo(tmp_path, "--port", "eight")

    assert code == 2
    assert "“eight” is not a port: write a number from 1 to 65535." in complaint
