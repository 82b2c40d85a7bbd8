"""What is looked at from day to day: every number that can change, and how far each is from changing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toprank.assess.causes import causes
from toprank.days import Days, Rows
from toprank.facts import Truths
from toprank.rulebook.tables import Tables
from toprank.rules.outcome import PROGRAMS, Outcome

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Watched:
    """Candidates on days with the answers of each, one row a candidate and day.

    `marks` moves when anything does, `shown` when an answer does; `margin` is how far a measure that can dip and
    recover lies above its threshold; `credit` is that of each measure that grows or shrinks evenly; `points` and
    `causes` tell what moved an answer.
    """

    row: Rows
    day: Days
    marks: NDArray[np.int16]
    margin: Numbers
    credit: Numbers
    shown: NDArray[np.int16]
    points: NDArray[np.int16]
    causes: Numbers

    def take(self, places: Rows | Truths) -> "Watched":
        """Some of the rows."""
        return Watched(*(getattr(self, each.name)[places] for each in fields(self)))

    @classmethod
    def together(cls, pieces: Sequence["Watched"]) -> "Watched":
        """The rows of all pieces, one after another."""
        return cls(*(np.concatenate([getattr(piece, each.name) for piece in pieces]) for each in fields(cls)))


def watched(row: Rows, day: Days, found: Outcome, tables: Tables) -> Watched:
    """The answers of candidates (by row) on days, as they are compared."""
    shown = [found.score.total, *(found.eligible[program] for program in PROGRAMS), *found.categories.T]
    return Watched(
        row,
        day,
        marks(found, tables),
        margin(found, tables),
        credits_(vars(found.candidates)),
        side_by_side(shown),
        side_by_side(list(found.score.factors.values())),
        causes(found, tables),
    )


def side_by_side(columns: Sequence[NDArray[np.generic]]) -> NDArray[np.int16]:
    """Columns of small numbers as one table."""
    found = np.empty((len(columns[0]), len(columns)), np.int16)
    for place, column in enumerate(columns):
        found[:, place] = column
    return found


def marks(found: Outcome, tables: Tables) -> NDArray[np.int16]:
    """Everything that can change, one column each; within an even stretch a column only ever moves one way."""
    candidates, work, programs = found.candidates, tables.work, tables.programs
    columns = [
        found.score.total,
        *(found.eligible[program] for program in PROGRAMS),
        candidates.canadian_work // work.year,
        candidates.foreign_work // work.year,
        candidates.partner_canadian_work // work.year,
        candidates.skilled_work // work.year,
        candidates.high_wage_work,
        candidates.primary_work >= programs.fsw_work,
        candidates.cec_work >= programs.cec_work,
        candidates.trade_work >= programs.fst_work,
        candidates.own_full_time_work >= programs.adaptability_work,
        candidates.partner_full_time_work >= programs.adaptability_work,
        candidates.cec_higher >= candidates.cec_lower,
        candidates.primary_occupation,
        *found.categories.T,
        *candidates.category_occupation.T,
        *(candidates.category_work >= [each.credit for each in tables.categories]).T,
    ]
    return side_by_side(columns)


def margin(found: Outcome, tables: Tables) -> Numbers:
    """How far above its threshold each measure is that can dip and recover: the greatest of several periods.

    A day moves each by full time at most. -1 where there is nothing that could move.
    """
    candidates = found.candidates
    continuous = [place for place, each in enumerate(tables.categories) if each.version.continuous]
    thresholds = np.array([tables.categories[place].credit for place in continuous], np.int64)
    compared = np.abs(candidates.cec_higher - candidates.cec_lower) // 2
    return np.column_stack(
        [
            candidates.primary_work - tables.programs.fsw_work,
            np.where(candidates.cec_work > 0, compared, -1),
            candidates.category_work[:, continuous] - thresholds,
        ]
    )


def credits_(work: Mapping[str, Any]) -> Numbers:
    """The credit of each measure of work, one column each; `thresholds` says where it counts."""
    measures = (
        "canadian_work",
        "foreign_work",
        "partner_canadian_work",
        "skilled_work",
        "primary_work",
        "cec_work",
        "trade_work",
        "own_full_time_work",
        "partner_full_time_work",
        "category_work",
    )
    return np.column_stack([work[name] for name in measures])


def thresholds(tables: Tables) -> tuple[Numbers, Truths]:
    """The credit at which each measure counts, in the order of `credits_`, and whether its multiples count as well."""
    programs, year = tables.programs, tables.work.year
    single = (programs.fsw_work, programs.cec_work, programs.fst_work, *2 * (programs.adaptability_work,))
    needed = [*4 * (year,), *single, *(each.credit for each in tables.categories)]
    return np.maximum(np.array(needed, np.int64), 1), np.arange(len(needed)) < 4


def dips(before: Watched, after: Watched, full_time: int) -> Truths:
    """Between which pairs of watched days a measure may fall under its threshold and recover."""
    span = (after.day - before.day) * full_time
    low, high = before.margin, after.margin
    near: Truths = (low >= 0) & (high >= 0) & (low + high < span[:, None])
    found: Truths = np.logical_or.reduce(near, axis=1)
    return found


def uneven(before: Watched, after: Watched, full_time: int) -> Truths:
    """Between which pairs of watched days something may change on a day in between."""
    span = after.day - before.day
    differs: Truths = np.logical_or.reduce(before.marks != after.marks, axis=1)
    open_: Truths = (span > 1) & (differs | dips(before, after, full_time))
    return open_


def crossings(day: Days, credit: Numbers, next_day: Days, next_credit: Numbers, tables: Tables) -> tuple[Rows, Days]:
    """Of pairs of days with the credits on them, those between which a measure that moves evenly crosses a threshold,
    and the day of the first crossing; where a measure does not move evenly the day is a guess."""
    needed, multiples = thresholds(tables)
    was, now, span = credit, next_credit, (next_day - day).astype(np.int64)[:, None]
    rises = now > was
    at = np.where(multiples, (was // needed + rises) * needed, needed)
    crosses = np.where(rises, (was < at) & (at <= now), (now < at) & (at <= was))
    way = np.maximum(np.abs(now - was), 1)
    into = np.where(rises, -((was - at) * span // way), (was - at) * span // way + 1)
    place, measure = np.nonzero(crosses)
    return place, day[place] + into[place, measure].astype(np.int32)
