"""Who is invited: the top-ranking candidates, so many of them (IRPA 10.2(1)(b), 10.3(1)(i)).

Rank is by score, highest first; among equals the profile received first; in the same second the id that comes first
in byte order. The pool is never sorted: scores are counted from the top down to the cut-off, and only those at or
above it are put in order.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from toprank.days import Rows
from toprank.facts import Instants, Smalls, Truths
from toprank.pool.ids import Ids

TOP_SCORE: Final = 1200
RANK: Final[list[tuple[str, Literal["ascending", "descending"]]]] = [
    ("score", "descending"),
    ("submitted", "ascending"),
    ("id", "ascending"),
]


@dataclass(frozen=True)
class Selection:
    """The invited rows in order of rank, and how the line was drawn.

    `cutoff` is the lowest score invited and `tie_break` the instant of the last one invited at it, in seconds; both
    are None where nobody is, and `tie_break` also where equal scores had no order.
    """

    rows: Rows
    cutoff: int | None
    tie_break: int | None
    above_cutoff: int
    tied: int
    tied_invited: int


NOBODY: Final = Selection(np.empty(0, np.intp), None, None, 0, 0, 0)


def select(total: Smalls, submitted: Instants, ids: Ids, eligible: Truths, size: int, ordered: bool) -> Selection:
    """The `size` top-ranking of the eligible; where ties are not `ordered`, as many whole scores as fit.

    Columns have one row a candidate. Ties were first ordered by the Instructions of 2017-1, from 2017-06-06.
    """
    reached = counts(total[eligible])
    cutoff = cutoff_of(reached, size, ordered)
    if cutoff is None:
        return NOBODY
    rows = ranked(total, submitted, ids, np.flatnonzero(eligible & (total >= cutoff)))[:size]
    above = int(reached[cutoff + 1]) if cutoff + 1 < len(reached) else 0
    return Selection(
        rows=rows,
        cutoff=cutoff,
        tie_break=int(submitted[rows[-1]]) if ordered else None,
        above_cutoff=above,
        tied=int(reached[cutoff]) - above,
        tied_invited=len(rows) - above,
    )


def counts(scores: Smalls) -> NDArray[np.int64]:
    """How many have each score or more, by score from 0.

    >>> counts(np.array([2, 0, 2], np.int16))[:4]
    array([3, 2, 2, 0])
    """
    return np.bincount(scores, minlength=TOP_SCORE + 1)[::-1].cumsum()[::-1]


def cutoff_of(reached: NDArray[np.int64], size: int, ordered: bool) -> int | None:
    """The lowest score invited, None where nobody is."""
    everyone = int(reached[0])
    if size <= 0 or everyone == 0:
        return None
    if ordered:
        return int(np.flatnonzero(reached >= min(size, everyone))[-1])
    fitting = np.flatnonzero((reached <= size) & (reached > 0))
    if not len(fitting):
        return None
    held = fitting[reached[fitting] == reached[fitting[0]]]
    return int(held[-1])


def ranked(total: Smalls, submitted: Instants, ids: Ids, rows: Rows) -> Rows:
    """Some rows in order of rank."""
    columns = pa.table({"score": pa.array(total[rows]), "submitted": pa.array(submitted[rows]), "id": ids.take(rows)})
    order = pc.sort_indices(columns, sort_keys=RANK)
    found: Rows = rows[order.to_numpy()]
    return found
