"""A calendar application in thirty lines: reads the text of a file and keeps events by UID.

Written from RFC 5545 and on purpose with no library, so that it is independent of the one
that writes the files.
"""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def parsed(text):
    """Return the events of a file, each a dictionary of property to (parameters, value)."""
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
    events, stack = [], []
    for line in lines[:-1]:
        head, _colon, value = line.partition(":")
        name, *parameters = head.split(";")
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            assert name not in events[-1], f"{name} stands twice"
            events[-1][name] = (dict(one.split("=") for one in parameters), value)
    assert (stack, lines[-1]) == ([], "")
    return events


def moment(written):
    """Return a DATE-TIME in UTC, or a DATE as text."""
    parameters, value = written
    if parameters.get("VALUE") == "DATE":
        return value
    zone = ZoneInfo(parameters["TZID"]) if "TZID" in parameters else UTC
    naive = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - zone beside it
    return naive.replace(tzinfo=zone).astimezone(UTC)


class ClientCalendar:
    """What stands in somebody's calendar after importing files."""

    def __init__(self):
        self.events = {}

    def read(self, content):
        """Import a file: an event with a known UID replaces it unless it is older."""
        for event in parsed(content.decode()):
            uid = event["UID"][1]
            if uid not in self.events or self.age(event) >= self.age(self.events[uid]):
                self.events[uid] = event

    @staticmethod
    def age(event):
        return int(event["SEQUENCE"][1]), moment(event["DTSTAMP"])

    @property
    def shown(self):
        """Return title, start and status of each event, by start."""
        rows = [
            (event["SUMMARY"][1], moment(event["DTSTART"]), event["STATUS"][1])
            for event in self.events.values()
        ]
        return sorted(rows, key=lambda row: (str(row[1]), row[0]))
