"""Chance that comes out the same on every machine: whole numbers of PCG64, shaped by rounded tables.

Logarithms and exponentials differ in their last digit between processors, so none is taken of a drawn number: the
normal and the exponential distribution are tables of 4,096 rounded values.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Wholes = NDArray[np.int64]
Shape = int | tuple[int, ...]

STEPS: Final = 4096
NORMAL: Final = np.array([round(NormalDist().inv_cdf((step + 0.5) / STEPS), 3) for step in range(STEPS)])
EXPONENTIAL: Final = np.array([round(-math.log(1 - (step + 0.5) / STEPS), 3) for step in range(STEPS)])


class Draws:
    """Draws from one stream; each combination of seed and places has a stream of its own."""

    def __init__(self, seed: int, *places: int) -> None:
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=places)))

    def whole(self, low: int, high: int, shape: Shape) -> Wholes:
        """Whole numbers from `low` to before `high`."""
        return self._generator.integers(low, high, shape, dtype=np.int64)

    def uniform(self, shape: Shape) -> Reals:
        """Numbers from 0 to before 1."""
        return self._generator.random(shape)

    def chance(self, share: float | Reals, shape: Shape) -> NDArray[np.bool_]:
        """True with a probability."""
        return self._generator.random(shape) < share

    def normal(self, shape: Shape) -> Reals:
        """The standard normal distribution."""
        return NORMAL[self._generator.integers(0, STEPS, shape, dtype=np.uint16)]

    def exponential(self, shape: Shape) -> Reals:
        """The exponential distribution with mean 1."""
        return EXPONENTIAL[self._generator.integers(0, STEPS, shape, dtype=np.uint16)]

    def one_of(self, weights: Sequence[float], shape: Shape) -> NDArray[np.intp]:
        """Places of a list, with probabilities in proportion to weights."""
        running = np.cumsum(np.array(weights, np.float64))
        found: NDArray[np.intp] = np.searchsorted(running, self._generator.random(shape) * running[-1], side="right")
        return found

    def shuffled(self, count: int) -> NDArray[np.int64]:
        """The numbers from 0 to before `count` in an order by chance."""
        return self._generator.permutation(count)
