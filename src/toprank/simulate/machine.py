"""What is compiled with Numba (the extra "fast"), and chance for it: the numbers of chance.py, one at a time."""

from collections.abc import Callable
from typing import Any, TypeVar

import numba
import numpy as np

from toprank.simulate.chance import FIRST, HALF, SECOND, SHIFTS, STEP

SHIFT_A, SHIFT_B, SHIFT_C = SHIFTS
Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(**options: Any) -> Callable[[Function], Function]:
    """Compiles a function when it is first called; the machine code is kept for the next process where it can be."""

    def decorate(function: Function) -> Function:
        try:
            kept: Function = numba.njit(cache=True, nogil=True, **options)(function)
        except RuntimeError:  # no folder may be written: compiled anew by each process
            kept = numba.njit(nogil=True, **options)(function)
        return kept

    return decorate


@compiled()
def mixed(key: np.uint64, person: int) -> np.uint64:
    """As chance.mixed, for one person."""
    found = np.uint64(person) * STEP + key
    found ^= found >> SHIFT_A
    found *= FIRST
    found ^= found >> SHIFT_B
    found *= SECOND
    found ^= found >> SHIFT_C
    return found


@compiled()
def one_of(key: np.uint64, person: int, count: int) -> np.uint64:
    """As chance.one_of, for one person."""
    return ((mixed(key, person) >> HALF) * np.uint64(count)) >> HALF
