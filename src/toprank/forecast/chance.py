"""The chance of a round of a type with its cut-off at or below a score within some days.

Three answers are averaged: the joint futures with cut-offs by the stock, those by steps, and how often it came true
in the past at the same distance from the last cut-off. Each may read what was known on the day alone.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast.futures import Futures
from toprank.forecast.ledger import Ledger
from toprank.forecast.settings import CHANCE_DAYS, WINDOW_DISCOUNT

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Windows:
    """Windows of the past for a type and a horizon, earliest first: the lowest cut-off in each, less the last before it.

    Infinite where no round was held. Only windows that had ended by the day of the forecast are here.
    """

    reached: Values

    @property
    def weights(self) -> Values:
        """The newest weighs one."""
        return np.asarray(WINDOW_DISCOUNT ** np.arange(len(self.reached))[::-1])

    def share(self, distance: float) -> float:
        """How often a cut-off came down to the last one plus the distance, discounted; a half of a window without any."""
        weights = self.weights
        hits = float(weights @ (self.reached <= distance))
        return (hits + 0.5) / (float(weights.sum()) + 1)


def windows(ledger: Ledger, type_: str, horizon: int) -> Windows:
    """The ended windows of a type every two weeks since its first round, counted back from the day of the forecast."""
    rounds = ledger.rounds[type_]
    held = np.array([step.day for step in rounds])
    cutoffs = np.array([step.cutoff for step in rounds], float)
    latest = days.number(ledger.made_on) - horizon
    origins = np.arange(latest, held[0] - 1, -CHANCE_DAYS)[::-1]
    found = []
    for origin in origins:
        first, last = np.searchsorted(held, [origin, origin + horizon], side="right")
        lowest = cutoffs[first:last].min() if last > first else np.inf
        found.append(lowest - cutoffs[first - 1])
    return Windows(np.array(found))


@dataclass(frozen=True, eq=False)
class Chances:
    """For one type and horizon: everything from which the chance of any score follows."""

    by_stock: Values
    by_steps: Values
    past: Windows
    last: int

    def three(self, score: float) -> tuple[float, float, float]:
        """The three answers for a score."""
        futures = [float(np.mean(each <= score)) for each in (self.by_stock, self.by_steps)]
        return futures[0], futures[1], self.past.share(score - self.last)

    def of(self, score: float) -> float:
        """The chance for a score: the average of the three."""
        return float(np.mean(self.three(score)))


def chances(ledger: Ledger, ahead: Futures, type_: str, horizon: int) -> Chances:
    """The chances of a type within so many days."""
    by_stock, by_steps = ahead.least(type_, horizon)
    return Chances(by_stock, by_steps, windows(ledger, type_, horizon), ledger.rounds[type_][-1].cutoff)


def happened(rounds: "tuple[tuple[int, int], ...]", after: date, horizon: int) -> float:
    """The lowest cut-off among (day, cut-off) held within so many days after a day; infinite where there is none."""
    start = days.number(after)
    return min((cutoff for day, cutoff in rounds if start < day <= start + horizon), default=float("inf"))
