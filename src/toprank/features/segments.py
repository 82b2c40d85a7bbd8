"""Sums and greatest values over the rows that belong to each candidate, groups without rows included."""

import numpy as np
from numpy.typing import NDArray

from toprank.days import Rows


def totals(values: NDArray[np.int64], offsets: Rows) -> NDArray[np.int64]:
    """The sum of the rows of each group.

    >>> totals(np.array([1, 2, 4]), np.array([0, 2, 2, 3]))
    array([3, 0, 4])
    """
    running = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=running[1:])
    return running[offsets[1:]] - running[offsets[:-1]]


def greatest(values: NDArray[np.int64], offsets: Rows, empty: int = 0) -> NDArray[np.int64]:
    """The greatest of the rows of each group, `empty` where it has none.

    >>> greatest(np.array([1, 2, 4]), np.array([0, 2, 2, 3]), empty=-1)
    array([ 2, -1,  4])
    """
    found = np.full(len(offsets) - 1, empty, np.int64)
    filled = offsets[1:] > offsets[:-1]
    if filled.any():
        found[filled] = np.maximum.reduceat(values, offsets[:-1][filled])
    return found
