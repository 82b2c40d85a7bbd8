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

from toprank.facts import Smalls, Truths
from toprank.features.candidates import Candidates
from toprank.features.levels import LOWEST, Codes
from toprank.rulebook.tables import Tables
from toprank.rules.points import Points, at, of_those


def lowest(first: Codes) -> NDArray[np.int8]:
    """The lowest of the four abilities."""
    least: NDArray[np.int8] = LOWEST.take(first)
    return least


def band(candidates: Candidates, tables: Tables) -> Smalls:
    """The band of education: none, one credential, or advanced."""
    found: Smalls = tables.crs.education_band.take(candidates.education)
    return found


def education_language(band_: Smalls, first: Codes, tables: Tables) -> Points:
    """Education, by its band, with the first official language, by the code of its levels."""
    return at(tables.crs.education_language, band_, lowest(first))


def education_canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Education with Canadian work experience."""
    return at(tables.crs.education_canadian_work, band(candidates, tables), candidates.canadian_years)


def foreign_work_language(foreign_years: Smalls, first: Codes, tables: Tables) -> Points:
    """Foreign work experience with the first official language."""
    return at(tables.crs.foreign_work_language, foreign_years, lowest(first))


def foreign_work_canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Foreign with Canadian work experience."""
    return at(tables.crs.foreign_work_canadian_work, candidates.foreign_years, candidates.canadian_years)


def certificate_language(certified: Truths, first: Codes, tables: Tables) -> Points:
    """A certificate of qualification in a trade with the first official language."""
    points = tables.crs.certificate_language
    return of_those(certified, lambda rows: points[lowest(first[rows])])


def trade_certificate(candidates: Candidates, tables: Tables) -> Truths:
    """Who holds a certificate of qualification in a trade of the list by the day."""
    issued = candidates.declared.certificate_issued <= candidates.on
    occupation = candidates.certificate_occupation
    return issued & (occupation >= 0) & tables.work.trades.take(occupation)
