"""The emblem of the Union where a page or a mail must bring it along: nothing is fetched for it.

Drawn in ``eu-emblem.svg``; ``eu-emblem.png`` is the same for mail programs, which show no SVG.
"""

from base64 import b64encode
from email.message import MIMEPart
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

CONTENT_ID = "eu-emblem"


@cache
def drawing(kind: str) -> bytes:
    """Return the emblem as a file of a kind, ``svg`` or ``png``."""
    return Path(finders.find(f"site/eu-emblem.{kind}")).read_bytes()


@cache
def emblem_address() -> str:
    """Return an address that holds the emblem itself (RFC 2397)."""
    return f"data:image/svg+xml;base64,{b64encode(drawing('svg')).decode()}"


def emblem_part() -> MIMEPart:
    """Return the emblem as a part of a mail, whose HTML shows it as ``cid:eu-emblem`` (RFC 2392)."""
    part = MIMEPart()
    part.set_content(
        drawing("png"),
        maintype="image",
        subtype="png",
        disposition="inline",
        filename="eu-emblem.png",
        cid=f"<{CONTENT_ID}>",
    )
    return part
