"""Credit for jobs in groups: on each day the hours in force add up, to full time at most, and a seventh is earned.

Credit is counted in seven-hundredths of an hour (CREDIT_PER_HOUR), so that everything is a whole number. A group holds
the jobs of one candidate, or those of one candidate in one occupation. Where no two jobs of a group overlap the sum of
hours times days is already the answer; the other groups are cut at every first day and stop into stretches of constant
hours, once for all measures. Convention: contract 5.5.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.days import Calendar, Days, Rows
from toprank.facts import Ints, Truths
from toprank.features.segments import changes, ends_with, totals

Credit = NDArray[np.int64]

DAY_BITS: Final = 18
BEGINNING: Final = np.int32(-(2**17))


@dataclass(frozen=True)
class Grouped:
    """Jobs by group and then start: those of group i are offsets[i] to offsets[i + 1]; `owner` is their candidate.

    No stop lies after the day assessed, and no start after its stop.
    """

    owner: Rows
    group: Rows
    offsets: Rows
    start: Days
    stop: Days
    hours: Ints
    calendar: Calendar
    full_time: int
    _earned: dict[tuple[int | None, bool], Ints] = field(default_factory=dict)

    def take(self, order: Rows, group: Rows, offsets: Rows) -> "Grouped":
        """The same jobs in another order and in other groups."""
        owner, start, stop = self.owner.take(order), self.start.take(order), self.stop.take(order)
        return Grouped(owner, group, offsets, start, stop, self.hours.take(order), self.calendar, self.full_time)

    def credit(self, counted: Truths, years: int | None, whole: bool = False) -> Credit:
        """The credit of each group in the counted jobs, within a window of so many years; None is no window.

        With `whole`, days below full time earn nothing.
        """
        if not len(self.start):
            return np.zeros(len(self.offsets) - 1, np.int64)
        found = totals(self.earned(years, whole) * counted, self.offsets)
        if self.sweep is not None:
            found[self.sweep.groups] = self.sweep.credit(counted, years, whole)
        return found

    def unbroken(self, counted: Truths, years: int | None, gap: int) -> tuple[Rows, Credit]:
        """The first job of each period without a gap of so many days, and the credit of the period.

        Where jobs overlap, or only some of a group are counted, the group's first period has the most of them all.
        """
        idle = np.zeros(len(self.start), np.bool_)
        np.greater_equal(self.start[1:] - self.stop[:-1], gap, out=idle[1:])
        periods = (idle | changes(self.group)).nonzero()[0]
        found = totals(self.earned(years, False) * counted, ends_with(periods, len(self.start)))
        irregular = self.overlapping.copy()
        irregular[self.group[1:][(counted[1:] != counted[:-1]) & (self.group[1:] == self.group[:-1])]] = True
        if irregular.any():
            sweep = Sweep.of(self, irregular)
            of_period = self.group[periods]
            found[irregular[of_period]] = 0
            found[np.searchsorted(of_period, sweep.groups)] = sweep.longest(counted, years, gap)
        return periods, found

    def earned(self, years: int | None, whole: bool) -> Ints:
        """What each job earns within a window as if it were the only one."""
        if (years, whole) not in self._earned:
            full = self.full_time
            hours = full * (self.hours >= full).astype(np.int32) if whole else np.minimum(self.hours, np.int32(full))
            start = np.maximum(self.start, window_start(self.calendar, years, self.owner))
            self._earned[years, whole] = hours * np.maximum(self.stop - start, 0)
        return self._earned[years, whole]

    @cached_property
    def overlapping(self) -> Truths:
        """Which groups have jobs that overlap."""
        found = np.zeros(len(self.offsets) - 1, np.bool_)
        overlap = (self.start[1:] < self.stop[:-1]) & (self.group[1:] == self.group[:-1])
        found[self.group[1:][overlap]] = True
        return found

    @cached_property
    def sweep(self) -> "Sweep | None":
        """The stretches of the groups whose jobs overlap; None where there is no such group."""
        return Sweep.of(self, self.overlapping) if self.overlapping.any() else None


def window_start(calendar: Calendar, years: int | None, owner: Rows) -> Days:
    """The first day of a window for each of some owners."""
    return np.array([BEGINNING]) if years is None else calendar.at(calendar.back(years), owner)


@dataclass(frozen=True)
class Sweep:
    """Some groups cut into stretches: at each event, in order of day, a job adds its hours or takes them back.

    It does not hold the jobs that it was cut from, which hold it: arrays in a circle stay in memory for long.
    """

    owner: Rows
    calendar: Calendar
    full_time: int
    groups: Rows
    offsets: Rows
    job: Rows
    change: Ints
    day: Days
    _lengths: dict[int | None, Ints] = field(default_factory=dict)

    @classmethod
    def of(cls, grouped: Grouped, chosen: Truths) -> "Sweep":
        """The stretches of the chosen groups."""
        rows, groups = chosen.take(grouped.group).nonzero()[0], chosen.nonzero()[0]
        days = np.stack([grouped.start.take(rows), grouped.stop.take(rows)], axis=1).ravel()
        keys = (grouped.group.take(rows) << DAY_BITS).repeat(2) | (days - BEGINNING)
        order = np.argsort(keys, kind="stable")  # candidates are in order already: a stable sort makes use of it
        job = rows.take(order >> 1)
        change = grouped.hours.take(job) * (1 - 2 * (order & 1)).astype(np.int32)
        offsets = np.zeros(len(groups) + 1, np.intp)
        np.cumsum(2 * (grouped.offsets[groups + 1] - grouped.offsets[groups]), out=offsets[1:])
        owner, calendar, full_time = grouped.owner.take(job), grouped.calendar, grouped.full_time
        return cls(owner, calendar, full_time, groups, offsets, job, change, days.take(order))

    def level(self, counted: Truths) -> Ints:
        """The hours in force after each event; they are back at zero at the end of each group."""
        return np.cumsum(self.change * counted.take(self.job), dtype=np.int32)

    def length(self, years: int | None) -> Ints:
        """The days from each event to the next, as far as they lie within a window."""
        if years not in self._lengths:
            edges = np.maximum(self.day, window_start(self.calendar, years, self.owner))
            self._lengths[years] = np.diff(edges, append=edges[-1:])
        return self._lengths[years]

    def credit(self, counted: Truths, years: int | None, whole: bool) -> Credit:
        """The credit of each group."""
        level, full = self.level(counted), np.int32(self.full_time)
        hours = full * (level >= full) if whole else np.minimum(level, full)
        return totals(hours * self.length(years), self.offsets)

    def longest(self, counted: Truths, years: int | None, gap: int) -> Credit:
        """The most credit of each group in one period without a gap of so many days."""
        level, full = self.level(counted), np.int32(self.full_time)
        found = np.zeros(len(self.groups), np.int64)
        worked = ((level > 0) & (self.length(None) > 0)).nonzero()[0]
        if not len(worked):
            return found
        earned = (np.minimum(level, full) * self.length(years)).take(worked)
        group = np.arange(len(self.groups)).repeat(self.offsets[1:] - self.offsets[:-1]).take(worked)
        begins, ends = self.day.take(worked), self.day.take(worked + 1)
        new = changes(group)
        broken = new.copy()
        broken[1:] |= begins[1:] - ends[:-1] >= gap
        first = broken.nonzero()[0]
        periods, of_group = np.add.reduceat(earned, first, dtype=np.int64), group.take(first)
        group_first = changes(of_group).nonzero()[0]
        found[of_group.take(group_first)] = np.maximum.reduceat(periods, group_first)
        return found
