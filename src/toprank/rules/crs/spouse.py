"""The accompanying spouse or common-law partner, the second part of the ranking (Instructions, ss. 16 to 19)."""

import numpy as np

from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import Tables
from toprank.rules.crs.core import Points, years


def education(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's education."""
    points = tables.crs.spouse_education[candidates.partner_education]
    return np.where(candidates.accompanied, points, 0).astype(np.int16)


def language(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's first official language; undeclared, the one with more points."""
    english, french = (abilities(levels, tables) for levels in (candidates.partner_english, candidates.partner_french))
    declared = candidates.declared.partner_first_language
    points = np.where(declared == 0, english, np.where(declared == 1, french, np.maximum(english, french)))
    return np.where(candidates.accompanied, points, 0).astype(np.int16)


def abilities(levels: Levels, tables: Tables) -> Points:
    """Points for the four abilities of a partner in one language."""
    points = tables.crs.spouse_language
    return points[levels[:, 0]] + points[levels[:, 1]] + points[levels[:, 2]] + points[levels[:, 3]]


def canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's Canadian work experience."""
    points = tables.crs.spouse_canadian_work[years(candidates.partner_canadian_work, tables)]
    return np.where(candidates.accompanied, points, 0).astype(np.int16)
