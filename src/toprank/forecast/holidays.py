"""The days on which the department does not work: weekends and the federal public holidays."""

from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    full = (19 * golden + skipped + 15) % 30
    full -= full // 28 * (1 - 29 // (full + 1) * (21 - golden) // 11)
    weekday = (year + year // 4 + full + 2 - century + century // 4) % 7
    return date(year, 3, 28) + timedelta(days=full - weekday)


def nth_monday(year: int, month: int, nth: int) -> date:
    """The first, second, ... Monday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(-first.weekday()) % 7 + 7 * (nth - 1))


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of the federal service in a year, and the days between Christmas and New Year."""
    victoria = date(year, 5, 24) - timedelta(days=date(year, 5, 24).weekday())
    sunday = easter(year)
    found = {date(year, 1, 1), sunday - 2 * DAY, sunday + DAY, victoria, date(year, 7, 1), nth_monday(year, 8, 1),
             nth_monday(year, 9, 1), nth_monday(year, 10, 2), date(year, 11, 11)}  # fmt: skip
    if year >= 2021:
        found.add(date(year, 9, 30))
    return frozenset(found | {date(year, 12, each) for each in range(24, 32)})


def works(day: date) -> bool:
    """Whether the department works on a day."""
    return day.weekday() < 5 and day not in holidays(day.year)


@lru_cache(maxsize=4096)
def working_days(monday: date) -> tuple[date, ...]:
    """The working days of the week of a Monday."""
    return tuple(day for day in (monday + timedelta(days=each) for each in range(5)) if works(day))


def nominal(day: date) -> int:
    """Which working day of its week a day is, from 0; a week that begins with a holiday begins on its Tuesday."""
    monday = day - timedelta(days=day.weekday())
    return min(sum(1 for each in working_days(monday) if each < day), 4)
