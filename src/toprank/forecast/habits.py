"""The habits behind the day of the next round of a type.

Weeks are the unit: first in which week the department invites at all, from the weeks between earlier ones; then
whether the type takes part, given how many such weeks passed since it last did; then its usual working day of the
week. Weeks are counted between Mondays, so that a holiday moves one round and not all later ones.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.history import types
from toprank.forecast.holidays import nominal
from toprank.forecast.settings import (
    ERROR_DISCOUNT,
    GAP_DISCOUNT,
    KEPT_ERRORS,
    LONGEST_GAP_WEEKS,
    SHARE_BINS,
    SHARE_DISCOUNT,
    SHARE_SHRINKING,
)
from toprank.rounds.record import Record

Values = NDArray[np.float64]

REGULAR = frozenset({"general", "pnp", "cec", "french"})


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, eq=False)
class Habits:
    """What the weeks so far say: the weeks with a round, the chance of each gap between them, and each type's ways.

    `gaps[g]` is the chance that the next week with a round comes g weeks after the last one; `shares[type]` the chance
    to take part by bin of SHARE_BINS; `weekdays[type]` the chances of the five working days; `waited[type]` the weeks
    with a round since the type last took part.
    """

    made_on: date
    weeks: tuple[date, ...]
    gaps: Values
    shares: Mapping[str, Values]
    weekdays: Mapping[str, Values]
    waited: Mapping[str, int]


def bin_of(waited: int) -> int:
    """The bin of SHARE_BINS for so many weeks with a round."""
    return bisect_right(SHARE_BINS, waited) - 1


def habits(record: Record, made_on: date) -> Habits:
    """The habits as they were on a day, from a record known on it."""
    weeks = tuple(sorted({monday_of(each.on) for each in record.rounds}))
    names = types(record)
    took = {name: {monday_of(each.on) for each in record.of_type(name)} for name in names}
    return Habits(
        made_on=made_on,
        weeks=weeks,
        gaps=gap_chances(weeks),
        shares=shares_of(weeks, took),
        weekdays={name: weekday_chances([nominal(each.on) for each in record.of_type(name)]) for name in names},
        waited={name: sum(1 for week in weeks if week > max(took[name])) for name in names},
    )


def gap_chances(weeks: Sequence[date]) -> Values:
    """The chance of each number of weeks between weeks with a round: discounted counts, and a little for every one."""
    found = np.zeros(LONGEST_GAP_WEEKS + 1)
    found[1:] = 0.02
    for age, (week, later) in enumerate(zip(reversed(weeks[:-1]), reversed(weeks[1:]), strict=True)):
        found[min((later - week).days // 7, LONGEST_GAP_WEEKS)] += GAP_DISCOUNT**age
    return np.asarray(found / found.sum())


def taken_part(weeks: Sequence[date], took: set[date]) -> tuple[Values, Values]:
    """How often a type took part and could have, discounted, by bin."""
    hits, chances = np.zeros(len(SHARE_BINS)), np.zeros(len(SHARE_BINS))
    since = [week for week in weeks if week >= min(took)]
    waited = 0
    for age, week in zip(range(len(since) - 1, -1, -1), since, strict=True):
        if waited:
            weight = SHARE_DISCOUNT**age
            hits[bin_of(waited)] += weight * (week in took)
            chances[bin_of(waited)] += weight
        waited = 1 if week in took else waited + 1
    return hits, chances


def shares_of(weeks: Sequence[date], took: Mapping[str, set[date]]) -> dict[str, Values]:
    """The chance of each type to take part in a week with a round, by bin, shrunk toward that of like types."""
    counted = {name: taken_part(weeks, each) for name, each in took.items()}
    found = {}
    for name, (hits, chances) in counted.items():
        like = [counted[other] for other in counted if (other in REGULAR) == (name in REGULAR)]
        all_hits, all_chances = sum(each[0] for each in like), sum(each[1] for each in like)
        overall = (np.sum(all_hits) + 0.5) / (np.sum(all_chances) + 1)
        common = (all_hits + SHARE_SHRINKING * overall) / (all_chances + SHARE_SHRINKING)
        found[name] = np.asarray((hits + SHARE_SHRINKING * common) / (chances + SHARE_SHRINKING))
    return found


def weekday_chances(days: Sequence[int]) -> Values:
    """The chances of the five working days: discounted counts of the last rounds, and a little for every one."""
    found = np.full(5, 0.1)
    for age, each in enumerate(reversed(days[-KEPT_ERRORS:])):
        found[each] += ERROR_DISCOUNT**age
    return np.asarray(found / found.sum())
