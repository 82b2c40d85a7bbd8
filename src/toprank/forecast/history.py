"""The rounds of each type as numbers, with the pool that was published by the day of each; all from a known record."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast.settings import POOL_STALE_DAYS, TAIL_SCALE
from toprank.pool.distribution import Band, Distribution
from toprank.rounds.record import Record

TOP = 1200


@dataclass(frozen=True, eq=False)
class PoolShape:
    """The published pool without nominees: how many candidates had each score from 0 to 1200."""

    as_of: date
    density: NDArray[np.float64]


@dataclass(frozen=True)
class Step:
    """One round of a type: its day, size and cut-off, and the pool published by that day (None: none, or too old)."""

    day: int
    size: int
    cutoff: int
    pool: PoolShape | None


Steps = tuple[Step, ...]


def steps(record: Record, type_: str, pools: "Pools | None" = None) -> Steps:
    """The rounds of a type, earliest first. Two on one day stand in the order of their numbers."""
    known = pools or pools_of(record)
    return tuple(
        Step(days.number(each.on), each.size, each.cutoff, known.on(each.on)) for each in record.of_type(type_)
    )


def types(record: Record) -> tuple[str, ...]:
    """Every type that had a round, by its first one."""
    return tuple(dict.fromkeys(each.type for each in record.rounds))


@dataclass(frozen=True)
class Pools:
    """The latest published pool from each day on which one became known, in order of those days."""

    known_on: tuple[date, ...]
    latest: tuple[PoolShape, ...]

    def on(self, day: date) -> PoolShape | None:
        """The last pool known on a day; None where there is none, or an old one."""
        place = bisect_right(self.known_on, day) - 1
        found = self.latest[place] if place >= 0 else None
        return found if found is not None and (day - found.as_of).days <= POOL_STALE_DAYS else None


def publications(record: Record) -> list[tuple[date, Distribution]]:
    """The distributions with the day on which each became known, in that order."""
    known = record.first_published()
    return sorted(
        ((known[each.as_of], each) for each in record.distributions), key=lambda pair: (pair[0], pair[1].as_of)
    )


def pools_of(record: Record) -> Pools:
    """The pools of a record as they became known."""
    published = publications(record)
    shapes = [shape(each.as_of, each.main, each.sub) for _, each in published]
    return Pools(tuple(known for known, _ in published), tuple(accumulate(shapes, later_one)))


def later_one(former: PoolShape, later: PoolShape) -> PoolShape:
    """The pool of the later day."""
    return max(former, later, key=lambda each: each.as_of)


@lru_cache(maxsize=1024)
def shape(as_of: date, main: tuple[Band, ...], sub: tuple[Band, ...]) -> PoolShape:
    """The candidates of each score: even inside a band, but falling from 501 to 600 and on; nominees left out."""
    density = np.zeros(TOP + 1)
    for band in Distribution(as_of, main, sub).finest:
        if band.low > 600:
            continue
        inside = np.arange(band.low, band.high + 1)
        falling = np.exp(-(inside - band.low) / TAIL_SCALE) if band.low > 500 else np.ones(len(inside))
        density[inside] = band.candidates * falling / falling.sum()
    density[601:] = density[600] * np.exp(-np.arange(1, TOP - 599) / TAIL_SCALE)
    return PoolShape(as_of, np.maximum(density, 1e-12))
