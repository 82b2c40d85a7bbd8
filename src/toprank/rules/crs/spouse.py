"""The accompanying spouse or common-law partner, the second part of the ranking (Instructions, ss. 16 to 19)."""

from functools import reduce

import numpy as np

from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import Tables
from toprank.rules.crs.core import Points


def education(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's education."""
    return tables.crs.spouse_education.take(candidates.partner_education) * candidates.accompanied


def language(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's first official language; undeclared, the one with more points."""
    english, french = (abilities(levels, tables) for levels in (candidates.partner_english, candidates.partner_french))
    declared = candidates.declared.partner_first_language
    points = np.where(declared == 0, english, np.where(declared == 1, french, np.maximum(english, french)))
    return points * candidates.accompanied


def abilities(levels: Levels, tables: Tables) -> Points:
    """Points for the four abilities of a partner in one language."""
    return reduce(np.add, (tables.crs.spouse_language.take(ability) for ability in levels.T))


def canadian_work(candidates: Candidates, tables: Tables) -> Points:
    """Points for the partner's Canadian work experience."""
    return tables.crs.spouse_canadian_work.take(candidates.partner_canadian_years) * candidates.accompanied
