"""The size of the next round of a type: nothing beats "same as last" as a point; how far may it be off?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.pooling import both_ways, pooled
from toprank.forecast.settings import (
    ERROR_DISCOUNT,
    KEPT_ERRORS,
    SIZE_MEMORY,
    SIZE_SHRINKING,
    SIZE_SMOOTHING,
)
from toprank.forecast.spread import Spread, averaged, weighted

Values = NDArray[np.float64]
Sizes = Sequence[int]


def last(logs: Values) -> float:
    """The same as the last one."""
    return float(logs[-1])


def smoothed(logs: Values) -> float:
    """Exponential smoothing at one half, over the rounds kept."""
    kept = logs[-KEPT_ERRORS:]
    weights = SIZE_SMOOTHING * (1 - SIZE_SMOOTHING) ** np.arange(len(kept))[::-1]
    weights[0] = (1 - SIZE_SMOOTHING) ** (len(kept) - 1)
    return float(kept @ weights)


def reverting(logs: Values) -> float:
    """An autoregression toward the mean of the rounds kept, shrunk toward an ordinary memory."""
    mean, memory = memory_of(logs)
    return mean + memory * float(logs[-1] - mean)


def memory_of(logs: Values) -> tuple[float, float]:
    """The mean that sizes go back to, and the share of the way from it that stays from one round to the next."""
    kept = logs[-KEPT_ERRORS:]
    weights = ERROR_DISCOUNT ** np.arange(len(kept))[::-1]
    mean = float(weights @ kept / weights.sum())
    away = kept - mean
    spread = max(float(weights @ away**2 / weights.sum()), 1e-6)
    together = float(np.sum(weights[1:] * away[1:] * away[:-1])) + SIZE_SHRINKING * SIZE_MEMORY * spread
    memory = together / (float(np.sum(weights[1:] * away[:-1] ** 2)) + SIZE_SHRINKING * spread)
    return mean, min(max(memory, 0.0), 1.0)


@dataclass(frozen=True, eq=False)
class Reverting:
    """Sizes going back to their mean, in logarithms, with the errors that this made and their weights."""

    mean: float
    memory: float
    errors: tuple[Values, Values]

    def next(self, logs: Values, errors: Values) -> Values:
        """The logarithms of the next sizes after those given."""
        return np.asarray(self.mean + self.memory * (logs - self.mean) + errors)


def reverting_of(type_: str, sizes: Mapping[str, Sizes]) -> Reverting:
    """How the sizes of a type go on, from the sizes of all types."""
    logs = {name: np.log(np.array(each, dtype=float)) for name, each in sizes.items() if len(each)}
    errors = {name: errors_of(reverting, each) for name, each in logs.items()}
    return Reverting(*memory_of(logs[type_]), both_ways(*pooled(type_, errors)))


MODELS = (last, smoothed, reverting)


def errors_of(model: Callable[[Values], float], logs: Values) -> list[float]:
    """The errors of a model, one step ahead, over the rounds that matter."""
    first = max(1, len(logs) - KEPT_ERRORS)
    return [float(logs[place]) - model(logs[:place]) for place in range(first, len(logs))]


def next_size(type_: str, sizes: Mapping[str, Sizes]) -> Spread:
    """The distribution of the logarithm of the next size of a type, from the sizes of all types.

    Errors are taken both ways: sizes stick, then are set anew by a factor of two to eight either way.
    """
    logs = {name: np.log(np.array(each, dtype=float)) for name, each in sizes.items() if len(each)}
    spreads = []
    for model in MODELS:
        told = model(logs[type_])
        values, weights = both_ways(*pooled(type_, {name: errors_of(model, each) for name, each in logs.items()}))
        if not len(values):
            values, weights = np.zeros(1), np.ones(1)
        spreads.append(weighted(told + values, weights))
    return averaged(*spreads)
