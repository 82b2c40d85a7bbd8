from datetime import date, timedelta

import numpy as np
import pytest

from toprank.forecast.habits import habits
from toprank.forecast.holidays import easter, holidays, nominal, working_days, works
from toprank.forecast.next_day import next_day


@pytest.mark.parametrize(
    "day", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2019, 4, 21)]
)
def test_easter(day):
    assert easter(day.year) == day


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2025, 9, 1), False),  # Labour Day
        (date(2025, 10, 13), False),  # Thanksgiving
        (date(2026, 5, 18), False),  # Victoria Day
        (date(2026, 2, 16), True),  # Family Day is not a federal one, and rounds were held on it
        (date(2020, 9, 30), True),  # Truth and Reconciliation began in 2021
        (date(2021, 9, 30), False),
        (date(2026, 4, 3), False),  # Good Friday
        (date(2025, 12, 29), False),
        (date(2026, 1, 2), True),
    ],
)
def test_holidays(day, open_):
    assert works(day) == open_


def test_victoria_day_is_the_monday_before_may_25():
    for year in range(2015, 2040):
        found = [day for day in holidays(year) if day.month == 5]
        assert len(found) == 1
        assert found[0].weekday() == 0
        assert date(year, 5, 18) <= found[0] <= date(year, 5, 24)


def test_a_week_that_begins_with_a_holiday_begins_on_tuesday():
    assert nominal(date(2025, 9, 2)) == 0
    assert nominal(date(2025, 9, 3)) == 1
    assert nominal(date(2025, 9, 9)) == 1
    assert working_days(date(2025, 9, 1))[0] == date(2025, 9, 2)


@pytest.mark.parametrize(
    "made_on", [date(2026, 4, 27), date(2026, 4, 29), date(2026, 5, 6), date(2026, 12, 23), date(2020, 3, 23)]
)
def test_chances_of_days_add_up_and_lie_ahead_on_working_days(record, made_on):
    known = habits(record.known_on(made_on), made_on)
    for type_ in known.shares:
        found = next_day(known, type_)
        assert found.days[0] > made_on
        assert (found.chances >= 0).all()
        assert found.chances.sum() <= 1 + 1e-9
        assert all(works(day) for day, chance in zip(found.days, found.chances, strict=True) if chance > 1e-6)


def test_nominees_are_expected_a_fortnight_after_their_last_round(record):
    made_on = date(2026, 4, 27)
    found = next_day(habits(record.known_on(made_on), made_on), "pnp")
    assert abs(found.spread.median - (made_on + timedelta(days=14) - date(1970, 1, 1)).days) <= 1


def test_days_that_passed_without_a_round_have_no_weight(record):
    """Eleven days on without any round, the fortnight is nearer and nothing lies behind."""
    known = record.known_on(date(2026, 4, 27))
    early, late = (next_day(habits(known, day), "pnp") for day in (date(2026, 4, 27), date(2026, 5, 8)))
    assert late.days[0] > date(2026, 5, 8)
    assert late.by(date(2026, 5, 12)) > early.by(date(2026, 5, 12)) - early.by(date(2026, 5, 8))


def test_a_long_silence_still_has_chances(record):
    made_on = date(2026, 11, 26)
    found = next_day(habits(record.known_on(date(2026, 4, 29)), made_on), "pnp")
    assert found.days[0] > made_on
    assert 0.5 < found.chances.sum() <= 1 + 1e-9


def test_habits_of_gaps_and_weekdays_are_chances(record):
    known = habits(record, date(2026, 4, 30))
    assert known.gaps.sum() == pytest.approx(1)
    assert int(np.argmax(known.gaps)) == 2
    assert int(np.argmax(known.weekdays["pnp"])) == 0
