"""The rounds after the next one: day and cut-off of the first, second, ... round of a type in the joint futures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.futures import Futures
from toprank.forecast.settings import PATHS
from toprank.forecast.spread import Spread, weighted

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RoundAhead:
    """One of the rounds to come: `held` is the share of futures in which it is held, day and cut-off are of those."""

    place: int
    held: float
    day: Spread
    cutoff: Spread


def rounds_ahead(found: Futures, type_: str, count: int) -> list[RoundAhead]:
    """The first rounds of a type to come, as long as half of the futures hold them; none for a type not in them."""
    if type_ not in found.types:
        return []
    inside = np.flatnonzero(found.type == found.types.index(type_))
    order = inside[np.lexsort((found.day[inside], found.future[inside]))]
    future = found.future[order]
    first = np.flatnonzero(np.diff(future, prepend=-1))
    place = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    ahead = []
    for nth in range(count):
        rows = order[place == nth]
        if 2 * len(rows) < PATHS:
            break
        both = np.concatenate([found.by_stock[rows], found.by_steps[rows]])
        day = weighted(found.day[rows].astype(float), np.ones(len(rows)))
        ahead.append(RoundAhead(nth + 1, len(rows) / PATHS, day, weighted(both, np.ones(len(both)))))
    return ahead
