"""A forecast as a distribution: its quantiles at a hundred even levels."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.settings import LEVELS

Values = NDArray[np.float64]

BAND_80: Final = (0.1, 0.9)
BAND_50: Final = (0.25, 0.75)


@dataclass(frozen=True, eq=False)
class Spread:
    """Quantiles at LEVELS, ascending."""

    quantiles: Values

    def at(self, level: float) -> float:
        """The quantile of a level between 0 and 1."""
        return float(np.interp(level, LEVELS, self.quantiles))

    @property
    def median(self) -> float:
        """The value that is as likely passed as not."""
        return self.at(0.5)

    def below(self, value: float) -> float:
        """The chance of a value at or below the one given."""
        return float(np.mean(self.quantiles <= value))

    def shifted(self, by: float) -> "Spread":
        """The same, moved."""
        return Spread(self.quantiles + by)

    def within(self, low: float, high: float) -> "Spread":
        """The same, with what lies outside of two bounds laid on them."""
        return Spread(np.clip(self.quantiles, low, high))


def weighted(values: Values, weights: Values) -> Spread:
    """The distribution of values with weights, which need not add up to one.

    >>> weighted(np.array([3.0, 1.0]), np.array([1.0, 3.0])).at(0.5)
    1.0
    """
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    places = np.searchsorted(reached, LEVELS * reached[-1])
    return Spread(values[order][np.minimum(places, len(values) - 1)].astype(float))


def averaged(*spreads: Spread) -> Spread:
    """Several forecasts as one: the average of their quantiles, level by level."""
    return Spread(np.mean([each.quantiles for each in spreads], axis=0))


def crps(spread: Spread, happened: float) -> float:
    """The continuous ranked probability score of what happened: twice the mean pinball loss; smaller is better."""
    missed = happened - spread.quantiles
    return float(2 * np.mean(np.where(missed >= 0, LEVELS * missed, (LEVELS - 1) * missed)))


def interval_score(low: float, high: float, happened: float, level: float = 0.8) -> float:
    """The width of a band, and 2 / (1 - level) times the distance by which what happened lies outside.

    >>> interval_score(400, 420, 425)
    70.0
    """
    outside = max(low - happened, happened - high, 0)
    return high - low + round(2 / (1 - level), 6) * outside
