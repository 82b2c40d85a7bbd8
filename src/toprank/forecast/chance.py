"""The chance of a round of a type with its cut-off at or below a score within some days.

Three answers are averaged: the joint futures with cut-offs by the stock, those by steps, and how often it came true
in the past at the same distance from the last cut-off. Each may read what was known on the day alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast.futures import Futures
from toprank.forecast.ledger import Ledger
from toprank.forecast.next_day import next_day
from toprank.forecast.person import Person
from toprank.forecast.reach import Reached, came_down, reached
from toprank.forecast.settings import CHANCE_DAYS, FEWEST_WINDOWS, KEPT_ERRORS, WINDOW_DISCOUNT

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Windows:
    """Windows of the past, earliest first: the lowest cut-off of a type in each, less the last one before it.

    Infinite where no round was held. Only windows that had ended by the day of the forecast are here.
    """

    reached: Values

    @property
    def weights(self) -> Values:
        """The newest weighs one."""
        return np.asarray(WINDOW_DISCOUNT ** np.arange(len(self.reached))[::-1])

    def share(self, distance: float) -> float:
        """How often, discounted, a cut-off came down to the last one plus a distance; one window more half did."""
        weights = self.weights
        hits = float(weights @ (self.reached <= distance))
        return (hits + 0.5) / (float(weights.sum()) + 1)


def windows(ledger: Ledger, type_: str, horizon: int) -> Windows:
    """The ended windows of a type every two weeks since its first round, counted back from the day of the forecast."""
    rounds = ledger.rounds[type_]
    held = np.array([step.day for step in rounds])
    cutoffs = np.array([step.cutoff for step in rounds], float)
    latest = days.number(ledger.made_on) - horizon
    origins = np.arange(latest, held[0] - 1, -CHANCE_DAYS)[::-1]
    found = []
    for origin in origins:
        first, last = np.searchsorted(held, [origin, origin + horizon], side="right")
        lowest = cutoffs[first:last].min() if last > first else np.inf
        found.append(lowest - cutoffs[first - 1])
    return Windows(np.array(found))


@dataclass(frozen=True, eq=False)
class Chances:
    """For one type and horizon: everything from which the chance of any score follows."""

    by_stock: Values
    by_steps: Values
    past: Windows
    last: int

    def three(self, score: float) -> tuple[float, float, float]:
        """The three answers for a score."""
        futures = [float(np.mean(each <= score)) for each in (self.by_stock, self.by_steps)]
        return futures[0], futures[1], self.past.share(score - self.last)

    def of(self, score: float) -> float:
        """The chance for a score: the average of the three."""
        by_stock, by_steps, past = self.three(score)
        enough = len(self.past.reached) >= FEWEST_WINDOWS
        return float(np.mean([by_stock, by_steps, past] if enough else [by_stock, by_steps]))


def chances(ledger: Ledger, ahead: Futures, type_: str, horizon: int) -> Chances:
    """The chances of a type within so many days."""
    by_stock, by_steps = ahead.least(type_, horizon)
    return Chances(by_stock, by_steps, windows(ledger, type_, horizon), ledger.rounds[type_][-1].cutoff)


@dataclass(frozen=True)
class PersonChance:
    """The chance of one person within so many days, for all types together and for each alone."""

    horizon: int
    all: float
    by_type: dict[str, float]


def chance_of(
    ledger: Ledger, reach: Reached, person: Person, horizon: int, besides: Sequence[str] = ()
) -> PersonChance:
    """The chance that a round within so many days has its cut-off at or below the person's score of its day.

    `besides` are types whose joint chance, too, that of all is never below.
    """
    names = tuple(name for name in person.types if name in reach.types)
    some = tuple(name for name in names if name in besides)
    alone = {
        name: max(joint(ledger, reach, person, (name,), horizon), if_held(ledger, person, name, horizon))
        for name in names
    }
    together = max([*(joint(ledger, reach, person, each, horizon) for each in (names, some)), *alone.values()])
    return PersonChance(horizon, together, alone)


def if_held(ledger: Ledger, person: Person, name: str, horizon: int) -> float:
    """The chance that a round is held, as the forecast of the type tells it, for a score above all of its last
    cut-offs: any round would reach the person. Counted while it is and the type is open; 0 for other scores."""
    above = person.score[1 : horizon + 1] > max(ledger.cutoffs[name][-KEPT_ERRORS:])
    fails = np.flatnonzero(~(above & person.open[name][1 : horizon + 1]))
    ahead = int(fails[0]) if len(fails) else horizon
    return next_day(ledger.habits, name).by(ledger.made_on + timedelta(days=ahead)) if ahead else 0.0


def chances_of(
    ledger: Ledger, ahead: Futures, person: Person, horizons: Sequence[int], besides: Sequence[str] = ()
) -> list[PersonChance]:
    """The chances of one person within more and more days.

    A longer wait is never told a smaller chance than a shorter one, nor all types together one than any alone, though
    the past, counted for each by itself, may say so. Nor are they told a smaller one than the types `besides`: so a
    change that only adds points and types never lowers a chance, if it is given the types of before.
    """
    reach, found = reached(ahead, person), list[PersonChance]()
    for horizon in horizons:
        told = chance_of(ledger, reach, person, horizon, besides)
        before = found[-1] if found else PersonChance(0, 0.0, {})
        alone = {name: max(chance, before.by_type.get(name, 0.0)) for name, chance in told.by_type.items()}
        found.append(PersonChance(horizon, max([told.all, before.all, *alone.values()]), alone))
    return found


def joint(ledger: Ledger, reach: Reached, person: Person, names: tuple[str, ...], horizon: int) -> float:
    """The chance for some types together: the average of both kinds of futures and of the past, of the futures alone
    where too little of the past is there; 0 while none is open."""
    if not any(person.open[name][1 : horizon + 1].any() for name in names):
        return 0.0
    futures, hits = reach.shares(names, horizon), came_down(ledger, person, names, horizon)
    if len(hits) < FEWEST_WINDOWS:
        return float(np.mean(futures))
    return float(np.mean([*futures, Windows(np.where(hits, 0.0, np.inf)).share(0.0)]))
