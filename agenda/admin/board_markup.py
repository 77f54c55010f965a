"""The board's rows and warnings in HTML: what stands in many rows is written once.

Each entry carries a digest of all that it shows. A page that has one already gets an empty entry
in its place, so that after a move only what changed is written and sent, whoever changed it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from agenda.board.digests import Digests
from agenda.board.rows import Block, Gap, Row, Shaded, Warned


@dataclass(frozen=True, slots=True)
class Markup:
    """Writes the rows and warnings of a board; ``known`` are the digests a page has already."""

    may_move: bool
    query: str
    known: frozenset[str] = frozenset()
    digests: Digests = field(default_factory=Digests)
    written: dict[object, SafeString] = field(default_factory=dict)

    def rows(self, rows: Iterable[Row]) -> list[SafeString]:
        """Return an entry for each row."""
        return [
            self.entry(self.digests.of_row(row), "_row", row=row, parts=map(self.part, row.parts))
            for row in rows
        ]

    def warnings(self, warnings: Iterable[Warned]) -> list[SafeString]:
        """Return an entry for each clash or note."""
        return [
            self.entry(
                self.digests.of_warning(row),
                "_warning",
                warning=row,
                sign=self.sign(row.state),
                **self.ways,
            )
            for row in warnings
        ]

    def entry(self, digest: str, template: str, **said: object) -> SafeString:
        """Return an entry of a list, empty where the page has it already."""
        if digest in self.known:
            return format_html('<li data-same="{}"></li>', digest)
        entry = written(template, **said).removeprefix("<li")
        return format_html('<li data-digest="{}"{}', digest, SafeString(entry))

    @property
    def ways(self) -> dict[str, object]:
        """What the ways to an item's page are made of."""
        return {"may_move": self.may_move, "query": self.query}

    def part(self, part: Block | Gap | Shaded) -> SafeString:
        """Return an item, a way or a shade."""
        if not isinstance(part, Block):
            return self.once(part, "_part", part=part)
        same = (part.item.key, part.lane, part.names)
        return self.once(same, "_part", part=part, sign=self.sign(part.state), **self.ways)

    def sign(self, state: str) -> SafeString:
        """Return the sign of how grave a clash is, nothing where there is none."""
        return self.once(state, "_sign", state=state)

    def once(self, same: object, template: str, **said: object) -> SafeString:
        """Return a piece of the page, written the first time that it is asked for."""
        if same not in self.written:
            self.written[same] = written(template, **said)
        return self.written[same]


def written(template: str, **said: object) -> SafeString:
    """Return a piece of the board's page."""
    return SafeString(render_to_string(f"admin/board/{template}.html", said).strip())
