"""Half-open spans of time: where they overlap, and which follow one another."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Protocol


class Timed(Protocol):
    """What holds its start and not its end; both are aware."""

    @property
    def starts_at(self) -> datetime:
        """The first moment."""

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""


def overlap(first: Timed, second: Timed) -> timedelta:
    """Return how long both last at once: zero where one ends as the other starts."""
    shared = min(first.ends_at, second.ends_at) - max(first.starts_at, second.starts_at)
    return max(shared, timedelta(0))


def overlapping[T: Timed](spans: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Yield each pair that overlaps once, the one that starts first before the other.

    Sorts, then sweeps: the work grows with the spans and the pairs found, not with all pairs.
    """
    running: list[T] = []
    for span in sorted(spans, key=attrgetter("starts_at")):
        running = [earlier for earlier in running if earlier.ends_at > span.starts_at]
        for earlier in running:
            yield earlier, span
        running.append(span)


def following[T: Timed](spans: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Yield each span with the one that ended last before it, where nothing runs into it."""
    last: T | None = None
    for span in sorted(spans, key=attrgetter("starts_at")):
        if last is not None and last.ends_at <= span.starts_at:
            yield last, span
        if last is None or span.ends_at >= last.ends_at:
            last = span
