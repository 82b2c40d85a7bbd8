"""The accompanying spouse or common-law partner, the second part of the ranking (Instructions, ss. 16 to 19)."""

import numpy as np

from toprank.features.candidates import Candidates
from toprank.features.levels import code
from toprank.rulebook.tables import Tables
from toprank.rules.points import Points, of_those


def education(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's education."""
    points = tables.crs.spouse_education
    return of_those(candidates.accompanied, lambda rows: points[candidates.partner_education[rows]])


def language(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's first official language; undeclared, the one with more points."""
    points, declared = tables.crs.spouse_language_together, candidates.declared.partner_first_language

    def of_partner(rows: np.ndarray) -> Points:
        english = points[code(candidates.partner_english)[rows]]
        french = points[code(candidates.partner_french)[rows]]
        undeclared = np.maximum(english, french)
        found: Points = np.where(declared[rows] == 0, english, np.where(declared[rows] == 1, french, undeclared))
        return found

    return of_those(candidates.accompanied, of_partner)


def canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's Canadian work experience."""
    points = tables.crs.spouse_canadian_work
    return of_those(candidates.accompanied, lambda rows: points[candidates.partner_canadian_years[rows]])
