"""Half-open spans of time: where they overlap, and which follow one another."""

from collections import deque
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
    """Yield each pair of which one is over when the other starts, with none wholly in between.

    What runs over both of them doesn't part them. Sorts, then sweeps, as above: only spans
    that overlap one another can be before the same one.
    """
    spans = list(spans)
    ending = deque(sorted(spans, key=attrgetter("ends_at")))
    over: list[T] = []
    for span in sorted(spans, key=attrgetter("starts_at")):
        while ending[0].ends_at <= span.starts_at:
            over.append(ending.popleft())
        last_start = max((one.starts_at for one in over), default=None)
        over = [one for one in over if one.ends_at > last_start]
        for one in over:
            yield one, span
