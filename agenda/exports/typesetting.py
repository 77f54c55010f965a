"""Files set by Typst, each in a process of its own, once a version.

Typst keeps fonts and what it has set in memory, some 30 MiB: more than a web process has to
spare. So it is loaded in that process only.
"""

import base64
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Literal

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 30
AGAIN_AFTER = 60.0
logger = logging.getLogger(__name__)
one_at_a_time = Lock()


class NotSetError(Exception):
    """A file can't be set now; the log says why."""


@dataclass(slots=True)
class SetFile:
    """A file that is set when it is first read; who reads it meanwhile waits for it.

    What fails is not tried again for a minute: nobody else waits for what fails again.
    """

    make: Callable[[], bytes]
    content: bytes = b""
    failed_at: float = -AGAIN_AFTER
    setting: Lock = field(default_factory=Lock)

    def read(self) -> bytes:
        """Return the file.

        Raises:
            NotSetError: it can't be set now.
        """
        if self.content:
            return self.content
        with self.setting:
            if not self.content:
                self.try_now()
            return self.content

    def try_now(self) -> None:
        """Set the file, unless that failed a moment ago."""
        if time.monotonic() - self.failed_at < AGAIN_AFTER:
            raise NotSetError
        try:
            self.content = self.make()
        except NotSetError:
            self.failed_at = time.monotonic()
            raise


def typeset(
    drawing: Path,
    *,
    to: Literal["png", "pdf"],
    shown: dict[str, Any],
    pictures: dict[str, bytes] | None = None,
) -> bytes:
    """Return a drawing as a file of that format.

    It finds its texts as ``shown.json``, and pictures under their names.

    Raises:
        NotSetError: the drawing is wrong, or takes longer than half a minute.
    """
    files = {
        "main.typ": drawing.read_bytes(),
        "shown.json": json.dumps(shown).encode(),
        **(pictures or {}),
    }
    coded = {name: base64.b64encode(content).decode() for name, content in files.items()}
    try:
        return answer_of_typst(json.dumps({"format": to, "files": coded}).encode())
    except (OSError, subprocess.SubprocessError) as error:
        told = (getattr(error, "stderr", None) or b"").decode(errors="replace").splitlines()
        logger.warning("Typst has not set %s: %s", drawing.name, told[-1] if told else error)
        raise NotSetError from error


def answer_of_typst(asked: bytes) -> bytes:
    """Return what a process with Typst makes of what it is asked; only one runs at a time."""
    with one_at_a_time:
        done = subprocess.run(
            [sys.executable, "-m", "agenda.exports.typesetter"],
            cwd=ROOT, input=asked, capture_output=True, timeout=LONGEST, check=True,
        )  # fmt: skip
    return done.stdout
