"""Which of some candidates a provincial nomination reaches, by the points of their own.

A round for nominees takes nearly everyone nominated, so its cut-off is the weakest of them plus 600: what matters is
the thin lower end. Each set of shares says how nominees spread, with the rounds that its lower end was fitted on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from toprank.days import Rows
from toprank.facts import Ints, Smalls
from toprank.pool.draws import Draws, Reals, Wholes

STEP: Final = 5
STEPS: Final = 1205 // STEP
Knots = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Spread:
    """How the points of nominees without their nomination spread.

    `knots` are pairs of points and the part of nominees who have fewer, rising in both; evenly spread in between.
    """

    knots: tuple[tuple[float, float], ...]

    @cached_property
    def weights(self) -> Reals:
        """The part of nominees in each step of points, from 0 on."""
        points, part = np.array(self.knots).T
        found: Reals = np.round(np.diff(np.interp(np.arange(0, STEPS * STEP + 1, STEP), points, part)), 9)
        return found

    def wanted(self, draws: Draws, count: int) -> Wholes:
        """How many of `count` nominees are in each step, by chance."""
        return np.bincount(draws.one_of(tuple(self.weights), count), minlength=STEPS)

    def chosen(self, draws: Draws, core: Smalls | Ints, count: int) -> Rows:
        """The places of `count` candidates (all of them where there are fewer) whose points spread as nominees' do.

        Where a step has too few, the next ones above are taken, then those below.
        """
        place = draws.shuffled(len(core))
        place = place[np.argsort(core[place] // STEP, kind="stable")]
        held = np.bincount(core // STEP, minlength=STEPS)
        taken = passed_on(self.wanted(draws, min(count, len(core))), held)
        rank = np.arange(len(core)) - np.repeat(np.cumsum(held) - held, held)
        found: Rows = np.sort(place[rank < np.repeat(taken, held)])
        return found


def passed_on(wanted: Wholes, held: Wholes) -> Wholes:
    """What is taken of each step: no more than it holds, the rest of the steps above and then of those below."""
    taken, left = np.zeros(len(wanted), np.int64), 0
    for step in range(len(wanted)):
        left += int(wanted[step])
        taken[step] = min(left, int(held[step]))
        left -= int(taken[step])
    for step in reversed(range(len(wanted))):
        more = min(left, int(held[step] - taken[step]))
        taken[step] += more
        left -= more
    return taken


def spread_of(knots: Knots) -> Spread:
    """The spread as a file holds it."""
    return Spread(tuple((float(points), float(part)) for points, part in knots))
