"""A pool carried forward: who comes, who leaves, and for whom a provincial nomination arrives.

What happens by itself happens by the rules: birthdays, results that grow too old, work that adds up, new tables, the
end of a profile after a year. Chance decides the rest, with the figures of `Course`. On a day with a published
distribution the pool is brought to it in every band: what is short arrives, what is too much withdraws. Between two of
them people come at the pace of the last few.

Nobody is lost: each candidate who ever came is in the pool or counted under one way of leaving it.
"""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import Rows
from toprank.facts import Ints, Smalls, Truths
from toprank.pool.crowd import Course, Crowd, arrived, together
from toprank.pool.distribution import Band, Distribution, largest_remainder
from toprank.pool.draws import Draws, Reals, Wholes
from toprank.pool.ids import as_ids
from toprank.pool.score import Scored, score
from toprank.pool.shares import Shares
from toprank.pool.synth import filled, goals_of, makers_of_arrivals, trial
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Tables
from toprank.rules.outcome import Outcome

TRYING, WITHDRAWING, CROWDING, NOMINATING, MAKING, FINISHING, ANSWERING, CHOOSING = range(10, 18)
COUNTED_AFTER: Final = 2
"""Days from a distribution to the first nomination that it does not hold.

A round for nominees is held the day after one, seldom two, and takes as many as it held (0.99 to 1.07 times as many in
27 rounds since 2025-03-25, once 1.23): hardly anyone comes in between.
"""
PACES: Final = 4
"""Over how many of the last intervals between distributions the pace of arrivals is averaged."""
USUAL_STAY: Final = 252
"""Days that a candidate is in the pool on average: the pace of the first interval, before any was seen."""
REASONS: Final = ("withdrawn", "crowded_out", "expired", "ineligible", "accepted", "lapsed", "away", "not_come")


def morning(day: date) -> datetime:
    """The first instant of a day."""
    return datetime.combine(day, time(), UTC)


