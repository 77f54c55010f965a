from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from agenda.intervals import following, overlap, overlapping

DAWN = datetime(2025, 4, 23, tzinfo=UTC)


@dataclass(frozen=True)
class Span:
    number: int
    starts_at: datetime
    ends_at: datetime


def span(number, first, minutes):
    start = DAWN + timedelta(minutes=first)
    return Span(number, start, start + timedelta(minutes=minutes))


@st.composite
def spans(draw):
    drawn = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12))
    return [span(number, *pair) for number, pair in enumerate(drawn)]


def test_spans_that_touch_do_not_overlap():
    assert overlap(span(1, 0, 30), span(2, 30, 30)) == timedelta(0)


def test_spans_overlap_for_as_long_as_both_last():
    assert overlap(span(1, 0, 30), span(2, 20, 60)) == timedelta(minutes=10)


@given(spans())
def test_sweeping_finds_the_pairs_that_comparing_all_finds(drawn):
    all_pairs = {
        frozenset((first, second))
        for first in drawn
        for second in drawn
        if first.number < second.number and overlap(first, second)
    }
    found = [frozenset(pair) for pair in overlapping(drawn)]
    assert len(found) == len(set(found))
    assert set(found) == all_pairs


@given(spans())
def test_each_pair_comes_with_the_earlier_start_first(drawn):
    assert all(first.starts_at <= second.starts_at for first, second in overlapping(drawn))


@given(spans())
def test_what_follows_has_nothing_wholly_in_between(drawn):
    all_pairs = {
        (first, second)
        for first in drawn
        for second in drawn
        if first.ends_at <= second.starts_at
        and not any(
            first.ends_at <= one.starts_at and one.ends_at <= second.starts_at for one in drawn
        )
    }
    found = list(following(drawn))
    assert len(found) == len(set(found))
    assert set(found) == all_pairs
