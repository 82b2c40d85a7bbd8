"""Skill transferability, the third part of the ranking (Instructions, ss. 20 to 27).

Two things a candidate has are worth more together than apart:

    education            x  first language, Canadian experience      together at most  50
    foreign experience   x  first language, Canadian experience      together at most  50
    trade certificate    x  first language                                    at most  50
                                                               all together   at most 100

The language counts by its lowest ability. Read with the tables of rulebook/crs/.
"""

import numpy as np
from numpy.typing import NDArray

from toprank.facts import Truths
from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import Tables
from toprank.rules.crs.core import Points, years


def lowest(levels: Levels) -> NDArray[np.intp]:
    """The lowest of the four abilities."""
    least: NDArray[np.intp] = levels.min(axis=1).astype(np.intp)
    return least


def band(candidates: Candidates, tables: Tables) -> NDArray[np.intp]:
    """The band of education: none, one credential, or advanced."""
    return tables.crs.education_band[candidates.education].astype(np.intp)


def education_language(candidates: Candidates, first: Levels, tables: Tables) -> Points:
    """Education with the first official language."""
    return tables.crs.education_language[band(candidates, tables), lowest(first)]


def education_canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Education with Canadian work experience."""
    worked = years(candidates.canadian_work, tables)
    return tables.crs.education_canadian_work[band(candidates, tables), worked]


def foreign_work_language(candidates: Candidates, first: Levels, tables: Tables) -> Points:
    """Foreign work experience with the first official language."""
    return tables.crs.foreign_work_language[years(candidates.foreign_work, tables), lowest(first)]


def foreign_work_canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Foreign with Canadian work experience."""
    abroad, here = years(candidates.foreign_work, tables), years(candidates.canadian_work, tables)
    return tables.crs.foreign_work_canadian_work[abroad, here]


def certificate_language(candidates: Candidates, first: Levels, tables: Tables) -> Points:
    """A certificate of qualification in a trade with the first official language."""
    points = tables.crs.certificate_language[lowest(first)]
    return np.where(trade_certificate(candidates, tables), points, 0).astype(np.int16)


def trade_certificate(candidates: Candidates, tables: Tables) -> Truths:
    """Who holds a certificate of qualification in a trade of the list by the day."""
    occupation = candidates.certificate_occupation
    in_a_trade = tables.work.trades[occupation] & (occupation >= 0)
    return in_a_trade & (candidates.declared.certificate_issued <= candidates.on)
