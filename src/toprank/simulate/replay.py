"""The published rounds held again on a synthetic pool, and their cut-offs beside the published ones.

A pool like the last published one before the first round is carried from round to round. Each round is held at its
published instant, with its kind, target and size, over everyone in the pool, scored from raw facts by the rules of the
day; whoever accepts leaves. On the days of published distributions the pool is brought to them. No published cut-off
is used after the start: where the replay misses, it goes on from its own state.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import numpy as np

from toprank.errors import ToprankError
from toprank.pool.carry import Carried
from toprank.pool.crowd import Course, crowd_of
from toprank.pool.distribution import Distribution, last_published
from toprank.pool.distribution import published as distributions
from toprank.pool.invited_before import Held
from toprank.pool.invited_before import published as rounds
from toprank.pool.select import select
from toprank.pool.shares import Shares
from toprank.pool.synth import synthetic_pool
from toprank.rounds.hold import may_be_invited
from toprank.rounds.question import question, ties_are_ordered
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import tables
from toprank.simulate.portrait import Portrait

USUAL_COURSE: Final = Course()


@dataclass(frozen=True)
class Replayed:
    """One round held again: how many could be invited and were, the cut-off reached and the published one.

    `cutoff` is None where nobody could be invited; days are those between the tie-break and the round.
    """

    published: Held
    size: int
    eligible: int
    invited: int
    cutoff: int | None
    days: float | None

    @property
    def difference(self) -> int | None:
        """The cut-off reached less the published one."""
        return None if self.cutoff is None else self.cutoff - self.published.cutoff


@dataclass(frozen=True)
class Plan:
    """What to replay: rounds between two days, both included, on a pool of a fraction of the published size."""

    start: date
    until: date
    seed: int
    fraction: float
    shares: Shares
    course: Course = USUAL_COURSE
    threads: int = 1


def rounds_of(plan: Plan) -> tuple[Held, ...]:
    """The rounds to hold. ToprankError where there is none."""
    found = tuple(each for each in rounds() if plan.start <= each.day <= plan.until)
    if not found:
        raise ToprankError(f"The record has no round from {plan.start} to {plan.until}.")
    return found


@dataclass(frozen=True)
class Replay:
    """The rounds held again, where the people of the pool came from and went, and how the invited look."""

    rounds: list[Replayed]
    people: dict[str, int]
    portrait: Portrait


def replay(plan: Plan, rulebook: Rulebook, tell: Callable[[Replayed], None] = lambda _: None) -> Replay:
    """Holds the rounds of a plan again. Same plan, same answer."""
    held, portrait = rounds_of(plan), Portrait()
    carried = begun(plan, held[0].day, rulebook)
    found = []
    for each in forward(carried, held, held[-1].day, portrait, plan.threads):
        found.append(each)
        tell(each)
    return Replay(found, carried.people, portrait)


def forward(
    carried: Carried, held: Sequence[Held], until: date, portrait: Portrait, threads: int = 1
) -> Iterator[Replayed]:
    """Carries a pool to a day through some published rounds, each of which is given back when it was held."""
    for each in events(held, carried.on, until):
        if isinstance(each, Held):
            yield held_again(carried, each, portrait, threads)
        else:
            carried.settle(each, threads)
            carried.come(each.finest, next_day(each, until), threads)


def begun(plan: Plan, first: date, rulebook: Rulebook) -> Carried:
    """The pool of the last distribution before the first round, with those who are expected next."""
    begins = last_published(first)
    size = round(begins.total * plan.fraction)
    crowd = crowd_of(list(synthetic_pool(size, plan.seed, begins.as_of, rulebook, plan.shares)))
    carried = Carried(crowd, begins, plan.seed, rulebook, plan.shares, plan.course)
    carried.come(begins.finest, next_day(begins, plan.until), plan.threads)
    return carried


def next_day(last: Distribution, until: date) -> date:
    """The day of the next distribution; after the last one that of the last round."""
    later = [each.as_of for each in distributions() if each.as_of > last.as_of]
    return later[0] if later else max(until, date.fromordinal(last.as_of.toordinal() + 1))


def events(held: Sequence[Held], begun_on: date, until: date) -> Iterator[Held | Distribution]:
    """Rounds and distributions in their order; a distribution stands before the rounds of its day."""
    between = [each for each in distributions() if begun_on < each.as_of <= until]
    both = [(each.as_of, 0, each) for each in between] + [(each.day, each.instant, each) for each in held]
    yield from (each for *_, each in sorted(both, key=lambda entry: entry[:2]))


def held_again(carried: Carried, each: Held, portrait: Portrait, threads: int = 1) -> Replayed:
    """One round, held at its instant over everyone present; the invited answer."""
    at = datetime.fromtimestamp(each.instant, UTC)
    target = None if each.kind == "general" else each.target
    asked = question(each.kind, target, max(round(each.size * carried.scale), 1), at, carried.rulebook)
    scored, present = carried.scored(at, threads)
    eligible = may_be_invited(scored, asked) & present
    chosen = select(
        scored.total, scored.submitted, scored.ids, eligible, asked.size, ties_are_ordered(asked.on, carried.rulebook)
    )
    days = None if chosen.tie_break is None else (each.instant - chosen.tie_break) / 86_400
    portrait.add(carried.crowd.facts.take(chosen.rows), tables(carried.rulebook, asked.on))
    carried.invited(chosen.rows, asked.on)
    return Replayed(each, asked.size, int(np.count_nonzero(eligible)), len(chosen.rows), chosen.cutoff, days)
