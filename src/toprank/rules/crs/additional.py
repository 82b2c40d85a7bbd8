"""Additional points, the fourth part of the ranking (Instructions, ss. 28 to 32)."""

import numpy as np

from toprank.facts import Truths
from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import Tables
from toprank.rules.points import Points, of_those

FRENCH_LEVEL = 7
ENGLISH_LEVEL = 5
SENIOR_MANAGERS = 6
"""Unit groups 00010 to 00015, major group 00, stand first in the classification."""


def at_least(levels: Levels, level: int) -> Truths:
    """Who has a level in all four abilities."""
    found: Truths = np.logical_and.reduce(levels >= level, axis=1)
    return found


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
    offered = (declared.offer_unit_group >= 0) & declared.offer_full_time & declared.offer_qualifies
    if tables.crs.arranged_employment_needs_lmia:
        offered &= declared.offer_lmia
    rows = offered.nonzero()[0]
    offered[rows] = tables.work.skilled[tables.work.occupation_of[declared.offer_unit_group[rows]]]
    return offered


def arranged_employment(candidates: Candidates, tables: Tables) -> Points:
    """Points for a qualifying offer; more for senior managers while the table says so."""
    points, offered = tables.crs.arranged_employment, candidates.declared.offer_unit_group
    return of_those(
        qualifying_offer(candidates, tables), lambda rows: points[(offered[rows] < SENIOR_MANAGERS).astype(np.intp)]
    )


def high_wage_work(candidates: Candidates, tables: Tables) -> Points:
    """Points for Canadian work in a high-wage occupation, by wage level."""
    return of_those(
        candidates.high_wage_work > 0, lambda rows: tables.crs.high_wage_work[candidates.high_wage_work[rows]]
    )


def high_wage_offer(candidates: Candidates, tables: Tables) -> Points:
    """Points for a qualifying offer in a high-wage occupation, by wage level."""
    if not tables.crs.high_wage_level.any():
        return np.zeros(len(candidates), np.int16)
    points, rank = tables.crs.high_wage_offer, tables.crs.high_wage_level
    offered = candidates.declared.offer_unit_group
    return of_those(qualifying_offer(candidates, tables), lambda rows: points[rank[offered[rows]]])


def canadian_study(candidates: Candidates, tables: Tables) -> Points:
    """Points for the highest credential studied in Canada."""
    found: Points = tables.crs.canadian_study.take(candidates.canadian_study)
    return found


def french(candidates: Candidates, tables: Tables) -> Points:
    """Points for French at level 7 in all abilities, more with English at 5, whichever is first."""
    points = tables.crs.french
    return of_those(
        at_least(candidates.french, FRENCH_LEVEL),
        lambda rows: points[at_least(candidates.english[rows], ENGLISH_LEVEL).astype(np.intp)],
    )


def sibling(candidates: Candidates, tables: Tables) -> Points:
    """Points for a brother or sister in Canada."""
    return candidates.declared.sibling * np.int16(tables.crs.sibling)
