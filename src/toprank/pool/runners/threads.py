"""Threads of this process: NumPy and Arrow let go of the interpreter while they count."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ClassVar

from toprank.pool.runners import Answer, Item, Runner


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Threads:
    """So many threads; one is this thread itself."""

    count: int
    elsewhere: ClassVar[bool] = False

    def in_order(self, work: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer]:
        """The answer for each item, in the order of the items."""
        if self.count <= 1 or len(items) <= 1:
            yield from map(work, items)
            return
        with ThreadPoolExecutor(min(self.count, len(items))) as workers:
            yield from workers.map(work, items)


def runner_of(workers: int | Runner | None) -> Runner:
    """The runner that is meant: a number is so many threads, None one for each core."""
    if workers is None or isinstance(workers, int):
        return Threads(cores() if workers is None else workers)
    return workers
