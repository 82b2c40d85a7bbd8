"""Chance that depends on nothing but its key and the person: the same however the work is divided or compiled.

The mixing is that of SplitMix64 (Steele, Lea and Flood 2014): whole numbers only, the same on every machine.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

STEP: Final = np.uint64(0x9E3779B97F4A7C15)
FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
SECOND: Final = np.uint64(0x94D049BB133111EB)
HALF: Final = np.uint64(32)
SHIFTS: Final = (np.uint64(30), np.uint64(27), np.uint64(31))


def mixed(key: np.uint64, persons: NDArray[np.integer]) -> Keys:
    """A number from 0 to before 2**64 for each person under a key."""
    found = persons.astype(np.uint64) * STEP + key
    found ^= found >> SHIFTS[0]
    found *= FIRST
    found ^= found >> SHIFTS[1]
    found *= SECOND
    found ^= found >> SHIFTS[2]
    return found


def threshold(share: float) -> np.uint64:
    """Numbers under this one come with a probability, to nine decimals."""
    return np.uint64(round(share * 10**9) * (2**64 - 1) // 10**9)


def one_of(key: np.uint64, persons: NDArray[np.integer], count: int) -> NDArray[np.intp]:
    """A whole number from 0 to before `count` for each person under a key."""
    found: NDArray[np.intp] = ((mixed(key, persons) >> HALF) * np.uint64(count) >> HALF).astype(np.intp)
    return found
