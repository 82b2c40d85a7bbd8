"""The course of many futures, given what they start from and what chance has laid down for them."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from toprank.facts import Instants, Ints, Smalls
from toprank.pool.draws import Draws
from toprank.pool.select import TOP_SCORE
from toprank.pool.standing import ends_of
from toprank.simulate.chance import Keys, threshold
from toprank.simulate.schedule import Schedule
from toprank.simulate.standing import Standing

NOBODY: Final = -1
DECLINED: Final = 0.2
"""Share of invitations that are declined: 79% led to an application (year-end reports 2023 and 2024)."""


@dataclass(frozen=True)
class Arrivals:
    """New profiles: when each is received (all futures alike), when it expires, and whom they are like.

    `like` are numbers of persons of a Standing: each new profile has the score and the mask of one of them, drawn by
    chance. `arrived` is how many there are by each round, shape (futures, rounds).
    """

    submitted: Instants
    ends: Instants
    like: Ints
    arrived: Ints
    keys: Keys


@dataclass(frozen=True)
class Course:
    """All that decides futures but the rules of the walk. `keys` draws who declines, by future and round."""

    standing: Standing
    schedule: Schedule
    keys: Keys
    declines: np.uint64
    arrivals: Arrivals | None

    def __len__(self) -> int:
        return len(self.schedule.at)

    def part(self, first: int, stop: int) -> "Course":
        """Some of the futures."""
        cut = slice(first, stop)
        plan = self.schedule
        schedule = Schedule(plan.types, plan.type_[cut], plan.at[cut], plan.size[cut])
        come = self.arrivals
        if come is not None:
            come = Arrivals(come.submitted, come.ends, come.like, come.arrived[cut], come.keys[cut])
        return Course(self.standing, schedule, self.keys[cut], self.declines, come)


@dataclass(frozen=True)
class Futures:
    """What came of each round, shape (futures, rounds): the lowest score invited (NOBODY: none), how many."""

    cutoff: Smalls
    invited: Ints


def course(standing: Standing, schedule: Schedule, declined: float, draws: Draws) -> Course:
    """The course without arrivals."""
    keys = draws.whole(0, 2**63 - 1, schedule.at.shape).astype(np.uint64)
    return Course(standing, schedule, keys, threshold(declined), None)


def arrivals(per_round: int, like: Ints, start: int, schedule: Schedule, draws: Draws) -> Arrivals:
    """New profiles, evenly over time, so many for each round on the average of all futures."""
    futures, rounds = schedule.at.shape
    last = schedule.at[:, -1] - start
    every = max(int(last.sum()) // max(futures * rounds * per_round, 1), 1)  # seconds from one to the next
    submitted = start + every * np.arange(1, int(last.max()) // every + 1, dtype=np.int64)
    arrived = np.searchsorted(submitted, schedule.at, side="right").astype(np.int32)
    keys = draws.whole(0, 2**63 - 1, (futures,)).astype(np.uint64)
    return Arrivals(submitted, ends_of(submitted), like, arrived, keys)


def nothing(of: Course) -> Futures:
    """Futures in which nobody was invited yet, to be filled."""
    shape = of.schedule.at.shape
    return Futures(np.full(shape, NOBODY, np.int16), np.zeros(shape, np.int32))


@dataclass(frozen=True)
class Cells:
    """The persons of a Standing by cell, which is a score and a combination of types.

    Cells are numbered by score, then combination; persons inside one stand in the order of their numbers. `of` is the
    cell of each person, `order` the persons cell by cell, those of cell i at starts[i] to starts[i + 1]. `listed` has
    the combinations of each type one after the other, -1 ends them; `highest` is the highest score of each type.
    """

    combinations: int
    of: Ints
    order: Ints
    starts: Ints
    listed: Ints
    highest: Ints


def cells(of: Standing) -> Cells:
    """The cells of a Standing."""
    masks, place = np.unique(of.mask, return_inverse=True)
    cell = (of.score.astype(np.int32) * len(masks) + place).astype(np.int32)
    listed = np.full((len(of.types), len(masks) + 1), -1, np.int32)
    for type_ in range(len(of.types)):
        having = np.flatnonzero((masks >> type_) & 1)
        listed[type_, : len(having)] = having
    members = [of.score[of.order[first:stop]] for first, stop in pairwise(of.starts)]
    highest = np.array([each.max(initial=-1) for each in members], np.int32)
    size = np.bincount(cell, minlength=(TOP_SCORE + 1) * len(masks))
    starts = np.concatenate([[0], np.cumsum(size)]).astype(np.int32)
    return Cells(len(masks), cell, np.argsort(cell, kind="stable").astype(np.int32), starts, listed, highest)
