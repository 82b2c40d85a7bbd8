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


def spread(calendar: Calendar, values: Days, table: Table) -> Days:
    """Values derived from the calendar for the rows of a table; one value for all where there is one day for all."""
    return values if values.size == 1 else calendar.at(values, table.owner)


def totals(values: NDArray[np.integer] | Truths, offsets: Rows) -> NDArray[np.int64]:
    """The sum of the rows of each group.

    >>> totals(np.array([1, 2, 4]), np.array([0, 2, 2, 3]))
    array([3, 0, 4])
    """
    running = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=running[1:])
    return np.diff(running.take(offsets))


def greatest(values: NDArray[Whole], offsets: Rows, empty: int = 0) -> NDArray[Whole]:
    """The greatest of the rows of each group, `empty` where it has none; of the kind of the values.

    >>> greatest(np.array([1, 2, 4]), np.array([0, 2, 2, 3]), empty=-1)
    array([ 2, -1,  4])
    """
    found = np.full(len(offsets) - 1, empty, values.dtype)
    lengths = np.diff(offsets)
    filled = np.flatnonzero(lengths)
    if not len(filled):
        return found
    first, lengths = offsets[:-1].take(filled), lengths.take(filled)
    longest = int(lengths.max())
    if longest > SHORT:
        found[filled] = np.maximum.reduceat(values, first)
        return found
    best = values.take(first)  # groups are short: their second rows, then their third ones, are compared at once
    for nth in range(1, longest):
        rows = np.flatnonzero(lengths > nth)
        best[rows] = np.maximum(best.take(rows), values.take(first.take(rows) + nth))
    found[filled] = best
    return found
