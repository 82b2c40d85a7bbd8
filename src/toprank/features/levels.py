"""Language levels: the best valid whole result in each official language (Instructions s. 12; IRPR 75(2)(d), 79).

A result is read on the scale of the day it was taken. Of several valid ones in a language one whole result is used:
the highest lowest ability, then the highest sum, then the latest (contract 5.3).
"""

from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.days import Calendar
from toprank.facts import TEST_LANGUAGE, TESTS, Results, Truths
from toprank.features.segments import greatest
from toprank.rulebook.tables import TOP_LEVEL, Scale

Levels = NDArray[np.int8]
Codes = NDArray[np.int16]

NO_RESULT: Final = -1
BASE: Final = TOP_LEVEL + 1
LOWEST: Final = np.indices((BASE,) * 4, np.int8).min(axis=0).ravel()
"""The lowest ability of every code of four levels."""


def code(levels: Levels) -> Codes:
    """One number for the four levels of each candidate, by which tables of all four abilities are read.

    >>> code(np.array([[9, 9, 8, 10], [0, 0, 0, 1]], np.int8))
    array([13166,     1], dtype=int16)
    """
    found = levels[:, 0].astype(np.int16)
    for ability in range(1, 4):
        found *= BASE
        found += levels[:, ability]
    return found


def levels_of(results: Results, scales: Sequence[Scale]) -> tuple[Levels, Truths]:
    """The level of each ability of each result, shape (results, 4), and which results have a scale at all."""
    levels = np.zeros((4, len(results.test)), np.int8).T  # each ability lies together: they are compared row by row
    scaled = np.zeros(len(results.test), np.bool_)
    for scale in scales:
        of_test = results.test == TESTS.index(scale.test)
        rows = np.flatnonzero(of_test & (results.taken >= scale.start) & (results.taken < scale.stop))
        for ability in range(4):
            levels[rows, ability] = scale.levels[ability, results.scores[rows, ability]]
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
    abilities = [levels[:, ability].astype(np.int64) for ability in range(4)]
    lowest, together = reduce(np.minimum, abilities), reduce(np.add, abilities)
    # One number orders the results of a candidate and carries the levels of the winner in its last 16 bits.
    rank = (lowest << 42) | (together << 36) | (results.taken.astype(np.int64) + 2**19 << 16)
    for shift, ability in zip((12, 8, 4, 0), abilities, strict=True):
        rank |= ability << shift
    language = TEST_LANGUAGE[results.test]
    return tuple(  # type: ignore[return-value]
        unpacked(greatest(np.where(counts & (language == each), rank, NO_RESULT), results.offsets, NO_RESULT))
        for each in (0, 1)
    )


def unpacked(best: NDArray[np.int64]) -> tuple[Levels, Truths]:
    """The levels carried by the winning numbers, zeros where there is no result."""
    has = best != NO_RESULT
    carried = np.where(has, best, 0).astype(np.uint16)
    levels = np.empty((4, len(best)), np.int8)
    for ability, shift in enumerate((12, 8, 4, 0)):
        levels[ability] = (carried >> shift) & 15
    return levels.T, has
