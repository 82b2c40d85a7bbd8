"""Additional points, the fourth part of the ranking (Instructions, ss. 28 to 32)."""

import numpy as np

from toprank.facts import Truths
from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import Tables
from toprank.rules.crs.core import Points
from toprank.rules.crs.transferability import lowest

FRENCH_LEVEL = 7
ENGLISH_LEVEL = 5
SENIOR_MANAGERS = 6
"""Unit groups 00010 to 00015, major group 00, stand first in the classification."""


def at_least(levels: Levels, level: int) -> Truths:
    """Who has a level in all four abilities."""
    return lowest(levels) >= level


def nominated(candidates: Candidates) -> Truths:
    """Who holds a nomination through Express Entry by the day."""
    declared = candidates.declared
    return declared.nomination_express_entry & (declared.nomination_issued <= candidates.on)


def nomination(candidates: Candidates, tables: Tables) -> Points:
    """Points for a provincial nomination."""
    return nominated(candidates) * np.int16(tables.crs.nomination)


def qualifying_offer(candidates: Candidates, tables: Tables) -> Truths:
    """Who has an offer that counts: full time, skilled, declared to meet the rules of the day, LMIA if asked."""
    declared = candidates.declared
    skilled = tables.work.skilled.take(tables.work.occupation_of.take(declared.offer_unit_group))
    offered = (declared.offer_unit_group >= 0) & declared.offer_full_time & declared.offer_qualifies & skilled
    return offered & (declared.offer_lmia | (not tables.crs.arranged_employment_needs_lmia))


def arranged_employment(candidates: Candidates, tables: Tables) -> Points:
    """Points for a qualifying offer; more for senior managers while the table says so."""
    senior = (candidates.declared.offer_unit_group < SENIOR_MANAGERS).astype(np.intp)
    return tables.crs.arranged_employment.take(senior) * qualifying_offer(candidates, tables)


def high_wage_work(candidates: Candidates, tables: Tables) -> Points:
    """Points for Canadian work in a high-wage occupation, by wage level."""
    return tables.crs.high_wage_work.take(candidates.high_wage_work)


def high_wage_offer(candidates: Candidates, tables: Tables) -> Points:
    """Points for a qualifying offer in a high-wage occupation, by wage level."""
    rank = tables.crs.high_wage_level.take(candidates.declared.offer_unit_group)
    return tables.crs.high_wage_offer.take(rank * qualifying_offer(candidates, tables))


def canadian_study(candidates: Candidates, tables: Tables) -> Points:
    """Points for the highest credential studied in Canada."""
    return tables.crs.canadian_study.take(candidates.canadian_study)


def french(candidates: Candidates, tables: Tables) -> Points:
    """Points for French at level 7 in all abilities, more with English at 5, whichever is first."""
    points = tables.crs.french.take(at_least(candidates.english, ENGLISH_LEVEL).astype(np.intp))
    return points * at_least(candidates.french, FRENCH_LEVEL)


def sibling(candidates: Candidates, tables: Tables) -> Points:
    """Points for a brother or sister in Canada."""
    return candidates.declared.sibling * np.int16(tables.crs.sibling)
