"""Work experience: which jobs count for which measure, in which occupation, within which window of time.

Each measure takes its own jobs, cut to its own window; a job includes both its days. Sources: Instructions ss. 15, 19,
25; IRPR 73(1), 75(2)(a), 80, 87.1, 87.2; conventions: contract 5.5. How days become credit: credit.py.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from toprank.days import Calendar, Rows
from toprank.facts import (
    AUTHORIZED,
    FULL_TIME_STUDENT,
    IN_CANADA,
    PAID,
    PHYSICIAN,
    SELF_EMPLOYED,
    STATUS,
    Jobs,
    Smalls,
    Truths,
)
from toprank.features.credit import Credit, Grouped
from toprank.features.segments import changes, ends_with, greatest
from toprank.rulebook.tables import FORMER, WorkTables

KIND_BITS: Final = 11


@dataclass(frozen=True)
class Tally:
    """Credit by candidate and occupation: one row a group, or one a period of it, by candidate."""

    candidates: int
    owner: Rows
    kind: Smalls
    credit: Credit

    def positive(self) -> "Tally":
        """Only the rows with credit: the others are nobody's most."""
        rows = self.credit.nonzero()[0]
        return Tally(self.candidates, self.owner.take(rows), self.kind.take(rows), self.credit.take(rows))

    def most(self, listed: Truths) -> tuple[Credit, Smalls]:
        """The most credit that each candidate has in one of the `listed` kinds, and in which (-1 for none)."""
        rows = listed.take(self.kind).nonzero()[0]
        best = np.zeros(self.candidates, np.int64)
        if len(rows):
            owner = self.owner.take(rows)
            ranked = (self.credit.take(rows) << KIND_BITS) | (self.kind.take(rows) + 1)
            first = changes(owner).nonzero()[0]
            best[owner.take(first)] = np.maximum.reduceat(ranked, first)
        return best >> KIND_BITS, (best & (2**KIND_BITS - 1)).astype(np.int16) - np.int16(1)


@dataclass(frozen=True)
class ByKind:
    """Jobs put in order of candidate, kind and start: `order` says where they stood, `kind` is that of each group."""

    order: Rows
    grouped: Grouped
    kind: Smalls

    @cached_property
    def owner(self) -> Rows:
        """The candidate of each group."""
        return self.grouped.owner.take(self.grouped.offsets[:-1])


