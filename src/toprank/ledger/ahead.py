"""The days ahead if the jobs still held go on: when each threshold is reached, and when it is lost again.

Every day on which an answer changes, and the day before it, is assessed by the same rules, under the tables of the day
asked, so that a day named here is the first one on which the assessment says yes. Nothing is projected but time:
results and assessments of credentials grow old, birthdays come, windows move on.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.assess.case import Case, last_day
from toprank.days import Days
from toprank.facts import Truths
from toprank.rulebook.tables import CrsTables, ProgramTables, Tables
from toprank.rules import categories as category_rules
from toprank.rules.outcome import PROGRAMS, Outcome


class Threshold(NamedTuple):
    """A threshold of a measure: `years` are whole years, `need` is credit."""

    measure: str
    years: int | None
    need: int


class Course(NamedTuple):
    """Whether something holds on the day asked; the first later day on which it does, and the first on which it ends.

    `since` is null where it holds already or is not reached within the years looked at; `until` is the first day after
    that on which it no longer holds, null where there is none.
    """

    now: bool
    since: date | None
    until: date | None


NEVER_HOLDS: Final = Course(False, None, None)


class Ahead:
    """One person from the day asked to ten years later."""

    def __init__(self, case: Case):
        self.tables = case.tables
        seen = np.concatenate([look.day for look in case.looks])
        order = np.argsort(seen, kind="stable")
        self.days: Days = seen[order]
        holds = np.concatenate([held(look.found, case.tables) for look in case.looks], axis=1)
        courses = self._courses(holds[:, order])
        names = [*PROGRAMS, *(category.version.key for category in case.tables.categories)]
        told = list(thresholds(case.tables))
        self.thresholds = list(zip(told, courses, strict=False))
        self.opening = dict(zip(names, courses[len(told) :], strict=True))
        self.last = last_day(case.on)

    def _courses(self, holds: Truths) -> list[Course]:
        """The course of each of some things that hold or not on each of the days, one row each."""
        begins, ever = holds.argmax(axis=1), np.logical_or.reduce(holds, axis=1)
        over = ~holds & (np.arange(holds.shape[1]) >= begins[:, None])
        ends = np.where(np.logical_or.reduce(over, axis=1) & ever, over.argmax(axis=1), -1).tolist()
        rows = zip(begins.tolist(), ever.tolist(), ends, strict=True)
        return [self._course(begin, end) if some else NEVER_HOLDS for begin, some, end in rows]

    def _course(self, begins: int, ends: int) -> Course:
        return Course(begins == 0, self._day(begins) if begins else None, self._day(ends) if ends >= 0 else None)

    def _day(self, place: int) -> date:
        return days.day(int(self.days[place]))

    def leaves(self, years: int, earliest: int | None) -> date | None:
        """The first day after the one asked on which hours counted now lie before the window."""
        if earliest is None:
            return None
        first = days.day(earliest)
        edge = days.add_years(first, years)
        # Around the end of February the window moves by no day or by two.
        near = (edge + timedelta(more) for more in range(3))
        gone = next(day for day in near if days.add_years(day, -years) > first)
        return gone if gone <= self.last else None


def held(found: Outcome, tables: Tables) -> Truths:
    """Whether each threshold is reached, then whether each program and each category is open: one row each."""
    programs = (found.eligible[program] for program in PROGRAMS)
    return np.vstack([*reached(found, tables), *programs, found.categories.T])


def thresholds(tables: Tables) -> Iterator[Threshold]:
    """Every threshold; those of whole years are those at which points change."""
    year, programs, turning = tables.work.year, tables.programs, turning_years(tables.crs, tables.programs)

    def whole(measure: str) -> Iterator[Threshold]:
        return (Threshold(measure, years, years * year) for years in turning[measure].tolist())

    yield from whole("crs_canadian")
    yield from whole("crs_foreign")
    yield Threshold("cec", None, programs.cec_work)
    yield Threshold("fsw_continuous", None, programs.fsw_work)
    yield from whole("fsw_points")
    yield Threshold("fst", None, programs.fst_work)
    for category in tables.categories:
        if category.version.type == "occupation":
            yield Threshold(category.version.key, None, category.credit)
    yield from whole("partner_canadian")


def reached(found: Outcome, tables: Tables) -> Iterator[Truths]:
    """Whether the rules say that each threshold is reached: in the order of `thresholds`, one row each."""
    columns, programs, needed = found.candidates, tables.programs, found.requirements
    turning = turning_years(tables.crs, programs)
    yield columns.canadian_years >= turning["crs_canadian"][:, None]
    yield columns.foreign_years >= turning["crs_foreign"][:, None]
    yield needed["cec"]["canadian_work"]
    yield needed["fsw"]["continuous_work"]
    yield found.skilled_worker.grid["experience"] >= programs.fsw_experience[turning["fsw_points"]][:, None]
    yield needed["fst"]["trade_work"]
    for place, category in enumerate(tables.categories):
        if category.version.type == "occupation":
            yield category_rules.requirements(columns, place, tables)["listed_work"]
    yield columns.partner_canadian_years >= turning["partner_canadian"][:, None]


@lru_cache(maxsize=64)
def turning_years(crs: CrsTables, programs: ProgramTables) -> dict[str, NDArray[np.intp]]:
    """The whole years at which points change, by measure."""
    return {
        "crs_canadian": steps(crs.canadian_work),
        "crs_foreign": steps(crs.foreign_work_language.T, crs.foreign_work_canadian_work.T),
        "fsw_points": steps(programs.fsw_experience),
        "partner_canadian": steps(crs.spouse_canadian_work),
    }


def steps(*points: NDArray[Any]) -> NDArray[np.intp]:
    """The whole numbers of years, by the last axis, at which any of the points change."""
    found: set[int] = set()
    for each in points:
        changed = (np.diff(each, axis=-1) != 0).reshape(-1, each.shape[-1] - 1).any(axis=0)
        found |= set((np.flatnonzero(changed) + 1).tolist())
    return np.array(sorted(found), np.intp)
