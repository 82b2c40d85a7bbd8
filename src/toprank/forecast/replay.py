"""The rounds since 2025-03-25 replayed on the published pool: real days and sizes, cut-offs from arrivals alone.

A look back, not a forecast: arrivals are smoothed over snapshots before and after. For each score, arrivals are the
change of the published bands, plus those who left, plus those invited. A type gets a constant share of them with one
lean to higher or lower scores; its stock starts from the published cut-offs and then runs freely. Fitted on the rounds
replayed it shows what one constant share can explain; fitted on earlier rounds, how far such a share can be trusted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from toprank import days
from toprank.forecast.history import TOP, Steps, shape, steps
from toprank.rounds.record import Record

Values = NDArray[np.float64]

WARM_FROM: Final = date(2024, 5, 30)
REPLAY_FROM: Final = date(2025, 3, 25)
HALF_WAY: Final = date(2025, 10, 13)
WEEKLY_LOSS: Final = 1 / 26
SMOOTHED_SNAPSHOTS: Final = 9
MIDDLE: Final = 450
SCORES: Final = np.arange(TOP + 1, dtype=float)
STARTS: Final = ((-2.0, 0.0), (-3.0, 0.01), (-3.0, -0.01))


@dataclass(frozen=True, eq=False)
class Arrivals:
    """New candidates of each score a week, between snapshots: `ends` are the days on which the stretches end."""

    ends: NDArray[np.int64]
    weekly: Values

    def on(self, day: int) -> Values:
        """The weekly arrivals of a day, by score."""
        return np.asarray(self.weekly[min(int(np.searchsorted(self.ends, day)), len(self.ends) - 1)])


def arrivals(record: Record) -> Arrivals:
    """The arrivals between the published distributions since the warm start, smoothed over nine of them."""
    pools = [each for each in record.distributions if each.as_of >= date(2024, 3, 1)]
    density = np.array([shape(each.as_of, each.main, each.sub).density for each in pools])
    at = np.array([days.number(each.as_of) for each in pools])
    weeks = np.diff(at) / 7
    change = np.diff(density, axis=0)
    left = density[:-1] * (1 - np.exp(-WEEKLY_LOSS * weeks))[:, None]
    gone = np.array([invited_between(record, density[place], *at[place : place + 2]) for place in range(len(weeks))])
    gross = np.maximum(change + left + gone, 0)
    half = SMOOTHED_SNAPSHOTS // 2
    windows = [slice(max(0, place - half), place + half + 1) for place in range(len(weeks))]
    return Arrivals(at[1:], np.array([gross[each].sum(axis=0) / weeks[each].sum() for each in windows]))


def invited_between(record: Record, density: Values, start: int, end: int) -> Values:
    """Those invited between two days but nominees, by score: shared out over the pool above each cut-off."""
    found = np.zeros(TOP + 1)
    for round_ in record.rounds:
        if start < days.number(round_.on) <= end and round_.type != "pnp":
            above = np.where(round_.cutoff <= SCORES, density, 0)
            found += round_.size * above / max(above.sum(), 1)
    return found


@dataclass(frozen=True)
class Share:
    """A type's part of the arrivals: the logarithm of its share at a score of 450, and its lean per point."""

    level: float
    lean: float

    @property
    def of_score(self) -> Values:
        """The share at each score, never more than all."""
        return np.minimum(np.exp(self.level + self.lean * (SCORES - MIDDLE)), 1.0)


def replayed(rounds: Steps, coming: Arrivals, share: Share, free_from: int, put_right: bool = False) -> Values:
    """The cut-offs of the rounds from a day on; earlier ones, and all if `put_right`, empty the published stock."""
    of_type = share.of_score
    held = of_type * coming.on(rounds[0].day) / WEEKLY_LOSS
    before, found = rounds[0].day, []
    for step in rounds:
        for day in range(before, step.day):
            held = held * np.exp(-WEEKLY_LOSS / 7) + of_type * coming.on(day + 1) / 7
        above = np.cumsum(held[::-1])[::-1]
        told = float(np.interp(step.size, above[::-1], SCORES[::-1])) - 0.5
        if step.day >= free_from:
            found.append(told)
        emptied = told if step.day >= free_from and not put_right else float(step.cutoff)
        held = np.where(emptied <= SCORES, 0.0, held)
        before = step.day
    return np.array(found)


def error(rounds: Steps, coming: Arrivals, share: Share, free_from: int) -> float:
    """The mean absolute error of a free run."""
    happened = np.array([step.cutoff for step in rounds if step.day >= free_from])
    return float(np.mean(np.abs(np.round(replayed(rounds, coming, share, free_from)) - happened)))


def fitted(rounds: Steps, coming: Arrivals, free_from: int) -> Share:
    """The share that makes the free run of these rounds come closest to what happened."""

    def missed(values: Sequence[float]) -> float:
        happened = np.array([step.cutoff for step in rounds if step.day >= free_from])
        return float(np.mean(np.abs(replayed(rounds, coming, Share(values[0], values[1]), free_from) - happened)))

    tries = [
        minimize(missed, start, method="Nelder-Mead", options={"maxiter": 120, "xatol": 1e-3, "fatol": 1e-2})
        for start in STARTS
    ]
    best = min(tries, key=lambda each: float(each.fun))
    return Share(float(best.x[0]), float(best.x[1]))


@dataclass(frozen=True)
class Replay:
    """Mean errors of a type in points: fitted on the rounds replayed; fitted on the first half and run on the rest
    (`rest` rounds); fitted before the replay; "same as last"."""

    type: str
    rounds: int
    fitted: float
    rest: int
    half: float
    earlier: float | None
    put_right: float
    last: float


def replay(record: Record, type_: str) -> Replay:
    """The replay of one type, fitted three ways."""
    coming = arrivals(record)
    every = tuple(step for step in steps(record, type_) if step.day >= days.number(WARM_FROM))
    start, half = days.number(REPLAY_FROM), days.number(HALF_WAY)
    inside = [step for step in every if step.day >= start]
    best = fitted(every, coming, start)
    first = fitted(tuple(step for step in every if step.day < half), coming, start)
    before = tuple(step for step in every if step.day < start)
    earlier = None
    if len(before) >= 6:
        earlier = error(every, coming, fitted(before, coming, before[2].day), start)
    happened = np.array([step.cutoff for step in inside])
    cutoffs = np.array([step.cutoff for step in every])
    last = np.abs(np.diff(cutoffs))[-len(inside) :]
    right = np.round(replayed(every, coming, best, start, put_right=True))
    return Replay(
        type=type_,
        rounds=len(inside),
        fitted=error(every, coming, best, start),
        rest=sum(1 for step in every if step.day >= half),
        half=error(every, coming, first, half),
        earlier=earlier,
        put_right=float(np.mean(np.abs(right - happened))),
        last=float(np.mean(last)),
    )
