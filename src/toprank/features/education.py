"""Education: the level of valid credentials, and study in Canada (Instructions ss. 11, 30; IRPR 75(2)(e), 78)."""

from typing import Final

import numpy as np

from toprank.days import NEVER, Calendar
from toprank.facts import CREDENTIALS, Credentials, Smalls, Truths
from toprank.features.segments import greatest, spread, totals
from toprank.rulebook.tables import LEVELS

THREE_YEARS, TWO_OR_MORE, SECONDARY = (
    LEVELS.index(each) for each in ("three_year_or_more", "two_or_more", "secondary")
)
AS_LEVEL: Final = {
    "bachelor": "three_year_or_more",
    "professional": "masters_or_professional",
    "master": "masters_or_professional",
}
LEVEL_OF: Final = np.array([LEVELS.index(AS_LEVEL.get(each, each)) for each in CREDENTIALS], np.int8)
"""The level of the instrument for each level declared: `bachelor` is any program of three years or more."""

NO_STUDY, ONE_OR_TWO_YEARS, THREE_YEARS_OR_MORE = range(3)


def counting(credentials: Credentials, calendar: Calendar, eca_years: int) -> Truths:
    """Which credentials count on the day: completed, and Canadian or with an assessment that is not too old."""
    on, outlived = (spread(calendar, values, credentials) for values in (calendar.on, calendar.outlived(eca_years)))
    assessed = (credentials.eca_issued <= on) & (credentials.eca_issued > outlived) & (credentials.eca_issued != NEVER)
    counts: Truths = (credentials.completed <= on) & (credentials.in_canada | assessed)
    return counts


def level(credentials: Credentials, calendar: Calendar, eca_years: int) -> Smalls:
    """The position in LEVELS that each candidate reaches; "two or more" is derived, one of three years or more."""
    if not len(credentials.level):
        return np.zeros(len(credentials.offsets) - 1, np.int16)
    counts = counting(credentials, calendar, eca_years)
    reached = LEVEL_OF.take(credentials.level) * counts
    highest = greatest(reached, credentials.offsets)
    post_secondary = totals(reached > SECONDARY, credentials.offsets)
    several = (highest == THREE_YEARS) & (post_secondary >= 2)
    return np.where(several, TWO_OR_MORE, highest).astype(np.int16)


def canadian_study(credentials: Credentials, calendar: Calendar, months: int) -> Smalls:
    """NO_STUDY, ONE_OR_TWO_YEARS or THREE_YEARS_OR_MORE: the highest level studied in Canada for long enough."""
    completed = credentials.completed <= spread(calendar, calendar.on, credentials)
    enough = (credentials.months_in_canada < 0) | (credentials.months_in_canada >= months)
    reached = LEVEL_OF.take(credentials.level)
    study = np.where(reached >= THREE_YEARS, np.int8(THREE_YEARS_OR_MORE), np.int8(ONE_OR_TWO_YEARS))
    counts = credentials.in_canada & completed & enough & (reached > SECONDARY)
    return greatest(study * counts, credentials.offsets).astype(np.int16)
