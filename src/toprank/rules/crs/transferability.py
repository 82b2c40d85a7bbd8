"""Skill transferability, the third part of the ranking (Instructions, ss. 20 to 27).

Two things a candidate has are worth more together than apart:

    education            x  first language, Canadian experience      together at most  50
    foreign experience   x  first language, Canadian experience      together at most  50
    trade certificate    x  first language                                    at most  50
                                                               all together   at most 100

The language counts by its lowest ability. Read with the tables of rulebook/crs/.
"""

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from toprank.facts import Smalls, Truths
from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import Tables
from toprank.rules.crs.core import Points, at


def lowest(levels: Levels) -> NDArray[np.int8]:
    """The lowest of the four abilities."""
    return reduce(np.minimum, levels.T)


def band(candidates: Candidates, tables: Tables) -> Smalls:
    """The band of education: none, one credential, or advanced."""
    return tables.crs.education_band.take(candidates.education)


def education_language(band_: Smalls, first: Levels, tables: Tables) -> Points:
    """Education with the first official language."""
    return at(tables.crs.education_language, band_, lowest(first))


def education_canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Education with Canadian work experience."""
    return at(tables.crs.education_canadian_work, band(candidates, tables), candidates.canadian_years)


def foreign_work_language(foreign_years: Smalls, first: Levels, tables: Tables) -> Points:
    """Foreign work experience with the first official language."""
    return at(tables.crs.foreign_work_language, foreign_years, lowest(first))


def foreign_work_canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Foreign with Canadian work experience."""
    return at(tables.crs.foreign_work_canadian_work, candidates.foreign_years, candidates.canadian_years)


def certificate_language(certified: Truths, first: Levels, tables: Tables) -> Points:
    """A certificate of qualification in a trade with the first official language."""
    return tables.crs.certificate_language.take(lowest(first)) * certified


def trade_certificate(candidates: Candidates, tables: Tables) -> Truths:
    """Who holds a certificate of qualification in a trade of the list by the day."""
    occupation = candidates.certificate_occupation
    in_a_trade = tables.work.trades.take(occupation) & (occupation >= 0)
    return in_a_trade & (candidates.declared.certificate_issued <= candidates.on)
