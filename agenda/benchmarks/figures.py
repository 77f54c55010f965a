"""A measured figure beside its budget, and the table that shows them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; ``budget`` is the most it may be, None where there is no limit."""

    what: str
    value: float
    unit: str
    budget: float | None = None

    @property
    def verdict(self) -> str:
        """Say whether the budget is kept."""
        if self.budget is None:
            return ""
        return "kept" if self.value <= self.budget else "EXCEEDED"


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines of text in columns."""
    rows = [("what", "measured", "budget", ""), *(cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def cells(figure: Figure) -> tuple[str, str, str, str]:
    """Return the texts of one row."""
    budget = "" if figure.budget is None else f"{figure.budget:g} {figure.unit}"
    return (figure.what, f"{figure.value:.3g} {figure.unit}", budget, figure.verdict)
