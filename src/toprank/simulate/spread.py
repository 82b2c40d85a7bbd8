"""Futures walked by the workers of a cluster.

Chance lays down every future before the first is walked, each by its number alone. So each worker scores the pool and
lays the same course once, for itself, and then walks the futures whose numbers it is given: names, hashes and numbers
are sent, and no rows. The answers one after the other have the bytes that one process would give.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from toprank.errors import ToprankError
from toprank.pool.runners import Runner
from toprank.pool.score import pool_at, score_pool
from toprank.pool.store import Pool
from toprank.rounds.record import Record, record
from toprank.rulebook.loader import Rulebook, load
from toprank.simulate.course import Course, Futures
from toprank.simulate.futures import Asked, laid, walker

Tell = Callable[[int], None]
Span = tuple[int, int]

AT_ONCE: Final = 64
"""Futures that are given to a worker together."""


@dataclass(frozen=True)
class Start:
    """What futures begin from: a pool, a rulebook and a record by their hashes, and what was asked of them."""

    folder: Path
    pool: str
    overlays: tuple[Path, ...]
    rulebook: str
    record: str
    asked: Asked


@dataclass(frozen=True)
class OfSpan:
    """Walks some futures in another process, from number `first` to before `stop`.

    ToprankError where that process reads another pool, another rulebook or another record.
    """

    start: Start
    loop: str

    def __call__(self, span: Span) -> Futures:
        """What came of these futures."""
        walk = walker(self.loop)
        return walk(course_of(self.start).part(*span), lambda futures: None)


def walk_elsewhere(pool: Pool, asked: Asked, rulebook: Rulebook, loop: str, runner: Runner, tell: Tell) -> Futures:
    """The futures asked for, walked by the workers of a runner; `tell` hears of futures done."""
    overlays = tuple(overlay.resolve() for overlay in rulebook.overlays)
    known = rounds_hash(record(), asked)
    start = Start(pool.folder.resolve(), pool.content_hash, overlays, rulebook.content_hash, known, asked)
    spans, found = spans_of(asked.futures), []
    for (first, stop), answer in zip(spans, runner.in_order(OfSpan(start, loop), spans), strict=True):
        found.append(answer)
        tell(stop - first)
    return Futures(np.concatenate([each.cutoff for each in found]), np.concatenate([each.invited for each in found]))


def spans_of(futures: int) -> list[Span]:
    """The numbers of so many futures, a worker's portion at a time.

    >>> spans_of(130)
    [(0, 64), (64, 128), (128, 130)]
    """
    return [(first, min(first + AT_ONCE, futures)) for first in range(0, futures, AT_ONCE)]


@lru_cache(maxsize=1)
def course_of(start: Start) -> Course:
    """The course of all futures from a start, laid once by each process."""
    rulebook, known = load(start.overlays), record()
    if rulebook.content_hash != start.rulebook:
        raise ToprankError(f"a worker has another rulebook: {rulebook.content_hash}, not {start.rulebook}.")
    if rounds_hash(known, start.asked) != start.record:
        raise ToprankError(
            "a worker has another record of published rounds: sync all machines, or set the same TOPRANK_DATA."
        )
    scored = score_pool(pool_at(start.folder, start.pool), start.asked.at, rulebook, threads=1)
    return laid(scored, start.asked, known, rulebook).course


def rounds_hash(known: Record, asked: Asked) -> str:
    """A hash over the rounds that futures may be drawn from: those published by the day they begin."""
    rounds = known.known_on(asked.at.date()).rounds
    return f"sha256:{hashlib.sha256(repr(rounds).encode()).hexdigest()}"
