"""Log lines: one line an event, without personal data."""

import json
import logging
import re
from datetime import UTC, datetime

PERSONAL_KEY = re.compile(r"(/p/)[^/\s\"']+")
QUERY = re.compile(r"\?[^\s\"']*")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
PHONE = re.compile(r"\+\d[\d ]{6,}\d")


def without_personal_data(text: str) -> str:
    """Hide keys of personal links, query strings, e-mail addresses and telephone numbers."""
    text = PERSONAL_KEY.sub(r"\1…", text)
    text = QUERY.sub("?…", text)
    return PHONE.sub("…", E_MAIL.sub("…", text))


class LineFormatter(logging.Formatter):
    """Writes an event as one line of JSON, its moment in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an exception's trace is one of its values."""
        event = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": without_personal_data(record.getMessage()),
        }
        if record.exc_info:
            event["trace"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(event, ensure_ascii=False)
