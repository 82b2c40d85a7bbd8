"""Sums and greatest values over the rows that belong to each group, groups without rows included."""

from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from toprank.days import Calendar, Days, Rows
from toprank.facts import Table, Truths

SHORT: Final = 8
Whole = TypeVar("Whole", bound=np.integer[Any])


def changes(values: NDArray[np.integer]) -> Truths:
    """Where a value differs from the one before it; the first one does."""
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def ends_with(places: Rows, stop: int) -> Rows:
    """The places at which groups begin, with where the last one ends: offsets."""
    found = np.empty(len(places) + 1, np.intp)
    found[:-1], found[-1] = places, stop
    return found


def spread(calendar: Calendar, values: Days, table: Table) -> Days:
    """Values derived from the calendar for the rows of a table; one value for all where there is one day for all."""
    return values if values.size == 1 else calendar.at(values, table.owner)


def totals(values: NDArray[np.integer] | Truths, offsets: Rows) -> NDArray[np.int64]:
    """The sum of the rows of each group.

    >>> totals(np.array([1, 2, 4]), np.array([0, 2, 2, 3]))
    array([3, 0, 4])
    """
    if not len(values):
        return np.zeros(len(offsets) - 1, np.int64)
    running = np.zeros(len(values) + 1, np.int64)
    values.cumsum(out=running[1:])
    at_offsets = running.take(offsets)
    found: NDArray[np.int64] = at_offsets[1:] - at_offsets[:-1]
    return found


def greatest(values: NDArray[Whole], offsets: Rows, empty: int = 0) -> NDArray[Whole]:
    """The greatest of the rows of each group, `empty` where it has none; of the kind of the values.

    >>> greatest(np.array([1, 2, 4]), np.array([0, 2, 2, 3]), empty=-1)
    array([ 2, -1,  4])
    """
    found = np.full(len(offsets) - 1, empty, values.dtype)
    if not len(values):
        return found
    lengths = offsets[1:] - offsets[:-1]
    filled = lengths.nonzero()[0]
    first, lengths = offsets[:-1].take(filled), lengths.take(filled)
    longest = int(lengths.max())
    if longest > SHORT:
        found[filled] = np.maximum.reduceat(values, first)
        return found
    best = values.take(first)  # groups are short: their second rows, then their third ones, are compared at once
    for nth in range(1, longest):
        rows = (lengths > nth).nonzero()[0]
        best[rows] = np.maximum(best.take(rows), values.take(first.take(rows) + nth))
    found[filled] = best
    return found
