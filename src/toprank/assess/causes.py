"""What moved an answer from one day to the next, as numbers that differ where it did."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.rulebook.tables import Tables
from toprank.rules.crs.score import FACTORS
from toprank.rules.crs.transferability import trade_certificate
from toprank.rules.outcome import Outcome
from toprank.rules.programs.common import funds_held

CAUSES: Final = {
    "nomination": ("nomination",),
    "language": ("first_language", "second_language", "education_language", "foreign_work_language", "french",
                 "certificate_language"),
    "education": ("education", "education_language", "education_canadian_work", "canadian_study"),
    "canadian_work": ("canadian_work", "education_canadian_work", "foreign_work_canadian_work", "high_wage_work"),
    "birthday": ("age",),
    "foreign_work": ("foreign_work_language", "foreign_work_canadian_work"),
    "certificate": ("certificate_language",),
    "partner_language": ("spouse_language",),
    "partner_education": ("spouse_education",),
    "partner_work": ("spouse_canadian_work",),
    "funds": (),
    "work": (),
}  # fmt: skip
"""What can move an answer, and the factors it moves; where two do on one day the greater effect names the day."""


CAUSE_NAMES: Final = tuple(CAUSES)

MEASURES: Final = ("skilled_work", "primary_work", "cec_work", "cec_level", "trade_work", "own_full_time_work")
"""The measures of work behind the cause `work`, in order; those of the categories follow."""

YEARS_BITS: Final = 8


def causes(found: Outcome, tables: Tables) -> NDArray[np.int64]:
    """One column for each of CAUSES, in order: a number that differs between two days where that cause moved."""
    candidates, year = found.candidates, tables.work.year
    programs = tables.programs
    reached = [
        candidates.skilled_work // year,
        candidates.primary_work >= programs.fsw_work,
        candidates.cec_work >= programs.cec_work,
        candidates.cec_higher >= candidates.cec_lower,
        candidates.trade_work >= programs.fst_work,
        candidates.own_full_time_work >= programs.adaptability_work,
    ]
    listed = [candidates.category_work[:, place] >= each.credit for place, each in enumerate(tables.categories)]
    columns = [
        found.score.factors["nomination"],
        packed([*candidates.english.T, *candidates.french.T], 4),
        packed([candidates.education, candidates.canadian_study], 4),
        candidates.canadian_work // year,
        candidates.age,
        candidates.foreign_work // year,
        trade_certificate(candidates, tables),
        packed([*candidates.partner_english.T, *candidates.partner_french.T], 4),
        candidates.partner_education,
        packed([candidates.partner_canadian_work // year, candidates.partner_full_time_work >= year], 8),
        funds_held(candidates, tables),
        packed([*reached, *listed], 1, first_bits=YEARS_BITS),
    ]
    return np.stack([np.asarray(column).astype(np.int64) for column in columns], axis=1)


def packed(columns: list[NDArray[np.generic]], bits: int, first_bits: int | None = None) -> NDArray[np.int64]:
    """Several small columns in one number."""
    found: NDArray[np.int64] = columns[0].astype(np.int64) & (2 ** (first_bits or bits) - 1)
    for column in columns[1:]:
        found = (found << bits) | column.astype(np.int64)
    return found


def cause_of(moved: list[bool], points: list[int]) -> str:
    """The cause with the greatest effect on the points among those that moved that day."""
    candidates = [name for name, each in zip(CAUSE_NAMES, moved, strict=True) if each]
    change = dict(zip(FACTORS, points, strict=True))
    return max(candidates or ["work"], key=lambda name: abs(sum(change[factor] for factor in CAUSES[name])))


def crossed(before: int, after: int, tables: Tables) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The measures and category versions that rose, and those that fell, between two values of the cause `work`."""
    names = (*MEASURES, *(each.version.key for each in tables.categories))
    pairs = list(zip(names, parts(before, len(names)), parts(after, len(names)), strict=True))
    return tuple(name for name, was, now in pairs if now > was), tuple(name for name, was, now in pairs if now < was)


def parts(together: int, count: int) -> list[int]:
    """What `packed` put in one number: the first part, then single bits."""
    return [together >> (count - 1), *((together >> place) & 1 for place in reversed(range(count - 1)))]
