"""What those who watch the site are told."""

import json
import logging

import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db


def broken(*args):
    raise OperationalError("no route to host db for user secretary")


def test_application_and_database_are_well(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = client.get("/healthz")

    assert (page.status_code, page.json()) == (200, {"application": "ok", "database": "ok"})
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies


def test_a_silent_database_is_told_without_saying_whose(client, caplog):
    with connection.execute_wrapper(broken), caplog.at_level(logging.INFO):
        page = client.get("/healthz")

    assert (page.status_code, page.json()) == (503, {"application": "ok", "database": "no answer"})
    assert "The database does not answer: OperationalError" in caplog.messages
    assert not [message for message in caplog.messages if "secretary" in message]


def test_a_check_from_inside_the_container_needs_neither_https_nor_the_sites_name(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["missions.example.org"]

    page = client.get("/healthz", headers={"host": "127.0.0.1:8000"})

    assert (page.status_code, json.loads(page.content)["database"]) == (200, "ok")
    assert client.get("/it/missions/", headers={"host": "127.0.0.1:8000"}).status_code == 400


def test_only_questions_are_answered(client):
    assert client.post("/healthz").status_code == 405
