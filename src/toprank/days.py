"""Days as whole numbers, and the years between them.

A day is the number of days since 1970-01-01. Adding years to 29 February gives 28 February in a common year: for
birthdays, validity and windows alike (contract 5.2).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int32]
Rows = NDArray[np.intp]

EPOCH: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
"""The last day that is assessed, and the last one that may be declared."""
HUNDREDTHS: Final = 100
CREDIT_PER_HOUR: Final = 7 * HUNDREDTHS
"""Hours are earned in seven-hundredths: a day earns a seventh of the weekly hours, which have two decimals."""
NEVER: Final = np.int32(2**31 - 1)
"""A day that never comes: the stop of a job still held, the start of a fact that was not declared."""

MARCH_OF_0: Final = 719_468
"""Days from 1 March of the year 0 to 1970-01-01."""
DAYS_OF_400_YEARS: Final = 146_097
LEAP_DAY: Final = 365
"""The place of 29 February in a year that starts on 1 March."""


def number(day: date) -> int:
    """The day as a whole number."""
    return (day - EPOCH).days


def day(number_: int) -> date:
    """The day that a whole number stands for."""
    return EPOCH + timedelta(days=int(number_))


def instant_text(seconds: int) -> str:
    """An instant in seconds since 1970-01-01 UTC as the contract writes it.

    >>> instant_text(1_773_144_000)
    '2026-03-10T12:00:00Z'
    """
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_years(start: date, years: int) -> date:
    """The same day some years later, or earlier where `years` is negative; 29 February becomes 28 February."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 2, 28)


def last_outlived(on: date, years: int) -> date:
    """The latest day whose anniversary `years` later has come by `on`: a result taken then or before is too old.

    >>> last_outlived(date(2026, 2, 28), 2), last_outlived(date(2026, 2, 27), 2)
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 27))
    """
    earlier = add_years(on, -years)
    following = earlier + timedelta(days=1)
    return following if add_years(following, years) <= on else earlier


def years_later(start: Days, years: int | Days) -> Days:
    """The same days some years later; NEVER stays NEVER. Years of another shape are spread over the days.

    >>> years_later(np.array([number(date(2024, 2, 29))], np.int32), 2) == number(date(2026, 2, 28))
    array([ True])
    """
    year, into = since_march(start)
    return np.where(start == NEVER, NEVER, of_march(year + np.asarray(years, np.int32), into))


def since_march(days: Days) -> tuple[Days, Days]:
    """The year of each day and the days since its start, in years that start on 1 March, so that a leap day is last.

    >>> since_march(np.array([number(date(2024, 2, 29)), number(date(2024, 3, 1))], np.int32))
    (array([2023, 2024], dtype=int32), array([365,   0], dtype=int32))
    """
    shifted = days + np.int32(MARCH_OF_0)
    era = shifted // DAYS_OF_400_YEARS
    in_era = shifted - era * DAYS_OF_400_YEARS
    year = (in_era - in_era // 1_460 + in_era // 36_524 - in_era // 146_096) // 365
    return year + era * 400, in_era - (365 * year + year // 4 - year // 100)


def of_march(year: Days, into: Days) -> Days:
    """The day so many days after 1 March of a year; a leap day becomes the day before it in a common year.

    >>> of_march(np.array([2023, 2025], np.int32), np.array([LEAP_DAY, LEAP_DAY], np.int32)).tolist()
    [19782, 20512]
    """
    found = first_of_march(year) + into
    leap_day = into == LEAP_DAY
    if leap_day.any():
        found -= leap_day & ~leap(year + 1)
    return found


def first_of_march(year: Days) -> Days:
    """The first day of March of each year.

    >>> first_of_march(np.array([1970, 2024], np.int32)).tolist() == [59, number(date(2024, 3, 1))]
    True
    """
    return 365 * year + year // 4 - year // 100 + year // 400 - np.int32(MARCH_OF_0)


def leap(year: Days) -> NDArray[np.bool_]:
    """Which calendar years have a 29 February."""
    found: NDArray[np.bool_] = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    return found


@dataclass(frozen=True)
class Calendar:
    """The day assessed: one for all rows (shape (1,)), or one for each (shape (rows,))."""

    on: Days

    @classmethod
    def of_day(cls, on: date) -> "Calendar":
        """One day for all rows."""
        return cls(np.array([number(on)], np.int32))

    @cached_property
    def _since_march(self) -> tuple[Days, Days]:
        return since_march(self.on)

    @cached_property
    def _tomorrow(self) -> tuple[Days, Days]:
        return since_march(self.on + np.int32(1))

    @cached_property
    def _edges(self) -> dict[tuple[str, int], Days]:
        """The answers of `back` and `outlived`, which are asked again and again."""
        return {}

    def back(self, years: int) -> Days:
        """The first day of a window of `years` that excludes the day assessed."""
        key = ("back", years)
        if key not in self._edges:
            year, into = self._since_march
            self._edges[key] = of_march(year - np.int32(years), into)
        return self._edges[key]

    def outlived(self, years: int) -> Days:
        """The latest day of a fact that is `years` old or older on the day assessed."""
        key = ("outlived", years)
        if key not in self._edges:
            # The first day young enough bears the date of tomorrow so many years before. A leap day that year has not
            # is 1 March here: `of_march` would draw it back to 28 February, which has had its anniversary.
            year, into = self._tomorrow
            self._edges[key] = first_of_march(year - np.int32(years)) + (into - np.int32(1))
        return self._edges[key]

    def age(self, born: Days) -> NDArray[np.int16]:
        """Completed years; the age changes on the birthday itself."""
        on_year, on_day = self._since_march
        year, day_ = since_march(born)
        # A leap day comes a day sooner in the February that ends a common year: only then may the day be reached.
        day_ -= (day_ == LEAP_DAY) & ~leap(on_year + 1)
        age: NDArray[np.int16] = (on_year - year - (day_ > on_day)).astype(np.int16)
        return age

    def take(self, rows: Rows) -> "Calendar":
        """The days of some rows."""
        return self if self.on.size == 1 else Calendar(self.on[rows])

    def at(self, values: Days, rows: Rows) -> Days:
        """Values derived from the calendar, for the owners of jobs or results."""
        return values if values.size == 1 else values[rows]
