"""A stored pool carried forward in memory, so that its log can say afterwards what happened.

No profile of a log changes. Whoever is nominated therefore withdraws a stored profile and submits it anew with the
nomination, in the same second (one id may live again, not twice at once).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import numpy as np

from toprank import days
from toprank.days import Rows
from toprank.facts import NO_INSTANT, Instants
from toprank.pool.carry import REASONS, USUAL_STAY, Carried, morning
from toprank.pool.crowd import ARRIVED, Course, Crowd, together
from toprank.pool.distribution import Distribution, last_published, published
from toprank.pool.draws import Draws, Wholes
from toprank.pool.shares import fit
from toprank.pool.standing import DAY_SECONDS, ends_of
from toprank.rulebook.loader import Rulebook

LEAVING, RENEWING = range(20, 22)
RECORDED: Final = ("withdrawn", "crowded_out")
"""Ways of leaving that need an event; the others follow from the profile and the rules."""
LONGEST_STEP: Final = 14
"""Days that pass at once where no distribution was published."""


@dataclass(frozen=True)
class Departed:
    """Candidates who left the pool, and the second from which each is gone; NO_INSTANT where nothing is recorded."""

    crowd: Crowd
    at: Instants


class Logged(Carried):
    """A stored pool as it stood at the end of the day `start`, carried forward; `departed` is who left it since.

    `scale` is how many of its candidates stand for one of the published pool.
    """

    def __init__(self, crowd: Crowd, start: date, scale: float, seed: int, rulebook: Rulebook) -> None:
        super().__init__(crowd, last_published(start), seed, rulebook, fit(), Course())
        self.name, self.scale, self.start = f"c{seed}-{start:%Y%m%d}", scale, start
        self.on = date.fromordinal(start.toordinal() + 1)
        self.stored = crowd.facts.declared.submitted
        self.rows = crowd.row
        self.window = (morning(self.on), morning(self.on))
        self.departed: list[Departed] = []

    def draws(self, what: int) -> Draws:
        """A stream of chance of its own for each purpose of each step after each start."""
        return Draws(self.seed, what, days.number(self.start), self.steps)

    def forward(self, evening: date, threads: int = 1) -> None:
        """Carries the pool to the morning of a day, without any round."""
        between = [each for each in published() if self.start < each.as_of <= evening]
        last = last_published(self.start)
        for each in between:
            self.wait(last, each.as_of, threads)
            self.settle(each, threads)
            last = each
        while self.on < evening:
            step = min(evening, date.fromordinal(self.on.toordinal() + LONGEST_STEP))
            self.wait(last, step, threads)
            self.pass_until(step, threads)

    def wait(self, last: Distribution, until: date, threads: int) -> None:
        """Lets those come who are to be expected until a later day."""
        if self.on < until:
            self.come(last.finest, until, threads)

    def settle(self, published: Distribution, threads: int = 1) -> None:
        """As for any pool carried forward; who leaves does so since the step before.

        What fills up a pool after larger rounds than the published ones is no pace of arrivals: that of those who come
        is at most the usual one.
        """
        self.window = (self.window[1], morning(published.as_of))
        super().settle(published, threads)
        pace, usual = self.paces[-1], self.scale * published.total / USUAL_STAY
        self.paces[-1] = pace * min(1.0, usual / max(float(pace.sum()), usual))

    def pass_until(self, on: date, threads: int = 1) -> None:
        """As for any pool carried forward; who leaves does so since the step before."""
        self.window = (self.window[1], morning(on))
        super().pass_until(on, threads)

    def gone(self, reason: str, rows: Rows) -> None:
        """Remembers who leaves, and at which second of the time since the step before."""
        crowd, at = self.crowd.take(rows), np.full(len(rows), NO_INSTANT, np.int64)
        if reason in RECORDED:
            begun, after = (seconds(each) for each in self.window)
            returned = crowd.back.astype(np.int64) * DAY_SECONDS
            first = np.maximum(np.maximum(crowd.facts.declared.submitted, returned), begun)
            place = Draws(self.seed, LEAVING, days.number(self.start), self.steps, REASONS.index(reason))
            at = first + np.floor(place.uniform(len(rows)) * (after - first)).astype(np.int64)
        self.departed.append(Departed(crowd, at))

    def issue(self, rows: Rows, on: Wholes) -> None:
        """Nominations; who is in the store submits anew, unless the profile would have ended before."""
        crowd, clock = self.crowd, self.draws(RENEWING).whole(0, DAY_SECONDS, len(rows))
        back = np.maximum(crowd.facts.declared.submitted + 1, crowd.back.astype(np.int64) * DAY_SECONDS)[rows]
        at = np.maximum(on * DAY_SECONDS + clock, back)
        lives = (crowd.row[rows] == ARRIVED) | (at < ends_of(crowd.facts.declared.submitted)[rows])
        rows, at = rows[lives], at[lives]
        super().issue(rows, on[lives])
        stored = self.crowd.row[rows] != ARRIVED
        declared = self.crowd.facts.declared
        submitted = declared.submitted.copy()
        submitted[rows[stored]] = at[stored]
        self.crowd = replace(
            self.crowd, facts=replace(self.crowd.facts, declared=replace(declared, submitted=submitted))
        )

    def submitted_before(self, rows: Instants) -> Instants:
        """The submission that stored profiles had at the start, by their rows in the pool."""
        found: Instants = self.stored[np.searchsorted(self.rows, rows)]
        return found


def seconds(at: datetime) -> int:
    """An instant in seconds."""
    return int(at.timestamp())


def everyone(carried: Logged) -> tuple[Crowd, Instants]:
    """Who is there and who left, and the second from which each is gone; NO_INSTANT for the others."""
    crowd = together(carried.crowd, *(each.crowd for each in carried.departed))
    here = np.full(len(carried.crowd), NO_INSTANT, np.int64)
    return crowd, np.concatenate([here, *(each.at for each in carried.departed)])
