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
from toprank.features.segments import greatest, spread
from toprank.rulebook.tables import TOP_LEVEL, Scale

Levels = NDArray[np.int8]
Codes = NDArray[np.int16]

NO_RESULT: Final = 0
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


def scale_of(results: Results, scales: Sequence[Scale]) -> NDArray[np.int16]:
    """The place of the scale that each result is read on, from 1; 0 where there is none for its test and day."""
    place = np.zeros(len(results.test), np.int16)
    for number, scale in enumerate(scales, start=1):
        of_test = results.test == TESTS.index(scale.test)
        if not of_test.any():
            continue
        place += np.int16(number) * (of_test & (results.taken >= scale.start) & (results.taken < scale.stop))
    return place


def levels_of(results: Results, place: NDArray[np.int16], levels: NDArray[np.int8]) -> list[Levels]:
    """The level of each result, ability by ability."""
    _, abilities, scores = levels.shape
    flat, first = levels.ravel(), place.astype(np.intp) * (abilities * scores)
    return [flat.take(first + (ability * scores) + results.scores[:, ability]) for ability in range(abilities)]


def valid(results: Results, calendar: Calendar, years: int) -> Truths:
    """Which results have been taken by the day and are less than `years` old; 0 years is without limit."""
    taken = results.taken <= spread(calendar, calendar.on, results)
    if years == 0:
        return taken
    return taken & (results.taken > spread(calendar, calendar.outlived(years), results))


def best_levels(
    results: Results, calendar: Calendar, scales: Sequence[Scale], levels: NDArray[np.int8], years: int
) -> tuple[tuple[Levels, Truths], tuple[Levels, Truths]]:
    """The levels that count in English and in French, shape (candidates, 4), and who has a valid result in it."""
    if not len(results.test):
        nothing = unpacked(np.zeros(len(results.offsets) - 1, np.int64))
        return nothing, nothing
    place = scale_of(results, scales)
    counts = (place > 0) & valid(results, calendar, years)
    abilities = [level.astype(np.int32) for level in levels_of(results, place, levels)]
    lowest, together = reduce(np.minimum, abilities), reduce(np.add, abilities)
    # One number orders the results of a candidate and carries the levels of the winner in its last 16 bits.
    rank = ((lowest << 6) | together).astype(np.int64) << 36
    rank |= (results.taken.astype(np.int64) + 2**19) << 16
    rank |= reduce(lambda carried, level: (carried << 4) | level, abilities)
    rank *= counts
    french = TEST_LANGUAGE.take(results.test) == 1
    return tuple(  # type: ignore[return-value]
        unpacked(greatest(rank * of_language, results.offsets, NO_RESULT)) for of_language in (~french, french)
    )


def unpacked(best: NDArray[np.int64]) -> tuple[Levels, Truths]:
    """The levels carried by the winning numbers, zeros where there is no result."""
    carried = best.astype(np.uint16)
    levels = np.empty((4, len(best)), np.int8)  # each ability lies together: they are compared row by row
    for ability, shift in enumerate((12, 8, 4, 0)):
        levels[ability] = (carried >> shift) & 15
    return levels.T, best != NO_RESULT
