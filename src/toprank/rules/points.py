"""Points as columns: tables read for every candidate at once, and points that only some candidates have."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from toprank.days import Rows
from toprank.facts import Truths
from toprank.rulebook.tables import Lookup

Points = NDArray[np.int16]
Kind = TypeVar("Kind", bound=np.generic)


def at(table: Lookup, first: NDArray[np.integer], second: NDArray[np.integer]) -> Points:
    """The cells of a table at a row and a column for each candidate.

    >>> at(np.array([[1, 2], [3, 4]], np.int16), np.array([1, 0]), np.array([0, 1]))
    array([3, 2], dtype=int16)
    """
    # One gather from the flat table, places in small numbers: indexing by two arrays takes three times as long.
    width: int = table.shape[1]
    rows: NDArray[Any] = first.astype(np.int16 if table.size < 2**15 else np.intp, copy=False)
    places: NDArray[Any] = rows * width + second
    found: Points = table.ravel().take(places)
    return found


def taken(columns: dict[str, NDArray[Kind]], rows: Rows | slice) -> dict[str, NDArray[Kind]]:
    """Some rows of named columns."""
    return {name: column[rows] for name, column in columns.items()}


def of_those(held: Truths, points: Callable[[Rows], Points]) -> Points:
    """The points of the candidates who hold something, given by row; zero for all others.

    >>> of_those(np.array([False, True]), lambda rows: rows.astype(np.int16) * 50)
    array([ 0, 50], dtype=int16)
    """
    found = np.zeros(len(held), np.int16)
    rows = held.nonzero()[0]
    if len(rows):
        found[rows] = points(rows)
    return found
