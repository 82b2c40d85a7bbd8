"""Days as columns say what the calendar of the standard library says of one day, leap days included."""

from datetime import date

import numpy as np
import pytest

from toprank.days import Calendar, add_years, last_outlived, number

FIRST, LAST = number(date(1995, 1, 1)), number(date(2105, 1, 1))
EVERY_DAY = np.arange(FIRST, LAST, dtype=np.int32)
DATES = [date.fromordinal(int(day) + date(1970, 1, 1).toordinal()) for day in EVERY_DAY]


@pytest.mark.parametrize("years", [1, 2, 3, 5, 10])
def test_windows_and_validity_end_on_the_day_of_the_calendar(years: int) -> None:
    calendar = Calendar(EVERY_DAY)
    assert calendar.back(years).tolist() == [number(add_years(day, -years)) for day in DATES]
    assert calendar.outlived(years).tolist() == [number(last_outlived(day, years)) for day in DATES]
