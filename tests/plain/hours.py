"""Hours counted day by day: one cell for each day of the window, in hundredths of a weekly hour."""

from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
from tests.plain import figures

# A day earns a seventh of its weekly hours. Cells hold hundredths of weekly hours, so an hour credited is 700.
HOUR = 700
YEAR = figures.YEAR_HOURS * HOUR
SIX_MONTHS = figures.SIX_MONTHS_HOURS * HOUR
FULL_TIME = figures.FULL_TIME * 100


def years_before(on: date, years: int) -> date:
    return years_after(on, -years)


def years_after(day: date, years: int) -> date:
    if day.month == 2 and day.day == 29:
        try:
            return date(day.year + years, 2, 29)
        except ValueError:
            return date(day.year + years, 2, 28)
    return date(day.year + years, day.month, day.day)


def weekly_hours(jobs: list[dict[str, Any]], first: date, on: date) -> np.ndarray:
    """The weekly hours of each day from `first` to the day before `on`, not yet cut at 30."""
    days = np.zeros(max(0, (on - first).days), dtype=np.int64)
    for job in jobs:
        begin = (job["start"] - first).days
        stop = (job["end"] - first).days + 1 if job["end"] is not None else len(days)
        begin = max(begin, 0)
        stop = min(stop, len(days))
        if begin < stop:
            days[begin:stop] += round(job["hours_per_week"] * 100)
    return days


def credited(jobs: list[dict[str, Any]], first: date, on: date) -> int:
    return int(np.minimum(weekly_hours(jobs, first, on), FULL_TIME).sum())


def credited_full_time_days(jobs: list[dict[str, Any]], on: date) -> int:
    """What the days of 30 hours or more earn, however long ago; days below earn nothing."""
    if not jobs:
        return 0
    days = weekly_hours(jobs, min(job["start"] for job in jobs), on)
    return int((days >= FULL_TIME).sum()) * FULL_TIME


def credited_without_break(jobs: list[dict[str, Any]], first: date, on: date) -> int:
    """The most earned in one period that no gap of 14 days or more breaks."""
    best = period = 0
    for earned, days in groupby(np.minimum(weekly_hours(jobs, first, on), FULL_TIME).tolist()):
        length = len(list(days))
        if earned == 0 and length >= figures.GAP_DAYS:
            period = 0
        period += earned * length
        best = max(best, period)
    return best
