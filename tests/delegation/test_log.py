"""Log lines: one line an event, in JSON, without personal data."""

import json
import logging
import sys

import pytest
from django.conf import settings as site

from delegation import server
from delegation.log import LineFormatter
from tests.factories import PersonalLinkFactory


def line(message, *args, exc_info=None):
    record = logging.LogRecord("django", logging.WARNING, __file__, 1, message, args, exc_info)
    record.created = 1_745_415_900
    return LineFormatter().format(record)


def test_an_event_is_one_line_of_json_in_utc():
    assert json.loads(line("Went %s", "well\nand on")) == {
        "at": "2025-04-23T13:45:00.000+00:00",
        "level": "WARNING",
        "logger": "django",
        "event": "Went well\nand on",
    }
    assert "\n" not in line("Went %s", "well\nand on")


@pytest.mark.parametrize(
    ("written", "logged"),
    [
        ("Not Found: /p/12-aB.cD_e/", "Not Found: /p/…/"),
        ("GET /p/12-aB.cD_e/calendar.ics", "GET /p/…/calendar.ics"),
        ("GET /it/missions/?q=Rossi&at=1 200", "GET /it/missions/?… 200"),
        ("sent to ada.rossi+x@example.co.uk.", "sent to …"),
        ("called +39 011 67 00 511 twice", "called … twice"),
        ("5 rows in 12 ms", "5 rows in 12 ms"),
    ],
)
def test_what_points_at_a_person_is_left_out(written, logged):
    assert json.loads(line(written))["event"] == logged


def test_the_trace_of_an_error_is_kept_without_personal_data():
    try:
        raise ValueError("no such address: ada@example.org")
    except ValueError:
        event = json.loads(line("Broken", exc_info=sys.exc_info()))

    assert event["trace"].startswith("Traceback")
    assert event["trace"].endswith("ValueError: no such address: …")


@pytest.mark.django_db
def test_a_broken_personal_link_leaves_no_key_in_the_log(client, caplog):
    key = PersonalLinkFactory().key

    client.get(f"/p/{key}x/")

    [record] = [record for record in caplog.records if record.name == "django.request"]
    assert key in record.getMessage()
    assert key not in LineFormatter().format(record)


def test_site_and_server_write_such_lines_to_standard_error_and_no_access_log():
    formatters = [
        config["formatters"]["line"]["()"] for config in (site.LOGGING, server.logconfig_dict)
    ]
    handlers = [
        config["handlers"]["stderr"]["class"] for config in (site.LOGGING, server.logconfig_dict)
    ]

    assert formatters == ["delegation.log.LineFormatter"] * 2
    assert handlers == ["logging.StreamHandler"] * 2
    assert server.accesslog is None
