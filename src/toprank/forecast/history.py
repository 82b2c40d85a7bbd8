"""The rounds of each type as numbers, with the pool that was published by the day of each; all from a known record."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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


def steps(record: Record, type_: str) -> Steps:
    """The rounds of a type, earliest first. Two on one day stand in the order of their numbers."""
    published = publications(record)
    rounds = record.of_type(type_)
    return tuple(Step(days.number(each.on), each.size, each.cutoff, shape_on(published, each.on)) for each in rounds)


def types(record: Record) -> tuple[str, ...]:
    """Every type that had a round, by its first one."""
    return tuple(dict.fromkeys(each.type for each in record.rounds))


Published = list[tuple[date, Distribution]]


def publications(record: Record) -> Published:
    """The distributions with the day on which each became known, in that order."""
    known = record.first_published()
    return sorted(
        ((known[each.as_of], each) for each in record.distributions), key=lambda pair: (pair[0], pair[1].as_of)
    )


def shape_on(published: Published, on: date) -> PoolShape | None:
    """The shape of the last pool known on a day; None where there is none, or an old one."""
    found = [each for known, each in published if known <= on]
    latest = max(found, key=lambda each: each.as_of, default=None)
    return None if latest is None or (on - latest.as_of).days > POOL_STALE_DAYS else shape(latest.as_of, latest.finest)


@lru_cache(maxsize=1024)
def shape(as_of: date, bands: tuple[Band, ...]) -> PoolShape:
    """The candidates of each score: even inside a band, but falling from 501 to 600 and on; nominees left out."""
    density = np.zeros(TOP + 1)
    for band in bands:
        if band.low > 600:
            continue
        inside = np.arange(band.low, band.high + 1)
        falling = np.exp(-(inside - band.low) / TAIL_SCALE) if band.low > 500 else np.ones(len(inside))
        density[inside] = band.candidates * falling / falling.sum()
    density[601:] = density[600] * np.exp(-np.arange(1, TOP - 599) / TAIL_SCALE)
    return PoolShape(as_of, np.maximum(density, 1e-12))
