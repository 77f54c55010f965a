"""The process that sets one file with Typst: JSON comes in, a picture or a document goes out."""

import base64
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import bootstrap_italia_template
import fontpkg_eb_garamond
import typst

FONTS = [
    Path(bootstrap_italia_template.__file__).parent / "static" / "fonts" / "Titillium_Web",
    fontpkg_eb_garamond.ROOT / "files",
]
PIXELS_PER_INCH = 72  # a point is a pixel
MISSING_SIGN = "could not be displayed"


def as_picture(drawing: Path) -> bytes:
    """Return a drawing as PNG."""
    return typst.compile(
        drawing, font_paths=FONTS, ignore_system_fonts=True, format="png", ppi=PIXELS_PER_INCH
    )


def as_document(drawing: Path) -> bytes:
    """Return a drawing as PDF/UA, which has no place for signs that no font has.

    What ours lack may be in a font of the system. Signs that are nowhere leave empty boxes in
    a document without the standard's mark, which is told so by ``sys.inputs.incomplete``.
    """
    for only_ours in (True, False):
        try:
            return typst.compile(
                drawing, font_paths=FONTS, ignore_system_fonts=only_ours, pdf_standards=["ua-1"]
            )
        except typst.TypstError as error:
            if MISSING_SIGN not in error.message:
                raise
    return typst.compile(drawing, font_paths=FONTS, sys_inputs={"incomplete": "yes"})


FORMATS = {"png": as_picture, "pdf": as_document}


def main() -> None:
    """Set what is asked for on standard input, and write it to standard output."""
    asked = json.load(sys.stdin)
    with TemporaryDirectory() as folder:
        for name, content in asked["files"].items():
            Path(folder, name).write_bytes(base64.b64decode(content))
        made = FORMATS[asked["format"]](Path(folder, "main.typ"))
    sys.stdout.buffer.write(made)


if __name__ == "__main__":  # pragma: no branch - it is only run as a program of its own
    main()
