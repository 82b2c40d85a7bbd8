"""The rounds after the next one: day and cut-off of the first, second, ... round of a type in the joint futures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.futures import Futures
from toprank.forecast.ledger import Ledger
from toprank.forecast.settings import PATHS
from toprank.forecast.spread import Spread, weighted
from toprank.rounds.record import Record

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RoundAhead:
    """One of the rounds to come: `held` is the share of futures in which it is held, day and cut-off are of those."""

    place: int
    held: float
    day: Spread
    cutoff: Spread


def rounds_ahead(found: Futures, type_: str, count: int) -> list[RoundAhead]:
    """The first rounds of a type to come, as long as half of the futures hold them; none for a type not in them."""
    if type_ not in found.types:
        return []
    inside = np.flatnonzero(found.type == found.types.index(type_))
    order = inside[np.lexsort((found.day[inside], found.future[inside]))]
    future = found.future[order]
    first = np.flatnonzero(np.diff(future, prepend=-1))
    place = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    ahead = []
    for nth in range(count):
        rows = order[place == nth]
        if 2 * len(rows) < PATHS:
            break
        both = np.concatenate([found.by_stock[rows], found.by_steps[rows]])
        day = weighted(found.day[rows].astype(float), np.ones(len(rows)))
        ahead.append(RoundAhead(nth + 1, len(rows) / PATHS, day, weighted(both, np.ones(len(both)))))
    return ahead


@dataclass(frozen=True)
class AheadScored:
    """How the cut-off of a round some rounds ahead was told at an origin; `last` is the error of "same as last"."""

    type: str
    made_on: date
    place: int
    error: float
    last: float
    held80: bool


def ahead_scored(record: Record, known: Ledger, found: Futures, count: int) -> Iterator[AheadScored]:
    """The score of every round ahead that was held since, by type."""
    for type_ in found.types:
        happened = [each for each in record.of_type(type_) if each.on > known.made_on]
        last = known.rounds[type_][-1].cutoff
        for told, was in zip(rounds_ahead(found, type_, count), happened, strict=False):
            held = round(told.cutoff.at(0.1)) <= was.cutoff <= round(told.cutoff.at(0.9))
            error = abs(round(told.cutoff.median) - was.cutoff)
            yield AheadScored(type_, known.made_on, told.place, error, abs(last - was.cutoff), held)
