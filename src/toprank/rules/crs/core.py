"""Core and human capital, the first part of the Comprehensive Ranking System (Instructions, ss. 9 to 15).

    age, education, first and second official language, Canadian work experience

Read with rulebook/crs/*.toml, which hold every figure.
"""

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from toprank.facts import Smalls
from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import Tables

Points = NDArray[np.int16]


def column(candidates: Candidates) -> Smalls:
    """0 for the points without an accompanying partner, 1 for those with one."""
    return candidates.accompanied.astype(np.int16)


def at(points: Points, row: Smalls, place: NDArray[np.integer]) -> Points:
    """The points at a row and a place of a two-way table.

    >>> at(np.array([[1, 2], [3, 4]], np.int16), np.array([1, 0], np.int16), np.array([0, 1], np.int16))
    array([3, 2], dtype=int16)
    """
    return points.ravel().take(row * np.int16(points.shape[1]) + place)


def age(candidates: Candidates, tables: Tables) -> Points:
    """Points for age in completed years on the day."""
    return at(tables.crs.age, column(candidates), candidates.age)


def education(candidates: Candidates, tables: Tables) -> Points:
    """Points for the highest level of education."""
    return at(tables.crs.education, column(candidates), candidates.education)


def first_language(with_partner: Smalls, first: Levels, tables: Tables) -> Points:
    """Points for the four abilities in the first official language."""
    return over_abilities(tables.crs.first_language, with_partner, first)


def second_language(with_partner: Smalls, second: Levels, tables: Tables) -> Points:
    """Points for the four abilities in the second official language, before its cap."""
    return over_abilities(tables.crs.second_language, with_partner, second)


def over_abilities(points: Points, with_partner: Smalls, levels: Levels) -> Points:
    """The points of the four abilities together."""
    return reduce(np.add, (at(points, with_partner, ability) for ability in levels.T))


def canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Points for years of Canadian work experience."""
    return at(tables.crs.canadian_work, column(candidates), candidates.canadian_years)
