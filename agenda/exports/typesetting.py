"""Pictures set by Typst, each in a process of its own.

Typst keeps fonts and what it has set in memory, some 30 MiB: more than a web process has to
spare for what is drawn once a version. Run as a module this is that process: JSON comes in,
the picture goes out.
"""

import json
import subprocess
import sys
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).resolve().parents[2]
PIXELS_PER_INCH = 72  # a point is a pixel
LONGEST = 30
one_at_a_time = Lock()


def picture_of(drawing: Path, *, fonts: Path, shown: dict[str, str]) -> bytes:
    """Return a drawing as PNG; it finds the texts as JSON in ``sys.inputs.shown``.

    Raises:
        subprocess.SubprocessError: the drawing is wrong, or took longer than half a minute.
    """
    asked = json.dumps({"drawing": str(drawing), "fonts": str(fonts), "shown": shown})
    with one_at_a_time:
        done = subprocess.run(  # noqa: S603 - the texts go in as data, not as arguments
            [sys.executable, "-m", __name__],
            cwd=ROOT, input=asked.encode(), stdout=subprocess.PIPE, timeout=LONGEST, check=True,
        )  # fmt: skip
    return done.stdout


def main() -> None:
    """Draw what is asked for on standard input, and write it to standard output."""
    import typst  # noqa: PLC0415 - the web processes import this module and must not load it

    asked = json.load(sys.stdin)
    drawn = typst.compile(
        asked["drawing"],
        font_paths=[asked["fonts"]],
        ignore_system_fonts=True,
        format="png",
        ppi=PIXELS_PER_INCH,
        sys_inputs={"shown": json.dumps(asked["shown"])},
    )
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    main()
