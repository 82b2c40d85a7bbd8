"""Hours of work, exactly: jobs in force add up to full time at most, and a day earns a seventh of that.

Credit is counted in seven-hundredths of an hour (CREDIT_PER_HOUR), so that everything is a whole number. Each measure
takes its own jobs, cut to its own window; a job includes both its days. Sources: Instructions ss. 15, 19, 25; IRPR
73(1), 75(2)(a), 80, 87.1, 87.2; conventions: contract 5.5.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.days import Calendar, Days, Rows
from toprank.facts import (
    AUTHORIZED,
    FULL_TIME_STUDENT,
    IN_CANADA,
    PAID,
    PHYSICIAN,
    SELF_EMPLOYED,
    STATUS,
    Ints,
    Jobs,
    Smalls,
    Truths,
)
from toprank.features.segments import greatest
from toprank.rulebook.tables import FORMER, WorkTables

Credit = NDArray[np.int64]

DAY_BITS: Final = 18
DELTA_BITS: Final = 18
KIND_BITS: Final = 11
BEGINNING: Final = np.int32(-(2**17))


@dataclass(frozen=True)
class Spells:
    """Counted jobs cut to a window, by group and then start; `group` numbers the groups from zero."""

    group: Rows
    start: Days
    stop: Days
    hours: Ints

    def part(self, rows: Rows) -> "Spells":
        """Some of the spells, their groups numbered as before."""
        return Spells(self.group[rows], self.start[rows], self.stop[rows], self.hours[rows])


@dataclass(frozen=True)
class Tally:
    """Credit by candidate and occupation: one row a group, by candidate."""

    candidates: int
    owner: Rows
    kind: Smalls
    credit: Credit

    def most(self, listed: Truths) -> tuple[Credit, Smalls]:
        """The most credit that each candidate has in one of the `listed` kinds, and in which (-1 for none)."""
        rows = np.flatnonzero(listed[self.kind])
        best = np.zeros(self.candidates, np.int64)
        if len(rows):
            owner = self.owner[rows]
            ranked = (self.credit[rows] << KIND_BITS) | (self.kind[rows] + 1)
            first = np.flatnonzero(changes(owner))
            best[owner[first]] = np.maximum.reduceat(ranked, first)
        return best >> KIND_BITS, (best & (2**KIND_BITS - 1)).astype(np.int16) - np.int16(1)


def changes(values: Rows) -> Truths:
    """Where a value differs from the one before it; the first one does."""
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def credit_of(spells: Spells, groups: int, full_time: int, gap: int | None = None, whole: bool = False) -> Credit:
    """The credit of each group: all of it, or with `gap` the most in one period without a gap of so many days.

    With `whole`, days below full time earn nothing. Groups whose spells follow each other without overlap need no
    sweep: there the sum over the spells is already the answer.
    """
    overlap = (spells.group[1:] == spells.group[:-1]) & (spells.start[1:] < spells.stop[:-1])
    tangled = np.zeros(groups, np.bool_)
    tangled[spells.group[1:][overlap]] = True
    found = np.zeros(groups, np.int64)
    if tangled.any():
        rows = tangled[spells.group]
        _gather(found, *_swept(spells.part(np.flatnonzero(rows)), full_time, whole), gap)
        spells = spells.part(np.flatnonzero(~rows))
    _gather(found, *_chained(spells, full_time, whole), gap)
    return found


def _chained(spells: Spells, full_time: int, whole: bool) -> tuple[Rows, Credit, Days]:
    """Per spell: its group, what it earns, and the days without hours before it."""
    hours = np.where(spells.hours >= full_time, full_time, 0 if whole else spells.hours).astype(np.int64)
    idle = np.zeros(len(spells.start), np.int32)
    idle[1:] = spells.start[1:] - spells.stop[:-1]
    return spells.group, hours * (spells.stop - spells.start), idle


def _swept(spells: Spells, full_time: int, whole: bool) -> tuple[Rows, Credit, Days]:
    """The same per stretch of constant hours: every spell adds its hours on its first day and takes them back after."""
    group = np.concatenate([spells.group, spells.group]).astype(np.int64)
    day = np.concatenate([spells.start, spells.stop]).astype(np.int64) - BEGINNING
    delta = np.concatenate([spells.hours, -spells.hours]).astype(np.int64) + 2 ** (DELTA_BITS - 1)
    events = np.sort((group << (DAY_BITS + DELTA_BITS)) | (day << DELTA_BITS) | delta)
    level = np.cumsum((events & (2**DELTA_BITS - 1)) - 2 ** (DELTA_BITS - 1))  # back at zero after each group
    day = (events >> DELTA_BITS) & (2**DAY_BITS - 1)
    length = np.zeros(len(events), np.int64)
    length[:-1] = np.where(level[:-1] > 0, np.diff(day), 0)
    idle = np.zeros(len(events), np.int32)
    idle[1:] = np.where(level[:-1] == 0, np.diff(day), 0)
    hours = np.where(level >= full_time, full_time, 0 if whole else level)
    return (events >> (DAY_BITS + DELTA_BITS)).astype(np.intp), hours * length, idle


def _gather(found: Credit, group: Rows, earned: Credit, idle: Days, gap: int | None) -> None:
    """Writes the sum, or the greatest unbroken sum, of each group into `found`."""
    if not len(group):
        return
    new_group = changes(group)
    if gap is None:
        starts = np.flatnonzero(new_group)
        found[group[starts]] = np.add.reduceat(earned, starts)
        return
    starts = np.flatnonzero(new_group | (idle >= gap))
    periods, owners = np.add.reduceat(earned, starts), group[starts]
    firsts = np.flatnonzero(new_group[starts])
    found[owners[firsts]] = np.maximum.reduceat(periods, firsts)


@dataclass(frozen=True)
class History:
    """The jobs of every candidate on the day assessed, with the occupation that each one is on that day."""

    jobs: Jobs
    calendar: Calendar
    tables: WorkTables

    @cached_property
    def owner(self) -> Rows:
        """The candidate of each job."""
        return self.jobs.owner

    @cached_property
    def occupation(self) -> Smalls:
        """The occupation number of each job in the classification of the day."""
        by_unit_group = self.tables.occupation_of[self.jobs.unit_group]
        if not self.tables.former_classification:
            return by_unit_group
        return np.where(self.jobs.former >= 0, FORMER + self.jobs.former, by_unit_group).astype(np.int16)

    @cached_property
    def skilled(self) -> Truths:
        """Which jobs are in a skilled occupation on the day assessed."""
        return self.tables.skilled[self.occupation]

    @cached_property
    def stop(self) -> Days:
        """The stop of each job, the day assessed excluded."""
        return np.minimum(self.jobs.stop, self.calendar.at(self.calendar.on, self.owner))

    @cached_property
    def by_occupation(self) -> Rows:
        """The order of the jobs by candidate, occupation and start."""
        return self._order(self.occupation)

    @cached_property
    def by_unit_group(self) -> Rows:
        """The order of the jobs by candidate, unit group and start."""
        return self._order(self.jobs.unit_group) if self.tables.former_classification else self.by_occupation

    def _order(self, kind: Smalls) -> Rows:
        keys = (self.owner.astype(np.int64) << KIND_BITS) | kind
        return np.argsort(keys, kind="stable")

    def having(self, needed: int, barred: int = 0) -> Truths:
        """Which jobs have every circumstance `needed` and none that is `barred`."""
        return (self.jobs.circumstances & (needed | barred)) == needed

    def start(self, years: int | None) -> Days:
        """The start of each job, cut to a window of so many years; None is no window."""
        if years is None:
            return self.jobs.start
        return np.maximum(self.jobs.start, self.calendar.at(self.calendar.back(years), self.owner))

    @cached_property
    def acquired_in_canada(self) -> Truths:
        """Skilled work in Canada that IRPR 87.1(3) and s. 15 do not leave out; pay is asked by the caller."""
        employed = IN_CANADA | AUTHORIZED | STATUS
        counted = self.having(employed, SELF_EMPLOYED | FULL_TIME_STUDENT)
        physician = self.having(employed | SELF_EMPLOYED | PHYSICIAN, FULL_TIME_STUDENT)
        physician &= self.tables.physicians[self.jobs.unit_group]
        return (counted | physician) & self.skilled

    def total(self, counted: Truths, years: int | None, whole: bool = False) -> Credit:
        """The credit of each candidate in the counted jobs, all together."""
        start = self.start(years)
        rows = np.flatnonzero(counted & (self.stop > start))
        spells = Spells(self.owner[rows], start[rows], self.stop[rows], self.jobs.hours[rows])
        return credit_of(spells, len(self.jobs.offsets) - 1, self.tables.full_time, whole=whole)

    def tally(
        self,
        counted: Truths,
        years: int,
        by_unit_group: bool = False,
        gap: int | None = None,
        not_before: Days | None = None,
    ) -> Tally:
        """The credit of each candidate in each occupation alone; with `gap` the most in one continuous period."""
        order = self.by_unit_group if by_unit_group else self.by_occupation
        kind = self.jobs.unit_group if by_unit_group else self.occupation
        start = self.start(years) if not_before is None else np.maximum(self.start(years), not_before)
        rows = order[(counted & (self.stop > start))[order]]
        owner, kind = self.owner[rows], kind[rows]
        new = changes(owner) | changes(kind)
        spells = Spells(np.cumsum(new) - 1, start[rows], self.stop[rows], self.jobs.hours[rows])
        first = np.flatnonzero(new)
        credit = credit_of(spells, len(first), self.tables.full_time, gap)
        return Tally(len(self.jobs.offsets) - 1, owner[first], kind[first], credit)

    def own_occupation(self, unit_group: Smalls) -> Smalls:
        """The occupation number of a unit group named by each candidate: that of their jobs with it (contract 5.6).

        Of several the one that is a listed trade is preferred; -1 where none is named.
        """
        by_concordance = np.where(unit_group >= 0, self.tables.occupation_of[unit_group], -1).astype(np.int16)
        if not self.tables.former_classification:
            return by_concordance
        preferred = (self.tables.trades[self.occupation].astype(np.int64) << KIND_BITS) | self.occupation
        best = greatest(np.where(self._named(unit_group), preferred, -1), self.jobs.offsets, -1)
        return np.where(best < 0, by_concordance, best & (2**KIND_BITS - 1)).astype(np.int16)

    def _named(self, unit_group: Smalls) -> Truths:
        """Which jobs begun by the day are of the unit group that their candidate names."""
        begun = self.jobs.start <= self.calendar.at(self.calendar.on, self.owner)
        return begun & (self.jobs.unit_group == unit_group[self.owner])

    def in_occupation_of(self, unit_group: Smalls) -> Truths:
        """Which jobs are in an occupation that the unit group named by each candidate stands for on the day."""
        same = self.occupation == self.own_occupation(unit_group)[self.owner]
        if not self.tables.former_classification:
            return same
        keys = (self.owner.astype(np.int64) << KIND_BITS) | self.occupation
        return same | np.isin(keys, keys[self._named(unit_group)])


def paid(history: History) -> Truths:
    """Which jobs are remunerated."""
    return history.having(PAID)
