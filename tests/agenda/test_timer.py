"""The clock that looks for messages every minute."""

from threading import Event

import pytest
from django.db import DatabaseError

from agenda.notices import timer


def test_it_looks_at_once_and_keeps_nobody_waiting():
    looked = Event()

    timer.every_minute(looked.set)

    assert looked.wait(10)


@pytest.mark.django_db  # it closes connections that earlier tests of its process may have left
def test_a_database_that_is_away_for_a_while_ends_nothing(monkeypatch):
    monkeypatch.setattr(timer, "EVERY_SECONDS", 0)
    comes = iter([DatabaseError("away"), None, KeyboardInterrupt()])

    def look():
        if found := next(comes):
            raise found

    with pytest.raises(KeyboardInterrupt):
        timer.go_on(look)

    assert next(comes, "all") == "all"
