"""Settings read from the environment; wrong ones are refused with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from delegation.environment import (
    address,
    cache,
    choice,
    contact_email,
    contact_phone,
    database,
    flag,
    mailer,
    months,
    origins,
    secret_key,
)

ROOT = Path(__file__).resolve().parent.parent.parent
LONG = "x" * 50


@pytest.fixture
def given(monkeypatch):
    def give(value):
        monkeypatch.setenv("SETTING", value)

    return give


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *[(word, True) for word in ("true", "YES", " 1 ", "on")],
        *[(word, False) for word in ("false", "No", "0", "off", "")],
    ],
)
def test_yes_and_no_are_read_in_several_words(given, typed, read):
    given(typed)

    assert flag("SETTING", default=not read) is read


def test_what_is_not_set_has_its_default(monkeypatch, tmp_path):
    monkeypatch.delenv("SETTING", raising=False)

    assert flag("SETTING", default=True) is True
    assert choice("SETTING", among=["a", "b"], default="b") == "b"
    assert address("SETTING", default="") == ""
    assert months("SETTING") is None
    assert (contact_email("SETTING"), contact_phone("SETTING")) == ("", "")
    assert database("SETTING", default="sqlite:///x.sqlite3")["NAME"] == "x.sqlite3"
    assert mailer("SETTING", default="consolemail://")["OPTIONS"] == {}


def test_sites_are_read_by_commas(given):
    given(" https://example.org/, http://localhost:8080,https://*.example.com,")

    assert origins("SETTING") == [
        "https://example.org",
        "http://localhost:8080",
        "https://*.example.com",
    ]


@pytest.mark.parametrize(
    "typed", ["*", "example.org", "https://a.example/page", "https://a.example;x", "https://u@a.b"]
)
def test_nothing_but_sites_may_frame_a_page(given, typed):
    given(typed)

    with pytest.raises(ImproperlyConfigured, match="write sites like https"):
        origins("SETTING")


@pytest.mark.parametrize(
    ("read", "typed", "sentence"),
    [
        (lambda: flag("SETTING", default=True), "perhaps", "SETTING is “perhaps”: write true or false."),
        (
            lambda: choice("SETTING", among=["one", "two"], default="one"),
            "three",
            "SETTING is “three”: write one of one, two.",
        ),
        (
            lambda: address("SETTING", default=""),
            "missions.example.org",
            "SETTING is “missions.example.org”: write an address like https://example.org.",
        ),
        (
            lambda: database("SETTING", default=""),
            "mysql://user:secret@host/name",
            "SETTING must begin with one of sqlite://, postgres://, postgresql://: "
            "for example postgres://user:password@host:5432/name.",
        ),
        (
            lambda: cache("SETTING", default=""),
            "memcache",
            "SETTING must begin with one of locmemcache://, dbcache://, redis://, rediss://, "
            "valkey://, valkeys://: for example redis://host:6379/1.",
        ),
        (
            lambda: contact_email("SETTING"),
            "nobody",
            "SETTING is “nobody”: write an e-mail address like missions@example.org.",
        ),
        (
            lambda: contact_phone("SETTING"),
            "011 1234567",
            "SETTING is “011 1234567”: write a number like +39 011 1234567.",
        ),
        (lambda: months("SETTING"), "0", "SETTING is “0”: write a number of months, like 60."),
        (lambda: months("SETTING"), "five", "SETTING is “five”: write a number of months, like 60."),
        (
            lambda: mailer("SETTING", default=""),
            "pigeon://roof",
            "SETTING is not understood: write smtp+tls://user:password@host:587, "
            "or filemail:///folder.",
        ),
        (
            lambda: secret_key("SETTING", folder=Path("/nowhere")),
            "short",
            "SETTING is too short: it needs 50 characters or more.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_a_sentence_that_keeps_secrets(given, read, typed, sentence):
    given(typed)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read()

    assert str(refusal.value) == sentence


def test_contacts_are_read_as_they_are_typed(given):
    given(" missions@example.org ")
    assert contact_email("SETTING") == "missions@example.org"
    given("+39 011 1234567")
    assert contact_phone("SETTING") == "+39 011 1234567"


def test_months_are_a_number(given):
    given(" 60 ")

    assert months("SETTING") == 60


def test_addresses_lose_their_last_slash(given):
    given("https://missions.example.org/")

    assert address("SETTING", default="") == "https://missions.example.org"


def test_both_databases_get_what_they_need(given):
    given("sqlite:////var/x.sqlite3")
    embedded = database("SETTING", default="")
    given("postgres://ada:secret@db.example.org:5433/agenda")
    server = database("SETTING", default="")

    assert (embedded["NAME"], embedded["OPTIONS"]["transaction_mode"]) == (
        "/var/x.sqlite3",
        "IMMEDIATE",
    )
    assert (server["HOST"], server["PORT"], server["NAME"]) == ("db.example.org", 5433, "agenda")
    assert server["OPTIONS"] == {"pool": {"timeout": 10}}


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        (
            "smtp+tls://ada:secret@mail.example.org:587",
            {
                "host": "mail.example.org",
                "port": 587,
                "username": "ada",
                "password": "secret",
                "use_tls": True,
                "use_ssl": False,
                "timeout": 20,
            },
        ),
        ("filemail:///var/mails", {"file_path": "/var/mails"}),
    ],
)
def test_mails_leave_as_the_address_says(given, typed, options):
    given(typed)

    assert mailer("SETTING", default="")["OPTIONS"] == options


@pytest.mark.parametrize(
    ("typed", "kind", "location"),
    [
        ("locmemcache://", "locmem.LocMemCache", ""),
        ("dbcache://cache", "db.DatabaseCache", "cache"),
        ("redis://:secret@cache.example.org:6379/1", "redis.RedisCache", None),
        ("valkeys://cache.example.org/1", "redis.RedisCache", "rediss://cache.example.org/1"),
    ],
)
def test_caches_are_known_by_their_address(given, typed, kind, location):
    given(typed)

    assert cache("SETTING", default="") == {
        "BACKEND": f"django.core.cache.backends.{kind}",
        "LOCATION": typed if location is None else location,
    }


def test_a_secret_key_is_made_once_and_kept_for_the_owner_only(monkeypatch, tmp_path):
    monkeypatch.delenv("SETTING", raising=False)
    folder = tmp_path / "new"

    first, second = (secret_key("SETTING", folder=folder) for _time in range(2))

    assert first == second
    assert len(first) >= 50
    assert [(kept.name, kept.stat().st_mode & 0o777) for kept in folder.iterdir()] == [
        ("secret_key", 0o600)
    ]


def test_a_given_secret_key_is_used_and_nothing_written(given, tmp_path):
    given(LONG)

    assert secret_key("SETTING", folder=tmp_path / "new") == LONG
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("SETTING", raising=False)
    (tmp_path / "file").write_text("")

    with pytest.raises(ImproperlyConfigured, match=r"can't be written .* DATA_DIR"):
        secret_key("SETTING", folder=tmp_path / "file" / "below")


def run(tmp_path, *command, **environment):
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, ROOT / "manage.py", *command],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **measured, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_setting_ends_every_command_in_one_sentence(tmp_path):
    done = run(tmp_path, "check", SITE_URL="missions.example.org")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Wrong setting. SITE_URL is “missions.example.org”: "
        "write an address like https://example.org.\n"
    )


def test_a_site_with_https_passes_djangos_check_for_deployment(tmp_path):
    done = run(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING",
        SITE_URL="https://missions.example.org",
        ALLOWED_HOSTS="missions.example.org",
        EMAIL_URL="smtp+tls://ada:secret@mail.example.org:587",
        BEHIND_PROXY="true",
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (2 silenced).\n",
    ), done.stderr
