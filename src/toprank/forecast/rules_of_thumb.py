"""The simple rules that every forecast stands beside: the next cut-off from the earlier ones of its type alone."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from toprank.forecast.nominees import mean_of_last, smoothed
from toprank.forecast.settings import THUMB_MEAN, THUMB_SMOOTHING

RULES: Final[Mapping[str, Callable[[Sequence[int]], float]]] = {
    "last": lambda cutoffs: float(cutoffs[-1]),
    "mean_of_three": lambda cutoffs: mean_of_last(cutoffs, THUMB_MEAN),
    "smoothing": lambda cutoffs: smoothed(cutoffs, THUMB_SMOOTHING),
    "median_of_six": lambda cutoffs: float(np.median(cutoffs[-6:])),
}


@lru_cache(maxsize=65_536)
def errors_of(rule: str, cutoffs: tuple[int, ...]) -> tuple[float, ...]:
    """The errors of a rule, one step ahead, from the second round on.

    >>> errors_of("last", (450, 460, 455))
    (10.0, -5.0)
    """
    return tuple(cutoffs[place] - RULES[rule](cutoffs[:place]) for place in range(1, len(cutoffs)))
