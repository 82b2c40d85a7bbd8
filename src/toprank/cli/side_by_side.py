"""Batches worked on by every core of the machine, their results in order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def on_every_core(work: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
    """The result of each batch, in order; never more than a few batches in memory at once."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as workers:
        waiting: deque[Future[Result]] = deque()
        for batch in batches:
            waiting.append(workers.submit(work, batch))
            if len(waiting) > 2 * cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
