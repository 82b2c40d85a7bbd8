"""The days ahead if the jobs still held go on: when each threshold is reached, and when it is lost again.

Every day on which an answer changes, and the day before it, is assessed by the same rules, under the tables of the day
asked, so that a day named here is the first one on which the assessment says yes. Nothing is projected but time:
results and assessments of credentials grow old, birthdays come, windows move on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.assess.case import Case, last_day
from toprank.days import Days
from toprank.facts import Truths
from toprank.rulebook.tables import CrsTables, ProgramTables, Tables
from toprank.rules import categories as category_rules
from toprank.rules.outcome import PROGRAMS, Outcome
from toprank.rules.programs import federal_skilled_worker


@dataclass(frozen=True)
class Threshold:
    """A threshold of a measure on some days: `met` on each; `years` are whole years, `need` is credit."""

    measure: str
    years: int | None
    need: int
    met: Truths


@dataclass(frozen=True)
class Course:
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
        told = [list(thresholds(look.found, case.tables)) for look in case.looks]
        names = [*PROGRAMS, *(category.version.key for category in case.tables.categories)]
        holds = np.concatenate(
            [
                np.column_stack([*(each.met for each in reached), opening(look.found)])
                for reached, look in zip(told, case.looks, strict=True)
            ]
        )[order]
        courses = self._courses(holds)
        self.thresholds = list(zip(told[0], courses, strict=False))
        self.opening = dict(zip(names, courses[len(told[0]) :], strict=True))
        self.last = last_day(case.on)

    def _courses(self, holds: Truths) -> list[Course]:
        """The course of each of some things that hold or not on each of the days, one column each."""
        begins, ever = holds.argmax(axis=0), np.logical_or.reduce(holds)
        over = ~holds & (np.arange(len(holds))[:, None] >= begins)
        ends = np.where(np.logical_or.reduce(over) & ever, over.argmax(axis=0), -1).tolist()
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
        edge = days.number(days.add_years(days.day(earliest), years))
        # Around the end of February the window moves by no day or by two.
        near = (days.day(edge + more) for more in range(3))
        gone = next(day for day in near if days.number(days.add_years(day, -years)) > earliest)
        return gone if gone <= self.last else None


def opening(found: Outcome) -> Truths:
    """Whether each program and each category is open, one column each."""
    return np.column_stack([*(found.eligible[program] for program in PROGRAMS), found.categories])


def thresholds(found: Outcome, tables: Tables) -> Iterator[Threshold]:
    """Every threshold, as the rules answer it; thresholds of whole years are those at which points change."""
    columns, year, programs, met = found.candidates, tables.work.year, tables.programs, found.requirements
    turning = turning_years(tables.crs, programs)
    for years in turning["crs_canadian"]:
        yield Threshold("crs_canadian", years, years * year, columns.canadian_years >= years)
    for years in turning["crs_foreign"]:
        yield Threshold("crs_foreign", years, years * year, columns.foreign_years >= years)
    yield Threshold("cec", None, programs.cec_work, met["cec"]["canadian_work"])
    yield Threshold("fsw_continuous", None, programs.fsw_work, met["fsw"]["continuous_work"])
    points = federal_skilled_worker.experience(columns, tables)
    for years in turning["fsw_points"]:
        enough: Truths = points >= programs.fsw_experience[years]
        yield Threshold("fsw_points", years, years * year, enough)
    yield Threshold("fst", None, programs.fst_work, met["fst"]["trade_work"])
    for place, category in enumerate(tables.categories):
        if category.version.type == "occupation":
            asked = category_rules.requirements(columns, place, tables)["listed_work"]
            yield Threshold(category.version.key, None, category.credit, asked)
    for years in turning["partner_canadian"]:
        yield Threshold("partner_canadian", years, years * year, columns.partner_canadian_years >= years)


@lru_cache(maxsize=64)
def turning_years(crs: CrsTables, programs: ProgramTables) -> dict[str, list[int]]:
    """The whole years at which points change, by measure."""
    return {
        "crs_canadian": steps(crs.canadian_work),
        "crs_foreign": steps(crs.foreign_work_language.T, crs.foreign_work_canadian_work.T),
        "fsw_points": steps(programs.fsw_experience),
        "partner_canadian": steps(crs.spouse_canadian_work),
    }


def steps(*points: NDArray[Any]) -> list[int]:
    """The whole numbers of years, by the last axis, at which any of the points change."""
    found: set[int] = set()
    for each in points:
        changed = (np.diff(each, axis=-1) != 0).reshape(-1, each.shape[-1] - 1).any(axis=0)
        found |= set((np.flatnonzero(changed) + 1).tolist())
    return sorted(found)
