"""From values to places on a drawing, and the round values that an axis names."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Final

STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A straight scale: the value `low` stands at `start`, `high` at `end`; `end` may lie above `start`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands."""
        span = self.high - self.low or 1
        return self.start + (value - self.low) / span * (self.end - self.start)


def round_ticks(low: float, high: float, about: int = 5) -> list[int]:
    """About so many round whole numbers, from the one at or below `low` to the one at or above `high`.

    >>> round_ticks(422, 510)
    [420, 440, 460, 480, 500, 520]
    """
    rough = max(high - low, 1) / max(about, 1)
    power = 10 ** math.floor(math.log10(rough))
    step = max(next(each * power for each in STEPS if each * power >= rough), 1)
    step = math.ceil(step)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [place * step for place in range(first, last + 1)]


def days_of(day: date) -> int:
    """A day as a number, for a scale of time."""
    return day.toordinal()


def year_ticks(first: date, last: date, most: int) -> list[date]:
    """The first of January of the years between two days, every second or fifth where there are more than `most`."""
    years = list(range(first.year + 1, last.year + 1))
    every = next(step for step in (1, 2, 5, 10, 50) if len(years) <= most * step or step == 50)
    return [date(year, 1, 1) for year in years if year % every == 0]


def month_ticks(first: date, last: date, most: int) -> list[date]:
    """The first of every month between two days, of every second, third, sixth where there are more than `most`."""
    starts = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    every = next(step for step in (1, 2, 3, 6, 12, 60) if len(starts) <= most * step or step == 60)
    return [day for day in starts if (day.month - 1) % min(every, 12) == 0 and (every < 60 or day.year % 5 == 0)]
