"""Core and human capital, the first part of the Comprehensive Ranking System (Instructions, ss. 9 to 15).

    age, education, first and second official language, Canadian work experience

Read with rulebook/crs/*.toml, which hold every figure.
"""

import numpy as np

from toprank.facts import Smalls
from toprank.features.candidates import Candidates
from toprank.features.levels import Codes
from toprank.rulebook.tables import Tables
from toprank.rules.points import Points, at


def column(candidates: Candidates) -> Smalls:
    """0 for the points without an accompanying partner, 1 for those with one."""
    return candidates.accompanied.astype(np.int16)


def age(candidates: Candidates, tables: Tables) -> Points:
    """Points for age in completed years on the day."""
    return at(tables.crs.age, column(candidates), candidates.age)


def education(candidates: Candidates, tables: Tables) -> Points:
    """Points for the highest level of education."""
    return at(tables.crs.education, column(candidates), candidates.education)


def first_language(with_partner: Smalls, first: Codes, tables: Tables) -> Points:
    """Points for the four abilities in the first official language, by column and code of the levels."""
    return at(tables.crs.first_language_together, with_partner, first)


def second_language(with_partner: Smalls, second: Codes, tables: Tables) -> Points:
    """Points for the four abilities in the second official language, before its cap."""
    return at(tables.crs.second_language_together, with_partner, second)


def canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Points for years of Canadian work experience."""
    return at(tables.crs.canadian_work, column(candidates), candidates.canadian_years)
