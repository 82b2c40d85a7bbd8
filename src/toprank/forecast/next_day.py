"""The day of the next round of a type, as chances of days ahead; the habits it rests on are in habits.py."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast.habits import Habits, bin_of, monday_of
from toprank.forecast.holidays import working_days
from toprank.forecast.settings import HORIZON_WEEKS, LONGEST_GAP_WEEKS
from toprank.forecast.spread import Spread, weighted

Values = NDArray[np.float64]

FEWEST_WORKING_DAYS = 3
CLUSTERS_AHEAD = 60


@dataclass(frozen=True, eq=False)
class NextDay:
    """Days ahead in order with the chance of each to be that of the next round; what is left lies beyond them."""

    days: tuple[date, ...]
    chances: Values

    @property
    def spread(self) -> Spread:
        """The distribution of the day, as its number; what lies beyond counts for the last day."""
        left = max(0.0, 1 - float(self.chances.sum()))
        numbers = np.array([days.number(each) for each in self.days], dtype=float)
        return weighted(np.append(numbers, numbers[-1]), np.append(self.chances, left))

    def by(self, day: date) -> float:
        """The chance of a round on a day or before."""
        return float(sum(chance for each, chance in zip(self.days, self.chances, strict=True) if each <= day))


def next_day(known: Habits, type_: str) -> NextDay:
    """When the next round of a type that had one is likely, from the day of the forecast on, that day excluded."""
    weekdays, shares, waited = known.weekdays[type_], known.shares[type_], known.waited[type_]
    start = monday_of(known.made_on)
    open_now = known.weeks[-1] == start
    found: dict[date, float] = {}
    left = 1.0
    if open_now and waited:
        rest = remaining(start, weekdays, known.made_on)
        share = float(shares[bin_of(waited)])
        now = share * rest / (1 - share * (1 - rest))
        spread_over(found, start, weekdays, known.made_on, now)
        left -= now
    by_week = np.zeros(HORIZON_WEEKS)
    for place, opened in enumerate(weeks_ahead(known)):
        share = float(shares[bin_of(waited + 1 + place)])
        by_week += left * share * opened
        left *= 1 - share
    for offset in np.flatnonzero(by_week > 1e-9):
        spread_over(found, start + timedelta(weeks=int(offset)), weekdays, known.made_on, float(by_week[offset]))
    ordered = sorted(found)
    return NextDay(tuple(ordered), np.array([found[each] for each in ordered]))


def weeks_ahead(known: Habits) -> list[Values]:
    """For the first, second, ... week with a round to come the chance of each week ahead to be it.

    Weeks count from that of the forecast. One with fewer than three working days hands its chance to the next.
    """
    start = monday_of(known.made_on)
    ahead = first_week(known)
    found = []
    for _ in range(CLUSTERS_AHEAD):
        ahead = off_short_weeks(ahead, start)
        found.append(ahead)
        ahead = np.convolve(ahead, known.gaps)[:HORIZON_WEEKS]
    return found


def first_week(known: Habits) -> Values:
    """The chance of each week ahead to be the next one with a round, the week of the forecast being the first.

    Gaps that would have ended before the day of the forecast have no weight. After a silence longer than any gap
    the gaps count from the week of the forecast.
    """
    elapsed = (monday_of(known.made_on) - known.weeks[-1]).days // 7
    found = np.zeros(HORIZON_WEEKS)
    for gap, chance in enumerate(known.gaps):
        if gap > elapsed:
            found[gap - elapsed] = chance
        elif gap == elapsed and gap > 0:
            found[0] = chance * max(0.0, 1 - (known.made_on.weekday() + 1) / 5)
    if found.sum() < 1e-6:
        found[: LONGEST_GAP_WEEKS + 1] = known.gaps
    return np.asarray(found / found.sum())


def off_short_weeks(ahead: Values, start: date) -> Values:
    """The same chances with those of weeks of fewer than three working days given to the week after."""
    found = ahead.copy()
    for place in short_weeks(start):
        if place + 1 < len(found):
            found[place + 1] += found[place]
            found[place] = 0
    return found


@lru_cache(maxsize=1024)
def short_weeks(start: date) -> tuple[int, ...]:
    """Which weeks ahead have fewer than three working days, counted from the week of a Monday."""
    weeks = range(HORIZON_WEEKS)
    return tuple(week for week in weeks if len(working_days(start + timedelta(weeks=week))) < FEWEST_WORKING_DAYS)


def dated(monday: date, weekdays: Values, after: date) -> list[tuple[date, float]]:
    """The working days of a week that lie after a day, with the chance of each."""
    working = working_days(monday)
    found: dict[date, float] = {}
    for place, chance in enumerate(weekdays):
        day = working[min(place, len(working) - 1)] if working else monday + timedelta(days=place)
        if day > after:
            found[day] = found.get(day, 0.0) + float(chance)
    return list(found.items())


def remaining(monday: date, weekdays: Values, after: date) -> float:
    """The chance that the working day of a type lies after a day of the same week."""
    return sum(chance for _, chance in dated(monday, weekdays, after))


def spread_over(found: dict[date, float], monday: date, weekdays: Values, after: date, chance: float) -> None:
    """Adds the chance of a week to its days; the next working week takes it where no day is left."""
    inside = dated(monday, weekdays, after)
    whole = sum(each for _, each in inside)
    if not inside or whole == 0:
        spread_over(found, monday + timedelta(weeks=1), weekdays, after, chance)
        return
    for day, share in inside:
        found[day] = found.get(day, 0.0) + chance * share / whole