@dataclass(frozen=True)
class History:
    """The jobs of every candidate on the day assessed, with the occupation that each one is on that day."""

    jobs: Jobs
    calendar: Calendar
    tables: WorkTables
    _having: dict[tuple[int, int], Truths] = field(default_factory=dict)

    @cached_property
    def owner(self) -> Rows:
        """The candidate of each job."""
        return self.jobs.owner

    def part(self, rows: Rows) -> "History":
        """The jobs of some candidates, who are numbered anew."""
        return History(self.jobs.take(rows), self.calendar.take(rows), self.tables)

    @cached_property
    def occupation(self) -> Smalls:
        """The occupation number of each job in the classification of the day."""
        if not self.tables.former_classification:
            return self.jobs.unit_group
        by_unit_group = self.tables.occupation_of[self.jobs.unit_group]
        return np.where(self.jobs.former >= 0, FORMER + self.jobs.former, by_unit_group).astype(np.int16)

    @cached_property
    def skilled(self) -> Truths:
        """Which jobs are in a skilled occupation on the day assessed."""
        return self.tables.skilled.take(self.occupation)

    @cached_property
    def by_candidate(self) -> Grouped:
        """The jobs of each candidate."""
        stop = np.minimum(self.jobs.stop, self.calendar.at(self.calendar.on, self.owner))
        start = np.minimum(self.jobs.start, stop)  # a job not yet begun has no days
        jobs, full_time = self.jobs, self.tables.full_time
        return Grouped(self.owner, self.owner, jobs.offsets, start, stop, jobs.hours, self.calendar, full_time)

    @cached_property
    def by_occupation(self) -> ByKind:
        """The jobs of each candidate in each occupation."""
        return self._by(self.occupation)

    @cached_property
    def by_unit_group(self) -> ByKind:
        """The jobs of each candidate in each unit group."""
        return self._by(self.jobs.unit_group) if self.tables.former_classification else self.by_occupation

    def _by(self, kind: Smalls) -> ByKind:
        keys = (self.owner << KIND_BITS) | kind
        order = np.argsort(keys, kind="stable")
        new = changes(keys.take(order))
        first = new.nonzero()[0]
        grouped = self.by_candidate.take(order, new.cumsum() - 1, ends_with(first, len(order)))
        return ByKind(order, grouped, kind.take(order.take(first)))

    def having(self, needed: int, barred: int = 0) -> Truths:
        """Which jobs have every circumstance `needed` and none that is `barred`."""
        if (needed, barred) not in self._having:
            self._having[needed, barred] = (self.jobs.circumstances & (needed | barred)) == needed
        return self._having[needed, barred]

    @cached_property
    def acquired_in_canada(self) -> Truths:
        """Skilled work in Canada that IRPR 87.1(3) and s. 15 do not leave out; pay is asked by the caller."""
        employed = IN_CANADA | AUTHORIZED | STATUS
        counted = self.having(employed, SELF_EMPLOYED | FULL_TIME_STUDENT)
        physician = self.having(employed | SELF_EMPLOYED | PHYSICIAN, FULL_TIME_STUDENT)
        if physician.any():
            counted = counted | physician & self.tables.physicians[self.jobs.unit_group]
        return counted & self.skilled

    def total(self, counted: Truths, years: int | None, whole: bool = False) -> Credit:
        """The credit of each candidate in the counted jobs, all together, within a window of so many years.

        With `whole`, days below full time earn nothing. None is no window.
        """
        return self.by_candidate.credit(counted, years, whole)

    def tally(self, counted: Truths, years: int, by_unit_group: bool = False, gap: int | None = None) -> Tally:
        """The credit of each candidate in each occupation alone; with `gap` in continuous periods."""
        by = self.by_unit_group if by_unit_group else self.by_occupation
        counted = counted.take(by.order)
        if gap is None:
            return Tally(len(self.jobs.offsets) - 1, by.owner, by.kind, by.grouped.credit(counted, years)).positive()
        first, credit = by.grouped.unbroken(counted, years, gap)
        kind = by.kind.take(by.grouped.group.take(first))
        return Tally(len(self.jobs.offsets) - 1, by.grouped.owner.take(first), kind, credit).positive()

    def own_occupation(self, unit_group: Smalls) -> Smalls:
        """The occupation number of a unit group named by each candidate: that of their jobs with it (contract 5.6).

        Of several the one that is a listed trade is preferred; -1 where none is named.
        """
        if not self.tables.former_classification:
            return unit_group
        by_concordance = np.where(unit_group >= 0, self.tables.occupation_of[unit_group], -1).astype(np.int16)
        preferred = (self.tables.trades[self.occupation].astype(np.int64) << KIND_BITS) | self.occupation
        best = greatest(np.where(self._named(unit_group), preferred, -1), self.jobs.offsets, -1)
        return np.where(best < 0, by_concordance, best & (2**KIND_BITS - 1)).astype(np.int16)

    def _named(self, unit_group: Smalls) -> Truths:
        """Which jobs begun by the day are of the unit group that their candidate names."""
        begun = self.jobs.start <= self.calendar.at(self.calendar.on, self.owner)
        named: Truths = begun & (self.jobs.unit_group == unit_group.take(self.owner))
        return named

    def in_occupation_of(self, unit_group: Smalls) -> Truths:
        """Which jobs are in an occupation that the unit group named by each candidate stands for on the day."""
        same: Truths = self.occupation == self.own_occupation(unit_group).take(self.owner)
        if not self.tables.former_classification:
            return same
        keys = (self.owner << KIND_BITS) | self.occupation
        return same | np.isin(keys, keys[self._named(unit_group)])


def paid(history: History) -> Truths:
    """Which jobs are remunerated."""
    return history.having(PAID)
