"""Digests of all that a row or a warning of the board shows: when they differ, so may the page."""

from dataclasses import dataclass, field, replace

from agenda.board.rows import Block, Gap, Item, Row, Shaded, Warned
from agenda.plan.accepted_clashes import digest
from agenda.plan.planned import Key


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests of one board; those of items that stand in many rows are worked out once."""

    items: dict[Key, str] = field(default_factory=dict)

    def of_row(self, row: Row) -> str:
        """Return that of a row, with all that stands in it."""
        lead = replace(row.lead, items=(), people=frozenset())
        return digest((lead, row.lanes, [self.of_part(part) for part in row.parts]))

    def of_warning(self, warning: Warned) -> str:
        """Return that of a warning, with its items."""
        items = [self.of_item(item) for item in warning.items]
        return digest((warning.name, warning.words, warning.state, items))

    def of_part(self, part: Block | Gap | Shaded) -> object:
        """Return what tells one part of a row from another."""
        if not isinstance(part, Block):
            return part
        return (self.of_item(part.item), part.start, part.end, part.lane, part.state, part.names)

    def of_item(self, item: Item) -> str:
        """Return that of an item in words."""
        if item.key not in self.items:
            self.items[item.key] = digest(item)
        return self.items[item.key]
