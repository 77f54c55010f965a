"""What a PDF says, to eyes and to programs that read aloud."""

import io
from dataclasses import dataclass

from pypdf import PdfReader


@dataclass(frozen=True)
class Tag:
    """An element of the structure: its name, language, text alternative, and box on the page."""

    name: str
    language: str
    alternative: str
    box: tuple[float, ...]

    @property
    def size(self):
        left, bottom, right, top = self.box
        return right - left, top - bottom


def opened(content):
    return PdfReader(io.BytesIO(content))


def text_of(content):
    """Return what stands on the pages, by line."""
    lines = [page.extract_text().splitlines() for page in opened(content).pages]
    return [line.strip() for of_page in lines for line in of_page]


def words_of(content):
    """Return all words in a file: on its pages, in its tags and in what it says of itself."""
    file = opened(content)
    about = [str(file.metadata), file.root_object["/Metadata"].get_data().decode()]
    return "\n".join([*text_of(content), *about, *map(str, tags_of(content))])


def tags_of(content, name=""):
    """Return the elements of the structure in reading order, those of a name or all."""
    root = opened(content).root_object["/StructTreeRoot"]
    return [tag for tag in below(root) if name in {"", tag.name}]


def below(node):
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield tag_of(element)
            yield from below(element)


def tag_of(element):
    attributes = element.get("/A", [])
    shown = attributes if isinstance(attributes, list) else [attributes]
    boxes = [part.get_object()["/BBox"] for part in shown if "/BBox" in part.get_object()]
    return Tag(
        name=element["/S"].removeprefix("/"),
        language=str(element.get("/Lang", "")),
        alternative=str(element.get("/Alt", "")),
        box=tuple(float(side) for side in boxes[0]) if boxes else (),
    )


def fonts_of(content):
    """Return the names of the fonts that are embedded."""
    found = set()
    for page in opened(content).pages:
        for font in page["/Resources"]["/Font"].values():
            (described,) = font["/DescendantFonts"]
            descriptor = described.get_object()["/FontDescriptor"]
            if {"/FontFile2", "/FontFile3"} & set(descriptor):
                found.add(font["/BaseFont"].partition("+")[2])
    return found


def links_of(content):
    """Return the addresses that a file leads to."""
    notes = [note.get_object() for page in opened(content).pages for note in page.annotations or ()]
    return [str(note["/A"]["/URI"]) for note in notes if "/A" in note]
