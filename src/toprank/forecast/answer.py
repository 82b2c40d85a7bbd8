"""The next round of a type as it looked on a day: its day, its size and its cut-off, or why there is no point."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np

from toprank import days
from toprank.forecast import cutoff
from toprank.forecast.breaks import Break, after_break
from toprank.forecast.cutoff import recent_sizes
from toprank.forecast.history import TOP
from toprank.forecast.ledger import Ledger
from toprank.forecast.next_day import NextDay, next_day
from toprank.forecast.row import Reason
from toprank.forecast.settings import FEWEST_ROUNDS, MOST_TIMES, SILENT_DAYS
from toprank.forecast.sizes import next_size
from toprank.forecast.spread import Spread, weighted

NO_ROUND: Final[Reason] = "no_earlier_round"
FEW_ROUNDS: Final[Reason] = "fewer_than_three_rounds"
SILENT: Final[Reason] = "silent_for_120_days"
FAR_AHEAD: Final[Reason] = "day_120_days_after_the_last"
TOO_LARGE: Final[Reason] = "size_far_beyond_any_seen"


@dataclass(frozen=True)
class Forecast:
    """The next round of a type as it looked on a day.

    `point` is the cut-off told and `cutoff` its distribution; where `abstained` holds a reason there is no point in it,
    only the range of earlier first steps. `day` is None where size and day were given. `last` is the last cut-off.
    """

    type: str
    made_on: date
    size: Spread
    day: NextDay | None
    on: date
    point: float | None
    cutoff: Spread | None
    last: int
    abstained: Reason | None
    broken: Break | None

    @property
    def said(self) -> int | None:
        """The cut-off as a point, None where the forecast abstains."""
        return None if self.abstained or self.point is None else round(self.point)

    def band(self, low: float, high: float) -> tuple[int, int] | None:
        """The cut-off between two levels, in whole points."""
        return None if self.cutoff is None else (round(self.cutoff.at(low)), round(self.cutoff.at(high)))


def why_abstained(ledger: Ledger, type_: str) -> Reason | None:
    """The reason to give no point for a type, None where there is none."""
    rounds = ledger.rounds.get(type_, ())
    if not rounds:
        return NO_ROUND
    if len(rounds) < FEWEST_ROUNDS:
        return FEW_ROUNDS
    return SILENT if days.number(ledger.made_on) - rounds[-1].day >= SILENT_DAYS else None


def plain(ledger: Ledger, type_: str) -> Forecast:
    """The next round of a type that had one: its day, size and cut-off."""
    size = next_size(type_, ledger.sizes)
    day = next_day(ledger.habits, type_)
    on = days.day(round(day.spread.median))
    why = why_abstained(ledger, type_)
    told = first_steps(ledger, type_) if why else cutoff.plain(ledger, type_, size, day)
    return answered(ledger, type_, size, day, on, None if told is None else (told.median, told), why)


def far_ahead(ledger: Ledger, type_: str, on: date) -> bool:
    """Whether a day lies so long after the last round of a type that points were far off."""
    return days.number(on) - ledger.rounds[type_][-1].day >= SILENT_DAYS


def conditional(ledger: Ledger, type_: str, size: int, on: date) -> Forecast:
    """The cut-off of a type that had a round, if so many are invited on a day.

    For a day long after its last round there is the range and no point; for a size far beyond any seen neither.
    """
    why = why_abstained(ledger, type_)
    exact = weighted(np.log([float(max(size, 1))]), np.ones(1))
    steps = first_steps(ledger, type_) if why else None
    told = (steps.median, steps) if steps else None if why else cutoff.conditional(ledger, type_, max(size, 1), on)
    if not why and size > MOST_TIMES * max(recent_sizes(ledger, type_)):
        told, why = None, TOO_LARGE
    elif not why and far_ahead(ledger, type_, on):
        why = FAR_AHEAD
    return answered(ledger, type_, exact, None, on, told, why)


def answered(
    ledger: Ledger,
    type_: str,
    size: Spread,
    day: NextDay | None,
    on: date,
    told: tuple[float, Spread] | None,
    why: Reason | None,
) -> Forecast:
    """The forecast with what is known beside it."""
    rounds = ledger.rounds[type_]
    broken = after_break(type_, rounds, ledger.breaks, on)
    point, spread = told or (None, None)
    return Forecast(type_, ledger.made_on, size, day, on, point, spread, rounds[-1].cutoff, why, broken)


def first_steps(ledger: Ledger, type_: str) -> Spread | None:
    """The last cut-off with every step that any type made from its first to its third round; None without any."""
    found = []
    for rounds in ledger.rounds.values():
        found += [float(later.cutoff - former.cutoff) for former, later in pairwise(rounds[:3])]
    if not found:
        return None
    return weighted(ledger.rounds[type_][-1].cutoff + np.array(found), np.ones(len(found))).within(0, TOP)
