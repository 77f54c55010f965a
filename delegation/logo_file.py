"""Whether a file is a drawing that can stand among the logos, and its proportions."""

import re
import struct
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST_BYTES = 150_000
LARGEST_PIXELS = 4000  # wide or high: a small file can hold a picture that no telephone unpacks
SMALLEST_SIDE, LARGEST_SIDE = 0.01, 1_000_000  # of a drawing, in its own units
PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
PNG, SVG = "image/png", "image/svg+xml"
ELSEWHERE = re.compile(r"""@import|\\|url\((?!\s*["']?\s*(?:#|data:image/))""", re.IGNORECASE)
DRAWN_ELSEWHERE = {"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"}
TOO_LARGE = _("The file is larger than 150 kB: make it smaller.")
TOO_MANY_PIXELS = _("The picture is more than 4000 pixels wide or high: make it smaller.")
NO_PICTURE = _("This is neither a whole PNG picture nor an SVG drawing.")
NO_SIZE = _("The drawing says neither its size nor a viewBox: its proportions are unknown.")
NOT_ALONE = _("The drawing has scripts in it or loads something from elsewhere: export it plain.")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a file is, and how wide and high it is in its own units."""

    media_type: str
    width: float
    height: float


def read_drawing(content: bytes) -> Drawing:
    """Return what a PNG or SVG file is.

    Raises:
        ValidationError: it is neither, or isn't harmless.
    """
    if len(content) > LARGEST_BYTES:
        raise ValidationError(TOO_LARGE, code="too_large")
    drawing = read_png(content) if content.startswith(PNG_BEGINS) else read_svg(content)
    if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in (drawing.width, drawing.height)):
        raise ValidationError(NO_SIZE, code="no_size")
    return drawing


def read_png(content: bytes) -> Drawing:
    """Return the size of a PNG picture whose parts are all whole."""
    position, kind, size = len(PNG_BEGINS), b"", (0, 0)
    try:
        while kind != b"IEND":
            length, kind = struct.unpack_from(">I4s", content, position)
            data = content[position + 8 : position + 8 + length]
            (checksum,) = struct.unpack_from(">I", content, position + 8 + length)
            if zlib.crc32(kind + data) != checksum:
                raise ValidationError(NO_PICTURE, code="no_picture")
            if kind == b"IHDR":
                size = struct.unpack_from(">II", data)
            position += 12 + length
    except struct.error as error:
        raise ValidationError(NO_PICTURE, code="no_picture") from error
    if max(size) > LARGEST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels")
    return Drawing(PNG, *size)


def read_svg(content: bytes) -> Drawing:
    """Return the size of an SVG drawing that runs and loads nothing."""
    reader = expat.ParserCreate()
    reader.EntityDeclHandler = refuse
    reader.ProcessingInstructionHandler = refuse_stylesheet
    try:
        reader.Parse(content, True)
        root = ET.fromstring(content)  # noqa: S314 - without entities there is nothing to expand
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError) as error:
        raise ValidationError(NO_PICTURE, code="no_picture") from error
    if bare(root.tag) != "svg":
        raise ValidationError(NO_PICTURE, code="no_picture")
    if not all(stands_alone(element) for element in root.iter()):
        raise ValidationError(NOT_ALONE, code="not_alone")
    return Drawing(SVG, *svg_size(root))


def refuse(*_declared: object) -> None:
    """Refuse a drawing that doesn't stand alone."""
    raise ValidationError(NOT_ALONE, code="not_alone")


def refuse_stylesheet(target: str, _data: str) -> None:
    """Refuse the instruction that loads a stylesheet; programs leave harmless ones of their own."""
    if target == "xml-stylesheet":
        refuse()


def bare(name: str) -> str:
    """Return a name without its XML namespace."""
    return str(name).rsplit("}", maxsplit=1)[-1]


def stands_alone(element: ET.Element) -> bool:
    """Tell whether an element runs nothing and refers to its own drawing only."""
    style = "".join(element.itertext()) if bare(element.tag) == "style" else ""
    if bare(element.tag) in DRAWN_ELSEWHERE or ELSEWHERE.search(style):
        return False
    for name, text in element.attrib.items():
        if bare(name).lower().startswith("on"):
            return False
        if bare(name) == name and ELSEWHERE.search(text):  # a program's own are no style
            return False
        if bare(name) == "href" and not text.startswith(("#", "data:image/")):
            return False
    return True


def svg_size(root: ET.Element) -> tuple[float, float]:
    """Return width and height of a drawing: of its viewBox, else as it states them."""
    number = r"[-+]?[\d.]+(?:[eE][-+]?\d+)?"
    box = re.findall(number, root.get("viewBox", ""))
    texts = box[2:4] or [root.get("width", ""), root.get("height", "")]
    found = [re.match(number, text.strip()) for text in texts]
    try:
        width, height = (float(match[0]) if match else 0.0 for match in found)
    except ValueError:
        return 0.0, 0.0
    return width, height
