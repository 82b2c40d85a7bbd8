"""The days ahead if the jobs still held go on: when each threshold is reached, and when it is lost again.

Every day of the years ahead is assessed by the same rules, under the tables of the day asked, so that a day named here
is the first one on which the assessment says yes. Nothing is projected but time: results and assessments of credentials
grow old, birthdays come, windows move on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import Calendar, Days
from toprank.facts import Facts, Truths
from toprank.rulebook.tables import Tables
from toprank.rules import categories as category_rules
from toprank.rules.outcome import PROGRAMS, Outcome, outcome
from toprank.rules.programs import federal_skilled_worker

YEARS_AHEAD: Final = 10


@dataclass(frozen=True)
class Threshold:
    """A threshold of a measure on every day ahead: `met` on each; `years` are whole years, `need` is credit."""

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


class Ahead:
    """One person on every day from the day asked to ten years later."""

    def __init__(self, facts: Facts, on: date, tables: Tables):
        self.tables = tables
        self.days: Days = np.arange(days.number(on), days.number(last_day(on)) + 1, dtype=np.int32)
        self.calendar = Calendar(self.days)
        self.outcome = outcome(facts.take(np.zeros(len(self.days), np.intp)), self.calendar, tables)

    def course(self, holds: NDArray[np.bool_]) -> Course:
        """The course of something that holds or not on each day."""
        now = bool(holds[0])
        begins = 0 if now else int(np.argmax(holds))
        if not holds[begins]:
            return Course(False, None, None)
        rest = ~holds[begins:]
        ends = begins + int(np.argmax(rest)) if rest.any() else None
        return Course(now, None if now else self._day(begins), None if ends is None else self._day(ends))

    def _day(self, place: int) -> date:
        return days.day(int(self.days[place]))

    def thresholds(self) -> Iterator[Threshold]:
        """Every threshold of every measure, by measure and amount."""
        return thresholds(self.outcome, self.tables)

    def opening(self) -> Iterator[tuple[str, Course]]:
        """The course of each program and of each category of the tables."""
        for program in PROGRAMS:
            yield program, self.course(self.outcome.eligible[program])
        for place, category in enumerate(self.tables.categories):
            yield category.version.key, self.course(self.outcome.categories[:, place])

    def leaves(self, years: int, earliest: int | None) -> date | None:
        """The first day after the one asked on which hours counted now lie before the window."""
        if earliest is None:
            return None
        gone = self.calendar.back(years)[1:] > earliest
        return self._day(1 + int(np.argmax(gone))) if gone.any() else None


def last_day(on: date) -> date:
    """The last day that is looked at; no day after the last one covered."""
    years = min(YEARS_AHEAD, days.LAST_DAY.year - on.year)
    return min(days.add_years(on, years), days.LAST_DAY) if years == YEARS_AHEAD else days.LAST_DAY


def thresholds(found: Outcome, tables: Tables) -> Iterator[Threshold]:
    """Every threshold, as the rules answer it; thresholds of whole years are those at which points change."""
    columns, crs, year = found.candidates, tables.crs, tables.work.year
    for years in steps(crs.canadian_work):
        yield Threshold("crs_canadian", years, years * year, columns.canadian_years >= years)
    for years in steps(crs.foreign_work_language.T, crs.foreign_work_canadian_work.T):
        yield Threshold("crs_foreign", years, years * year, columns.foreign_years >= years)
    programs, met = tables.programs, found.requirements
    yield Threshold("cec", None, programs.cec_work, met["cec"]["canadian_work"])
    yield Threshold("fsw_continuous", None, programs.fsw_work, met["fsw"]["continuous_work"])
    points = federal_skilled_worker.experience(columns, tables)
    for years in steps(programs.fsw_experience):
        enough: Truths = points >= programs.fsw_experience[years]
        yield Threshold("fsw_points", years, years * year, enough)
    yield Threshold("fst", None, programs.fst_work, met["fst"]["trade_work"])
    for place, category in enumerate(tables.categories):
        if category.version.type == "occupation":
            asked = category_rules.requirements(columns, place, tables)["listed_work"]
            yield Threshold(category.version.key, None, category.credit, asked)
    for years in steps(crs.spouse_canadian_work):
        yield Threshold("partner_canadian", years, years * year, columns.partner_canadian_years >= years)


def steps(*points: NDArray[Any]) -> list[int]:
    """The whole numbers of years, by the last axis, at which any of the points change."""
    found: set[int] = set()
    for each in points:
        changed = (np.diff(each, axis=-1) != 0).reshape(-1, each.shape[-1] - 1).any(axis=0)
        found |= set((np.flatnonzero(changed) + 1).tolist())
    return sorted(found)
