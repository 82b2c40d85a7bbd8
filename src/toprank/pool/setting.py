"""What synthetic people are made against, and what the parts of one of them have in common."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import Days
from toprank.facts import Instants, Smalls, Truths
from toprank.pool.careers import FST, Careers, careers
from toprank.pool.draws import STEPS, Draws, Reals
from toprank.pool.histories import YEAR
from toprank.pool.language import Sheet, sheet
from toprank.pool.shares import Shares
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Tables, tables

FIRST_DAY: Final = days.number(date(2015, 1, 1))
DAY_SECONDS: Final = 86_400
OLDEST_DAYS: Final = 364
STAYS_DAYS: Final = 5000
"""Mean days until a candidate whom nothing else takes out withdraws or is replaced.

6,531 eligible profiles come each week (339,621 in 2024, year-end report) to a pool of 235,000: each is there 252 days
on average. With 1,900 invitations a week and a life of 365 days hardly anyone is left to withdraw.
"""
THINS_DAYS: Final = 1200
"""How quickly a stock thins out with the days since submission, rounds apart."""
AGES: Final = np.array(
    [
        round(-THINS_DAYS * math.log(1 - (step + 0.5) / STEPS * (1 - math.exp(-365 / THINS_DAYS))), 3)
        for step in range(STEPS)
    ]
)
"""Days since submission of a stock of candidates, in steps of equal number."""
MIDDLE_AGE: Final = 155
"""Days since submission of the middle one of a stock of candidates."""


@dataclass(frozen=True)
class Setting:
    """What people are made against: the tables of a day, its fields of work, the scores of its tests.

    People stand as at the end of the day `on`. They were submitted within the year before; with `window` in the last
    days only, so many of them.
    """

    tables: Tables
    on: int
    shares: Shares
    careers: Careers
    sheets: tuple[Sheet, ...]
    window: int | None = None


def setting(rulebook: Rulebook, on: date, shares: Shares, window: int | None = None) -> Setting:
    """The setting of a day."""
    of_day = tables(rulebook, on)
    shares = shares.on(on - timedelta(days=MIDDLE_AGE if window is None else window // 2))
    sheets = tuple(sheet(each) for each in of_day.scales)
    return Setting(of_day, days.number(on), shares, careers(rulebook, of_day, shares), sheets, window)


@dataclass(frozen=True)
class Lives:
    """What the parts of a profile have in common, one value a person. `inland` live and work in Canada."""

    strength: Reals
    submitted: Instants
    submitted_day: Days
    age: Reals
    born: Days
    inland: Truths
    trade: Truths
    partner: Truths
    french: Truths
    studied: Truths
    field: NDArray[np.intp]
    unit_group: Smalls


def lives(draws: Draws, strength: Reals, where: Setting) -> Lives:
    """The common part: strong people are younger, and rather in Canada; the weakest rather in the trades."""
    count = len(strength)
    seconds = seconds_in_pool(draws, count, where)
    submitted = (where.on + 1) * DAY_SECONDS - seconds
    age = np.clip(29.3 - 2.2 * strength + 4.2 * draws.normal(count) + 3.3 * draws.exponential(count), 20.6, 62)
    born = (where.on - age * YEAR).astype(np.int32)
    trade = draws.chance(np.clip(-0.07 * (strength + 2.4), 0.003, 0.5), count)
    inland = draws.chance(np.where(trade, 0.5, where.shares.of["inland"].of(strength, least=0.28, most=0.95)), count)
    field = where.careers.field_of(draws, strength)
    field[trade] = where.careers.names.index(FST)
    return Lives(
        strength=strength,
        submitted=submitted,
        submitted_day=(submitted // DAY_SECONDS).astype(np.int32),
        age=age,
        born=born,
        inland=inland,
        trade=trade,
        partner=draws.chance(np.clip((age - 19) / 41, 0, 0.62), count),
        french=draws.chance(where.shares.of["french"].of(strength, least=0.01, most=0.6), count),
        studied=draws.chance(np.where(inland, 0.52, 0.05), count),
        field=field,
        unit_group=where.careers.groups(draws, field, inland),
    )


def seconds_in_pool(draws: Draws, count: int, where: Setting) -> Instants:
    """Seconds before the end of the day that a profile was submitted: of a stock under a year, else in the window."""
    if where.window is not None:
        return draws.whole(1, where.window * DAY_SECONDS, count)
    longest = min(OLDEST_DAYS, where.on - FIRST_DAY)
    age: Reals = np.minimum(AGES[draws.whole(0, STEPS, count)], longest - 1)
    found: Instants = (age * DAY_SECONDS).astype(np.int64) + draws.whole(1, DAY_SECONDS, count)
    return found


def spread(count: int, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where the rows of each of `count` people begin, from the person of each row, in order."""
    return np.searchsorted(rows, np.arange(count + 1)).astype(np.intp)
