"""The README keeps up with the code: settings, commands, folders."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = ROOT / "delegation" / "settings.py"


def settings_read():
    """Return the names that settings.py reads from the environment."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(SETTINGS.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and call.args and reads_environment(call)
    }


def reads_environment(call):
    first = call.args[0]
    return isinstance(first, ast.Constant) and re.fullmatch(r"[A-Z_]+", str(first.value))


def section(title):
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(title):
    """Return the cells of a section's table, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_setting_stands_in_the_table_and_the_reverse():
    listed = [row[0].strip("`") for row in rows("Settings")]

    assert {"SITE_URL", "DATABASE_URL", "COLLECTING_STATIC"} <= settings_read()
    assert listed == sorted(settings_read())


def test_nothing_else_reads_the_environment():
    reading = {
        str(path.relative_to(ROOT))
        for app in ("agenda", "companies", "delegation")
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"\benv\.|environ\[|environ\.get\(", path.read_text(encoding="utf-8"))
    }

    assert reading == {
        "agenda/benchmarks/server.py",
        "delegation/environment.py",
        "delegation/settings.py",
    }


@pytest.mark.parametrize("row", rows("Map of the code"), ids=lambda row: row[0])
def test_the_map_names_what_is_there(row):
    first, *others = re.findall(r"`([^`]+)`", row[0])
    folder = Path(first).parent
    places = [Path(first), *(Path(name) if "/" in name[:-1] else folder / name for name in others)]

    assert [str(place) for place in places if not (ROOT / place).exists()] == []


def test_every_command_of_ours_is_named():
    commands = {
        path.stem for path in ROOT.glob("*/management/commands/*.py") if path.stem != "__init__"
    }

    assert {name for name in commands if f"manage.py {name}" not in README} == set()


def test_the_readme_stays_short():
    assert len(README.splitlines()) <= 200
