"""Core and human capital, the first part of the Comprehensive Ranking System (Instructions, ss. 9 to 15).

    age, education, first and second official language, Canadian work experience

Read with rulebook/crs/*.toml, which hold every figure.
"""

import numpy as np
from numpy.typing import NDArray

from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import Tables

Points = NDArray[np.int16]


def column(candidates: Candidates) -> NDArray[np.intp]:
    """0 for the points without an accompanying partner, 1 for those with one."""
    return candidates.accompanied.astype(np.intp)


def years(credit: NDArray[np.int64], tables: Tables) -> NDArray[np.intp]:
    """Whole years of full-time work, never rounded up; ten stands for ten or more."""
    return np.minimum(credit // tables.work.year, 10).astype(np.intp)


def age(candidates: Candidates, tables: Tables) -> Points:
    """Points for age in completed years on the day."""
    return tables.crs.age[column(candidates), candidates.age]


def education(candidates: Candidates, tables: Tables) -> Points:
    """Points for the highest level of education."""
    return tables.crs.education[column(candidates), candidates.education]


def first_language(candidates: Candidates, first: Levels, tables: Tables) -> Points:
    """Points for the four abilities in the first official language."""
    return over_abilities(tables.crs.first_language, candidates, first)


def second_language(candidates: Candidates, second: Levels, tables: Tables) -> Points:
    """Points for the four abilities in the second official language, before its cap."""
    return over_abilities(tables.crs.second_language, candidates, second)


def over_abilities(points: Points, candidates: Candidates, levels: Levels) -> Points:
    """The points of the four abilities together."""
    with_partner = column(candidates)
    return points[with_partner, levels[:, 0]] + sum(points[with_partner, levels[:, each]] for each in (1, 2, 3))


def canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Points for years of Canadian work experience."""
    return tables.crs.canadian_work[column(candidates), years(candidates.canadian_work, tables)]
