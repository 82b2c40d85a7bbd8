"""The cut-off of rounds for nominees: a mean with noise, for the round takes nearly every nominee present."""

from collections.abc import Sequence

import numpy as np

from toprank.forecast.history import Steps
from toprank.forecast.settings import PNP_LINE_ROUNDS, PNP_MEANS, PNP_SMOOTHING


def mean_of_last(cutoffs: Sequence[int], count: int) -> float:
    """The mean of the last cut-offs."""
    return float(np.mean(cutoffs[-count:]))


def smoothed(cutoffs: Sequence[int], weight: float) -> float:
    """Exponential smoothing, begun at the first cut-off.

    >>> smoothed([700, 800], 0.5)
    750.0
    """
    level = float(cutoffs[0])
    for each in cutoffs[1:]:
        level += weight * (each - level)
    return level


def on_line(rounds: Steps, size: float) -> float:
    """The cut-off at a size on the line of recent cut-offs over the logarithm of their sizes, shrunk toward flat."""
    kept = rounds[-PNP_LINE_ROUNDS:]
    logs, scores = np.log([each.size for each in kept]), np.array([each.cutoff for each in kept], float)
    away = logs - logs.mean()
    slope = float(away @ (scores - scores.mean())) / (float(away @ away) + 1.0)
    return float(scores.mean() + slope * (np.log(size) - logs.mean()))


def said(rounds: Steps, size: float) -> float:
    """The average of the mean of three, the mean of eight, smoothing, and the line at the size."""
    cutoffs = [each.cutoff for each in rounds]
    means = [mean_of_last(cutoffs, count) for count in PNP_MEANS]
    return float(np.mean([*means, smoothed(cutoffs, PNP_SMOOTHING), on_line(rounds, size)]))
