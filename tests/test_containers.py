"""What the container files promise to the settings, and the settings to them."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site

from tests.test_readme import settings_read

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
OF_COMPOSE_ITSELF = {"POSTGRES_PASSWORD", "PORT"}
OF_POSTGRES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


def test_every_variable_that_compose_sets_or_asks_for_is_a_setting():
    given = set(re.findall(r"^ {4,6}([A-Z_]+): ", COMPOSE, re.MULTILINE))
    asked = set(re.findall(r"\$\{([A-Z_]+)[:}]", COMPOSE))

    assert "SITE_URL" in given & asked
    assert given - OF_POSTGRES <= settings_read()
    assert asked - OF_COMPOSE_ITSELF <= settings_read()


@pytest.mark.parametrize(
    "name",
    ["SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL", "EMAIL_FROM"],
)
def test_compose_refuses_to_start_without_what_only_the_office_knows(name):
    uses = re.findall(rf"\$\{{{name}([^}}]*)\}}", COMPOSE)

    assert [use[:8] for use in uses] == [":?write "] * len(uses)
    assert uses


def test_web_and_worker_wait_for_the_migrated_database():
    web, worker = COMPOSE.split("\n  web:\n")[1].split("\n  worker:\n")
    waits = [
        "migrate: { condition: service_completed_successfully }" in part for part in (web, worker)
    ]

    assert waits == [True, True]
    assert "command: python manage.py db_worker" in worker
    assert "TASKS: database" in COMPOSE


def test_the_image_runs_as_an_ordinary_user_with_checked_packages_and_a_health_check():
    last_stage = DOCKERFILE.split("\nFROM ")[-1]

    assert "--require-hashes -r requirements.txt" in DOCKERFILE
    assert re.findall(r"^USER (\w+)$", last_stage, re.MULTILINE) == ["agenda"]
    assert "http://127.0.0.1:8000/healthz" in last_stage
    assert "COLLECTING_STATIC" in settings_read()


def test_only_what_runs_is_copied_into_the_image():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    kept = {line[1:] for line in lines if line.startswith("!")}
    apps = {app.partition(".")[0] for app in site.INSTALLED_APPS}
    ours = {folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").exists()}
    assert lines[0] == "*"
    assert kept == {"manage.py", "requirements.txt", "templates"} | (apps & ours)
