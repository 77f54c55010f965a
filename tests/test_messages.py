"""The one catalogue of translations holds every message of the code, and no other."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("delegation", "locale", "it", "LC_MESSAGES", "django.po")
SOURCES = ["agenda", "companies", "delegation", "templates"]


def catalogue(root=ROOT):
    with (root / CATALOGUE).open("rb") as file:
        return read_po(file, locale="it")


def as_pairs(messages):
    """Return each message's context and English, with its Italian; the head is left out."""
    return {
        (plain(message.context), plain(message.id)): plain(message.string)
        for message in messages
        if message.id
    }


def plain(text):
    """Return text, or a plural's texts, alike for both formats: compiled contexts are bytes."""
    if isinstance(text, list | tuple):
        return tuple(text)
    return text.decode() if isinstance(text, bytes) else text


def is_empty(string):
    return not all(string) if isinstance(string, tuple) else not string


def test_every_message_has_its_italian():
    messages = as_pairs(catalogue())

    assert len(messages) > 300
    assert [key for key, string in messages.items() if is_empty(string)] == []


def test_no_message_is_guessed_or_left_over():
    known = catalogue()

    assert [message.id for message in known if message.id and message.fuzzy] == []
    assert [message.id for message in known.obsolete.values()] == []
    assert [message.id for message in known if guesses_left(message)] == []


def guesses_left(message):
    """Return the comments in which gettext told from which older message it guessed."""
    return [comment for comment in message.user_comments if comment.startswith("| ")]


def test_messages_keep_their_places_to_fill_in():
    differing = [message.id for message in catalogue() if message.id and list(message.check())]

    assert differing == []


def test_what_pages_read_is_what_the_catalogue_says():
    with (ROOT / CATALOGUE).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)

    assert as_pairs(compiled) == as_pairs(catalogue())


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_the_catalogue_has_the_messages_of_the_sources_and_no_others(tmp_path):
    for name in SOURCES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / CATALOGUE).unlink()

    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale=it", "--no-location"],
        cwd=tmp_path,
        env={**os.environ, "DATA_DIR": str(tmp_path / "data"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
    )

    assert set(as_pairs(catalogue(tmp_path))) == set(as_pairs(catalogue()))
