"""The chance of a round of a type with its cut-off at or below a score within some days.

Three answers are averaged: the joint futures with cut-offs by the stock, those by steps, and how often it came true
in the past at the same distance from the last cut-off. Each may read what was known on the day alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast.futures import Futures
from toprank.forecast.ledger import Ledger
from toprank.forecast.person import Person
from toprank.forecast.settings import CHANCE_DAYS, FEWEST_WINDOWS, PATHS, WINDOW_DISCOUNT

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


def chance_of(ledger: Ledger, ahead: Futures, person: Person, horizon: int) -> PersonChance:
    """The chance that a round within so many days has its cut-off at or below the person's score of its day."""
    names = tuple(name for name in person.types if name in ahead.types)
    alone = {name: joint(ledger, ahead, person, (name,), horizon) for name in names}
    return PersonChance(horizon, joint(ledger, ahead, person, names, horizon), alone)


def chances_of(ledger: Ledger, ahead: Futures, person: Person, horizons: Sequence[int]) -> list[PersonChance]:
    """The chances of one person within more and more days.

    A longer wait is never told a smaller chance than a shorter one, nor all types together one than any alone, though
    the past, counted for each by itself, may say so.
    """
    found: list[PersonChance] = []
    for horizon in horizons:
        told = chance_of(ledger, ahead, person, horizon)
        before = found[-1] if found else PersonChance(0, 0.0, {})
        alone = {name: max(chance, before.by_type.get(name, 0.0)) for name, chance in told.by_type.items()}
        found.append(PersonChance(horizon, max([told.all, before.all, *alone.values()]), alone))
    return found


def joint(ledger: Ledger, ahead: Futures, person: Person, names: tuple[str, ...], horizon: int) -> float:
    """The same for some types together: the average of both kinds of futures and of the past."""
    if not names:
        return 0.0
    offset = ahead.day - days.number(ahead.made_on)
    inside = (offset > 0) & (offset <= min(horizon, len(person.score) - 1))
    places = [ahead.types.index(name) for name in names]
    inside &= np.isin(ahead.type, places)
    future, type_, offset = ahead.future[inside], ahead.type[inside], offset[inside]
    open_ = np.array([person.open.get(name, np.zeros(len(person.score), bool)) for name in ahead.types])
    reachable, score = open_[type_, offset], person.score[offset]
    found = []
    for cutoffs in (ahead.by_stock[inside], ahead.by_steps[inside]):
        found.append(len(np.unique(future[reachable & (cutoffs <= score)])) / PATHS)
    return averaged(found, past_of(ledger, person, names, horizon))


def past_of(ledger: Ledger, person: Person, names: tuple[str, ...], horizon: int) -> Windows:
    """Windows of the past in which some types came down as far as the person needs now: 0 where one did, else infinite.

    Each cut-off counts by its distance from the last one of its type before the window.
    """
    rounds = [[(step.day, step.cutoff) for step in ledger.rounds[name]] for name in names]
    first = max(each[0][0] for each in rounds)
    found = []
    for origin in np.arange(days.number(ledger.made_on) - horizon, first - 1, -CHANCE_DAYS)[::-1]:
        hit = any(came_down(person, name, each, int(origin), horizon) for name, each in zip(names, rounds, strict=True))
        found.append(0.0 if hit else np.inf)
    return Windows(np.array(found))


def came_down(person: Person, name: str, rounds: list[tuple[int, int]], origin: int, horizon: int) -> bool:
    """Whether a type in a window of the past came as far below its last cut-off as the person's score is now."""
    before = [cutoff for day, cutoff in rounds if day <= origin]
    now = rounds[-1][1]
    for day, cutoff in rounds:
        ahead = day - origin
        if 0 < ahead <= horizon and person.open[name][ahead] and cutoff - before[-1] <= person.score[ahead] - now:
            return True
    return False


def averaged(futures: list[float], past: Windows) -> float:
    """The average of the futures and of the past; of the futures alone where too little of the past is there."""
    enough = len(past.reached) >= FEWEST_WINDOWS
    return float(np.mean([*futures, past.share(0.0)] if enough else futures))
