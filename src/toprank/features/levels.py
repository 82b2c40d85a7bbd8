"""Language levels: the best valid whole result in each official language (Instructions s. 12; IRPR 75(2)(d), 79).

A result is read on the scale of the day it was taken. Of several valid ones in a language one whole result is used:
the highest lowest ability, then the highest sum, then the latest (contract 5.3).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.days import Calendar
from toprank.facts import TEST_LANGUAGE, TESTS, Results, Truths
from toprank.features.segments import greatest
from toprank.rulebook.tables import Scale

Levels = NDArray[np.int8]

NO_RESULT: Final = -1


def levels_of(results: Results, scales: Sequence[Scale]) -> tuple[Levels, Truths]:
    """The level of each ability of each result, shape (results, 4), and which results have a scale at all."""
    levels = np.zeros((len(results.test), 4), np.int8)
    scaled = np.zeros(len(results.test), np.bool_)
    for scale in scales:
        of_test = results.test == TESTS.index(scale.test)
        rows = np.flatnonzero(of_test & (results.taken >= scale.start) & (results.taken < scale.stop))
        levels[rows] = scale.levels[np.arange(4), results.scores[rows]]
        scaled[rows] = True
    return levels, scaled


def valid(results: Results, calendar: Calendar, years: int) -> Truths:
    """Which results have been taken by the day and are less than `years` old; 0 years is without limit."""
    owner = results.owner
    taken = results.taken <= calendar.at(calendar.on, owner)
    if years == 0:
        return taken
    return taken & (results.taken > calendar.at(calendar.outlived(years), owner))


def best_levels(
    results: Results, calendar: Calendar, scales: Sequence[Scale], years: int
) -> tuple[tuple[Levels, Truths], tuple[Levels, Truths]]:
    """The levels that count in English and in French, shape (candidates, 4), and who has a valid result in it."""
    levels, scaled = levels_of(results, scales)
    counts = scaled & valid(results, calendar, years)
    wide = levels.astype(np.int64)
    # One number orders the results of a candidate and carries the levels of the winner in its last 16 bits.
    rank = (
        (wide.min(axis=1, initial=10) << 42) | (wide.sum(axis=1) << 36) | (results.taken.astype(np.int64) + 2**19 << 16)
    )
    rank |= (wide << np.array([12, 8, 4, 0])).sum(axis=1)
    language = TEST_LANGUAGE[results.test]
    return tuple(  # type: ignore[return-value]
        unpacked(greatest(np.where(counts & (language == each), rank, NO_RESULT), results.offsets, NO_RESULT))
        for each in (0, 1)
    )


def unpacked(best: NDArray[np.int64]) -> tuple[Levels, Truths]:
    """The levels carried by the winning numbers, zeros where there is no result."""
    has = best != NO_RESULT
    levels = (best[:, None] >> np.array([12, 8, 4, 0])) & 15
    return np.where(has[:, None], levels, 0).astype(np.int8), has
