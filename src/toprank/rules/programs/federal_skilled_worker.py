"""The federal skilled worker class: the minimum of IRPR 75(2) and the grid of ss. 78 to 83, with 67 of 100 to pass."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from toprank.days import Rows
from toprank.facts import Truths
from toprank.features.candidates import Candidates
from toprank.features.levels import LOWEST, Levels, code
from toprank.rulebook.tables import Tables
from toprank.rules.crs.additional import at_least
from toprank.rules.points import Points, taken
from toprank.rules.programs.common import Requirements, enough_funds, every, in_one_language, outside_quebec

SECONDARY = 1


@dataclass(frozen=True)
class SkilledWorker:
    """Requirements of the class, who is assessed on the grid at all (75(3)), the grid and its sum."""

    requirements: Requirements
    assessed: Truths
    grid: dict[str, Points]
    points: Points
    eligible: Truths

    def take(self, rows: Rows | slice) -> "SkilledWorker":
        """The answers for some candidates."""
        requirements, grid = taken(self.requirements, rows), taken(self.grid, rows)
        return SkilledWorker(requirements, self.assessed[rows], grid, self.points[rows], self.eligible[rows])


def skilled_worker(candidates: Candidates, first: Levels, second: Levels, tables: Tables) -> SkilledWorker:
    """The class as a whole, with `first` and `second` as official languages."""
    requirements = {"outside_quebec": outside_quebec(candidates), **minimum(candidates, tables)}
    assessed = every(requirements)
    arranged = arranged_employment(candidates, tables)
    grid = {
        "language": language(first, second, tables),
        "education": tables.programs.fsw_education[candidates.education],
        "experience": experience(candidates, tables),
        "age": tables.programs.fsw_age[candidates.age],
        "arranged": np.where(arranged, offer_points(candidates, tables), 0).astype(np.int16),
        "adaptability": adaptability(candidates, arranged, tables),
    }
    points: Points = reduce(np.add, grid.values())
    waived = arranged & tables.programs.fsw_offer_waives[candidates.declared.offer_fsw_paragraph]
    requirements["pass_mark"] = assessed & (points >= tables.programs.pass_mark)
    requirements["settlement_funds"] = enough_funds(candidates, waived, tables)
    return SkilledWorker(requirements, assessed, grid, points, every(requirements))


def minimum(candidates: Candidates, tables: Tables) -> Requirements:
    """The minimum of 75(2): a continuous year in one occupation, level 7 in one language, a credential."""
    needed = np.full(4, tables.programs.fsw_level)
    return {
        "continuous_work": candidates.primary_work >= tables.programs.fsw_work,
        "language": in_one_language(candidates, needed),
        "education": candidates.education >= SECONDARY,
    }


def language(first: Levels, second: Levels, tables: Tables) -> Points:
    """Points for both languages (s. 79); an ability of the first under the minimum counts for nothing."""
    in_first = tables.programs.fsw_language_together.take(code(first))
    together: Points = in_first + tables.programs.fsw_second_language[LOWEST[code(second)]]
    return together


def experience(candidates: Candidates, tables: Tables) -> Points:
    """Points for years of skilled work anywhere (s. 80)."""
    return tables.programs.fsw_experience[np.minimum(candidates.skilled_work // tables.work.year, 100)]


def arranged_employment(candidates: Candidates, tables: Tables) -> Truths:
    """Who has arranged employment (s. 82): a paragraph of 82(2), full time, long enough, skilled."""
    declared = candidates.declared
    skilled = tables.work.skilled[tables.work.occupation_of[declared.offer_unit_group]]
    long_enough = declared.offer_months >= tables.programs.fsw_offer_months
    offered = (declared.offer_unit_group >= 0) & (declared.offer_fsw_paragraph >= 0)
    return offered & declared.offer_full_time & long_enough & skilled


def offer_points(candidates: Candidates, tables: Tables) -> Points:
    """Points of the paragraph that the offer falls under."""
    return tables.programs.fsw_offer_points[candidates.declared.offer_fsw_paragraph]


def adaptability(candidates: Candidates, arranged: Truths, tables: Tables) -> Points:
    """Points for ties to Canada (s. 83), at most ten."""
    points = sum(
        held * np.int16(tables.programs.adaptability[element])
        for element, held in adaptability_elements(candidates, arranged, tables).items()
    )
    return np.minimum(points, tables.programs.adaptability_most).astype(np.int16)


def adaptability_elements(candidates: Candidates, arranged: Truths, tables: Tables) -> dict[str, Truths]:
    """Which elements of s. 83(1) each candidate has; a partner's count only while accompanying."""
    declared, partner = candidates.declared, candidates.accompanied
    level, work = tables.programs.adaptability_level, tables.programs.adaptability_work
    speaks = at_least(candidates.partner_english, level) | at_least(candidates.partner_french, level)
    return {
        "partner_language": partner & speaks,
        "own_study": declared.studied,
        "partner_study": partner & declared.partner_studied,
        "own_work": candidates.own_full_time_work >= work,
        "partner_work": partner & (candidates.partner_full_time_work >= work),
        "relative": declared.relative | declared.sibling,
        "arranged_employment": arranged,
    }
