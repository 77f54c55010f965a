"""Where things stand and who may import whom, read from the sources themselves."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["companies", "delegation", "agenda"]
TOP = {
    "README.md", "manage.py", "pyproject.toml", "delegation", "agenda", "companies", "templates",
    "tests", "docker-compose.yml", "requirements.txt", "Dockerfile", ".ci",
}  # fmt: skip
LEAVES = {"delegation.local_time", "delegation.autocompletes"}
ABOVE_ALL = {f"delegation.{name}" for name in ("settings", "urls", "wsgi", "server")}
PROGRAMS_OF_THEIR_OWN = {"agenda.benchmarks.site"}  # wraps the addresses of the whole site
PURE = {
    f"agenda.{name}"
    for name in (
        "intervals", "clashes", "itinerary", "public_when", "reading", "now_and_next", "changes", "calendar_feed",
        "board.axis", "board.days", "board.rows", "exports.calendar_zones", "personal.schedule", "personal.entries",
        "plan.clash_kinds", "plan.leaving", "plan.people_clashes", "plan.planned", "plan.transfer_fit", "plan.travel", "versions.rest_changes",
        "matchmaking.placement",
    )
}  # fmt: skip


def level(module):
    """Return how high a module stands: it may import what stands as high or lower."""
    if module in LEAVES or module.startswith("delegation.history"):
        return 0
    if module in ABOVE_ALL:
        return 4
    return {"companies": 1, "delegation": 2, "agenda": 3}[module.partition(".")[0]]


def sources():
    """Return every module of the apps by its dotted name."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts).removesuffix(".__init__")
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imports(tree):
    """Return the dotted names of what a module imports, also inside of functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def is_ours(name):
    return name.partition(".")[0] in APPS


def module_of(name, known):
    """Return the module in which an imported name stands."""
    return name if name in known else name.rpartition(".")[0]


def pure_modules():
    return {name: tree for name, tree in sources().items() if name in PURE}


def test_imports_go_one_way():
    known = sources()
    upward = [
        f"{module} imports {name}"
        for module, tree in known.items()
        if module not in PROGRAMS_OF_THEIR_OWN
        for name in imports(tree)
        if is_ours(name) and level(module_of(name, known)) > level(module)
    ]

    assert upward == []


def test_a_wrong_import_would_be_seen():
    tree = ast.parse("def late():\n    from agenda.models import Meeting\n")

    assert [level(name) for name in imports(tree)] == [3]
    assert level("companies.models") < 3


def test_no_module_imports_relatively():
    relative = [
        module
        for module, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert relative == []


def test_pure_modules_ask_no_database():
    asking = [
        f"{module} imports {name}"
        for module, tree in pure_modules().items()
        for name in imports(tree)
        if name.startswith(("django.db", "django.http", "django.contrib"))
    ]

    assert {"agenda.itinerary", "agenda.changes"} <= set(pure_modules())
    assert asking == []


def test_pure_modules_take_nothing_from_models_but_their_choices():
    taken = [
        f"{module}, line {use.lineno}: {use.id}"
        for module, tree in pure_modules().items()
        for use in uses_beside_choices(tree)
    ]

    assert taken == []


def uses_beside_choices(tree):
    """Yield each use of an imported model that isn't ``Model.Choices``."""
    models = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and ".models" in f".{node.module}"
        for alias in node.names
    }
    named = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr[0].isupper()
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in models and id(node) not in named:
            yield node


def test_the_top_level_is_what_the_design_names():
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 - the git that made this checkout
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a checkout of git")
    top = {line.partition("/")[0] for line in listed.stdout.splitlines()}

    files = {".dockerignore", ".gitignore", ".python-version"}
    assert top - files == TOP


def test_no_module_is_a_bag_of_everything():
    bags = {"utils", "helpers", "services", "signals", "common", "misc"}

    assert [name for name in sources() if name.split(".")[-1] in bags] == []
