"""Credit of grouped jobs against a literal count, day by day, of 20,000 random groups."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from toprank.days import Calendar, number
from toprank.features.credit import BEGINNING, Grouped, Sweep, window_start
from toprank.features.segments import greatest, totals

GROUPS, FULL, GAP = 20_000, 3000, 14
ON = date(2026, 3, 10)
FIRST = number(date(2023, 3, 10))  # days are counted from here in the literal count
LENGTH = number(ON) - FIRST


@dataclass(frozen=True)
class Lives:
    grouped: Grouped
    counted: np.ndarray


@pytest.fixture(scope="module")
def lives() -> Lives:
    """Up to five jobs a group, short gaps and long ones, overlaps, jobs not yet begun, some that do not count."""
    random = np.random.default_rng(5)
    jobs = random.integers(0, 6, GROUPS)
    group = np.repeat(np.arange(GROUPS), jobs)
    start = FIRST + random.integers(-200, LENGTH + 30, len(group)) // 7 * 7
    stop = start + random.integers(1, 40, len(group)) * 7 + random.integers(-1, 2, len(group))
    order = np.lexsort((start, group))
    start, stop = start[order].astype(np.int32), stop[order].astype(np.int32)
    hours = random.choice([1, 750, 1500, 2999, 3000, 4000, 16800], len(group)).astype(np.int32)
    stop = np.minimum(stop, number(ON)).astype(np.int32)
    offsets = np.concatenate([[0], np.cumsum(jobs)])
    calendar = Calendar.of_day(ON)
    grouped = Grouped(group, group, offsets, np.minimum(start, stop), stop, hours, calendar, FULL)
    return Lives(grouped, random.random(len(group)) < 0.8)


def hours_by_day(lives: Lives) -> np.ndarray:
    """Hours in force of each group on each day from FIRST on, counted jobs alone."""
    found = np.zeros((GROUPS, LENGTH), np.int64)
    grouped = lives.grouped
    for group, start, stop, hours, counted in zip(
        grouped.group, grouped.start - FIRST, grouped.stop - FIRST, grouped.hours, lives.counted, strict=True
    ):
        if counted:
            found[group, max(start, 0) : max(stop, 0)] += hours
    return found


@pytest.fixture(scope="module")
def by_day(lives: Lives) -> np.ndarray:
    return hours_by_day(lives)


@pytest.mark.parametrize("years", [1, 2, 3])
def test_credit_within_a_window(lives: Lives, by_day: np.ndarray, years: int) -> None:
    since = int(Calendar.of_day(ON).back(years)[0]) - FIRST
    literal = np.minimum(by_day[:, max(since, 0) :], FULL).sum(axis=1)
    assert np.array_equal(lives.grouped.credit(lives.counted, years), literal)
    whole = FULL * (by_day[:, max(since, 0) :] >= FULL).sum(axis=1)
    assert np.array_equal(lives.grouped.credit(lives.counted, years, whole=True), whole)


def longest(hours: list[int]) -> int:
    """The most credit in one period of a group, the days one by one."""
    best = earned = idle = 0
    for level in hours:
        idle = 0 if level else idle + 1
        if idle == GAP:
            earned = 0
        earned += min(level, FULL)
        best = max(best, earned)
    return best


def test_the_longest_period_without_a_gap(lives: Lives, by_day: np.ndarray) -> None:
    first, credit = lives.grouped.unbroken(lives.counted, 1, GAP)
    of_group = lives.grouped.group[first]
    found = np.zeros(GROUPS, np.int64)
    np.maximum.at(found, of_group, credit)
    assert np.array_equal(found, [longest(hours) for hours in by_day[:, -365:].tolist()])


def test_groups_of_every_kind_are_among_them(lives: Lives) -> None:
    overlapping = lives.grouped.overlapping
    several = np.diff(lives.grouped.offsets) > 1
    assert overlapping.sum() > 1000
    assert (several & ~overlapping).sum() > 1000
    assert (np.diff(lives.grouped.offsets) == 0).sum() > 1000


def test_a_sweep_of_all_groups_says_the_same_as_the_sums(lives: Lives) -> None:
    everyone = np.ones(GROUPS, np.bool_)
    swept = Sweep.of(lives.grouped, everyone)
    assert np.array_equal(swept.credit(lives.counted, 2, False), lives.grouped.credit(lives.counted, 2))


def test_a_window_for_each_owner() -> None:
    days = np.array([number(date(2025, 3, 10)), number(ON)], np.int32)
    owner = np.array([0, 1])
    start, stop = np.array([number(date(2024, 1, 1))] * 2, np.int32), days.copy()
    hours = np.array([3000, 3000], np.int32)
    grouped = Grouped(owner, owner, np.array([0, 1, 2]), start, stop, hours, Calendar(days), FULL)
    found = grouped.credit(np.ones(2, np.bool_), 1)
    assert found.tolist() == [365 * FULL, 365 * FULL]
    assert grouped.credit(np.ones(2, np.bool_), None).tolist() == ((days - start) * FULL).tolist()
    assert window_start(grouped.calendar, None, owner).tolist() == [int(BEGINNING)]


def test_greatest_and_totals_of_groups_of_any_length() -> None:
    random = np.random.default_rng(2)
    for longest_group in (1, 3, 8, 9, 40):
        lengths = random.integers(0, longest_group + 1, 200)
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        values = random.integers(-50, 50, offsets[-1])
        groups = [values[start:stop] for start, stop in pairwise(offsets)]
        assert greatest(values, offsets, -99).tolist() == [max(group, default=-99) for group in groups]
        assert totals(values, offsets).tolist() == [sum(group) for group in groups]