class Carried:
    """A pool in memory that moves forward in time.

    `crowd` is who is in it or about to come, `scale` how many of its candidates stand for one of the published pool,
    `left` counts who is not in it any more, by one of REASONS.
    """

    def __init__(
        self, crowd: Crowd, begins: Distribution, seed: int, rulebook: Rulebook, shares: Shares, course: Course
    ) -> None:
        self.crowd, self.seed, self.rulebook, self.shares, self.course = crowd, seed, rulebook, shares, course
        self.name = f"c{seed}-{begins.as_of:%Y%m%d}"
        self.on, self.scale = begins.as_of, len(crowd) / begins.total
        self.began, self.came, self.steps = len(crowd), 0, 0
        self.left: Counter[str] = Counter()
        self.paces: deque[Reals] = deque(maxlen=PACES)
        self.due = np.zeros(len(begins.finest), np.int64)
        self._tried: tuple[tuple[Band, ...], Reals] | None = None

    @property
    def people(self) -> dict[str, int]:
        """How many were there at the beginning, came since, left and why, and are left: the first two are the rest."""
        gone = {reason: self.left[reason] for reason in REASONS}
        return {"at_first": self.began, "arrived": self.came, **gone, "now": len(self.crowd)}

    def draws(self, what: int) -> Draws:
        """A stream of chance of its own for each purpose of each step."""
        return Draws(self.seed, what, self.steps)

    def scored(self, at: datetime, threads: int = 1) -> tuple[Scored, Truths]:
        """Everyone scored at an instant, and who is present: live, and not away with an invitation.

        Noted are the additional points, which a nomination would replace.
        """
        found = score(self.crowd.facts, self.crowd.ids, at, self.rulebook, threads=threads, note=additional)
        return found, found.live & (self.crowd.back <= days.number(at.date()))

    def invited(self, rows: Rows, on: date) -> None:
        """The answers of those who are invited: most accept, some decline and come back, the others let it lapse."""
        self.steps += 1
        draws = self.draws(ANSWERING)
        answer, waited = draws.uniform(len(rows)), draws.whole(1, self.course.answer_days + 1, len(rows))
        accepts = answer < self.course.accepted
        declines = ~accepts & (answer < self.course.accepted + self.course.declined)
        back = self.crowd.back.copy()
        back[rows[declines]] = days.number(on) + waited[declines]
        self.crowd = replace(self.crowd, back=back)
        self.leave([("accepted", rows[accepts]), ("lapsed", rows[~accepts & ~declines])])

    def leave(self, leaving: Sequence[tuple[str, Rows]]) -> None:
        """Takes candidates out of the pool, each one for the first reason that names it."""
        gone = np.zeros(len(self.crowd), np.bool_)
        for reason, rows in leaving:
            fresh = rows[~gone[rows]]
            gone[fresh] = True
            self.left[reason] += len(fresh)
            self.gone(reason, fresh)
        if gone.any():
            self.crowd = self.crowd.take(np.flatnonzero(~gone))

    def gone(self, reason: str, rows: Rows) -> None:
        """Hears of those who leave, while they are still there."""

    def settle(self, published: Distribution, threads: int = 1) -> None:
        """Brings the pool to a distribution on the morning of its day, whatever happened since the one before."""
        self.steps += 1
        on, bands = published.as_of, published.finest
        passed = max((on - self.on).days, 1)
        at = morning(on)
        found, present = self.scored(at, threads)
        come, tired = self.come_and_tired(found, at, passed)
        present &= found.in_program & ~tired
        total = found.total.copy()
        wanted = np.array(largest_remainder(round(self.scale * published.total), [each.candidates for each in bands]))
        nominated = self.nominate(total, found.noted, present & ~found.eligible("pnp"), bands, wanted, passed)
        short = wanted - np.bincount(band_of(bands, total[present]), minlength=len(bands))
        crowded = self.crowded(total, present, bands, np.maximum(-short, 0))
        self.leave([*self.by_time(found, come, tired), ("crowded_out", crowded)])
        arrived = np.maximum(short, 0)
        arrived[0] = 0  # who is short of a nomination cannot arrive with one
        self.arrive(MAKING, bands, arrived, on, passed)
        seen = self.due if len(self.due) == len(bands) else np.zeros(len(bands), np.int64)
        pace = np.maximum(seen + short, 0) / passed
        pace[0] = max(int(seen[0]) + nominated, 0) / passed
        self.paces.append(pace)
        self.on = on

    def pass_until(self, on: date, threads: int = 1) -> None:
        """Lets time pass until the morning of a day for which no distribution was published: some only leave."""
        self.steps += 1
        passed, at = max((on - self.on).days, 1), morning(on)
        found, _ = self.scored(at, threads)
        come, tired = self.come_and_tired(found, at, passed)
        self.leave(self.by_time(found, come, tired))
        self.on = on

    def come_and_tired(self, found: Scored, at: datetime, passed: int) -> tuple[Truths, Truths]:
        """Who has come before an instant, and who of them, not away with an invitation, is tired of waiting."""
        come = found.submitted < int(at.timestamp())
        tired = self.draws(WITHDRAWING).chance(self.share_leaving(passed), len(come))
        return come, tired & come & (self.crowd.back <= days.number(at.date()))

    @staticmethod
    def by_time(found: Scored, come: Truths, tired: Truths) -> list[tuple[str, Rows]]:
        """Who of those who have come leaves by time: profiles of a year, no program open any more, tired of waiting."""
        return [
            ("expired", np.flatnonzero(come & ~found.live)),
            ("ineligible", np.flatnonzero(found.live & ~found.in_program)),
            ("withdrawn", np.flatnonzero(tired)),
        ]

    def share_leaving(self, passed: int) -> float:
        """The share of candidates who withdraw within some days."""
        return round(1 - (1 - 1 / self.course.stays_days) ** passed, 9)

    def nominate(
        self, total: Smalls, extra: Ints, open_to: Truths, bands: Sequence[Band], wanted: Wholes, passed: int
    ) -> int:
        """Gives nominations until the highest band holds what it should; returns how many. Their `total` rises."""
        held = int((total >= bands[0].low).sum())
        rows = self.likely(total - extra, open_to, int(wanted[0]) - held)
        self.issue(rows, days.number(self.on) + 1 + self.draws(NOMINATING).whole(0, passed, len(rows)))
        total[rows] += (600 - extra[rows]).astype(np.int16)
        return len(rows)

    def likely(self, core: Ints, open_to: Truths, count: int) -> Rows:
        """So many of those `open_to` a nomination, whose own points spread as those of nominees do."""
        rows = np.flatnonzero(open_to)
        return rows[self.shares.nominees.chosen(self.draws(CHOOSING), core[rows], max(count, 0))]

    def issue(self, rows: Rows, on: Wholes) -> None:
        """Nominations issued to candidates on some days."""
        declared = self.crowd.facts.declared
        issued, express = declared.nomination_issued.copy(), declared.nomination_express_entry.copy()
        issued[rows], express[rows] = on, True
        declared = replace(declared, nomination_issued=issued, nomination_express_entry=express)
        self.crowd = replace(self.crowd, facts=replace(self.crowd.facts, declared=declared))

    def crowded(self, total: Smalls, present: Truths, bands: Sequence[Band], excess: Wholes) -> Rows:
        """By chance, so many of each band as it holds too many."""
        rows = np.flatnonzero(present)
        rows = rows[self.draws(CROWDING).shuffled(len(rows))]
        band = band_of(bands, total[rows])
        order = np.argsort(band, kind="stable")
        counts = np.bincount(band, minlength=len(bands))
        place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        return rows[order[place < excess[band[order]]]]

    def come(self, bands: Sequence[Band], until: date, threads: int = 1) -> None:
        """Lets those come who are to be expected until a day, nominations too, at the pace of the last intervals."""
        self.steps += 1
        ahead = (until - self.on).days
        if not self.paces or len(self.paces[-1]) != len(bands):
            counts = np.array([each.candidates for each in bands]) * self.scale
            self.paces = deque([counts / USUAL_STAY], maxlen=PACES)
            self.paces[0][0] = 30 * self.scale
        self.due = np.rint(np.mean(np.array(self.paces), axis=0) * ahead).astype(np.int64)
        arrivals = self.due.copy()
        arrivals[0] = 0
        found, present = self.scored(morning(self.on), threads)
        open_to = present & found.in_program & ~found.eligible("pnp")
        rows = self.likely(found.total - found.noted, open_to, int(self.due[0]))
        later = min(COUNTED_AFTER, ahead - 1)
        issued = days.number(self.on) + later + self.draws(NOMINATING).whole(0, ahead - later, len(rows))
        self.issue(rows, issued)
        self.arrive(FINISHING, bands, arrivals, until, ahead)

    def arrive(self, what: int, bands: Sequence[Band], counts: Wholes, on: date, window: int) -> None:
        """New candidates, so many in each band on the morning of a day, submitted in the days before it."""
        if not counts.any():
            return
        eve = date.fromordinal(on.toordinal() - 1)
        by = makers_of_arrivals(self.rulebook, eve, window, self.shares)
        goals = goals_of(bands, [int(count) for count in counts], thinning=True)
        facts = filled(self.draws(what), goals, self.yields(bands, eve), by)
        first = self.came + 1
        self.came += len(facts)
        ids = as_ids([f"{self.name}-{number:08d}" for number in range(first, first + len(facts))])
        self.crowd = together(self.crowd, arrived(ids, facts))

    def yields(self, bands: Sequence[Band], on: date) -> Reals:
        """Which scores each strength leads to, tried out once for bands of the same form."""
        form = tuple(Band(each.low, each.high, 1) for each in bands)
        if self._tried is None or self._tried[0] != form:
            by = makers_of_arrivals(self.rulebook, on, 14, self.shares)
            self._tried = (form, trial(self.draws(TRYING), goals_of(form, [1000] * len(form), thinning=True), by))
        return self._tried[1]


def additional(outcome: Outcome, of_day: Tables) -> Ints:
    """The additional points of each candidate."""
    return outcome.score.parts["additional"].astype(np.int32)


def band_of(bands: Sequence[Band], total: Smalls) -> NDArray[np.intp]:
    """The band of each score, counted from the highest."""
    lows = np.array([band.low for band in reversed(bands)])
    return len(bands) - np.searchsorted(lows, total, side="right")
