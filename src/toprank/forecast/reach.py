"""When rounds reach a person: in the joint futures, and in windows of the past by the same distance."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast.futures import Futures
from toprank.forecast.history import Steps
from toprank.forecast.ledger import Ledger
from toprank.forecast.person import Person
from toprank.forecast.settings import CHANCE_DAYS, PATHS

Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]
NEVER: Final = 1_000_000


@dataclass(frozen=True, eq=False)
class Reached:
    """After how many days a round first reaches a person, by future (row) and type (column); NEVER without one."""

    types: tuple[str, ...]
    by_stock: Whole
    by_steps: Whole

    def shares(self, names: Sequence[str], horizon: int) -> list[float]:
        """The share of futures in which some of the types reach the person within so many days, both ways."""
        places = [self.types.index(name) for name in names]
        return [
            np.count_nonzero((first[:, places] <= horizon).any(axis=1)) / PATHS
            for first in (self.by_stock, self.by_steps)
        ]


def reached(ahead: Futures, person: Person) -> Reached:
    """A person in the joint futures: a round reaches them that is open to them, with its cut-off at or below the score
    of its day."""
    offset = ahead.day - days.number(ahead.made_on)
    inside = (offset > 0) & (offset < len(person.score))
    future, type_, offset = ahead.future[inside], ahead.type[inside], offset[inside]
    closed = np.zeros(len(person.score), bool)
    open_ = np.array([person.open.get(name, closed) for name in ahead.types])[type_, offset]
    score, found = person.score[offset], []
    for cutoffs in (ahead.by_stock[inside], ahead.by_steps[inside]):
        hit, first = open_ & (cutoffs <= score), np.full((PATHS, len(ahead.types)), NEVER)
        np.minimum.at(first, (future[hit], type_[hit]), offset[hit])
        found.append(first)
    return Reached(ahead.types, *found)


@dataclass(frozen=True, eq=False)
class Ended:
    """The ended windows of a type, newest first, and the rounds in them as columns: window, days into it, and the
    cut-off less the last one before the window."""

    windows: int
    window: Whole
    into: Whole
    fallen: Whole


@lru_cache(maxsize=1024)
def ended(rounds: Steps, made_on: int, horizon: int) -> Ended:
    """The windows of so many days that had ended by a day, one every two weeks since the first round of the type."""
    held = np.array([step.day for step in rounds])
    cutoffs = np.array([step.cutoff for step in rounds])
    origins = np.arange(made_on - horizon, held[0] - 1, -CHANCE_DAYS)
    into = held[None, :] - origins[:, None]
    window, place = np.nonzero((into > 0) & (into <= horizon))
    before = np.searchsorted(held, origins, side="right") - 1
    return Ended(len(origins), window, into[window, place], cutoffs[place] - cutoffs[before[window]])


def came_down(ledger: Ledger, person: Person, names: Sequence[str], horizon: int) -> Truths:
    """In which windows of the past, earliest first, some type came as far below its last cut-off as the person's score
    is now, while it is open to them. Only windows since the first round of the youngest type."""
    made_on = days.number(ledger.made_on)
    past = {name: ended(ledger.rounds[name], made_on, horizon) for name in names}
    found = np.zeros(min(each.windows for each in past.values()), bool)
    for name, each in past.items():
        now = ledger.rounds[name][-1].cutoff
        hit = person.open[name][each.into] & (each.fallen <= person.score[each.into] - now)
        hit &= each.window < len(found)
        found[each.window[hit]] = True
    return found[::-1]
