"""A synthetic pool that meets the published distribution of a day in every band.

People are made by chance, scored by the engine, and drawn within each published band until it is full:

    1. The published counts are shared out over the size asked, and over parts of at most 65,536 candidates.
    2. A trial of people of every strength shows which scores each strength leads to.
    3. For each part: strengths in the proportions that lead to its bands, people, scores; of those eligible for a
       program as many as a band needs. What is short is made again, with the proportions for what is short.
    4. Nominees are people who were left over, with a nomination.

Each part has a stream of chance of its own, so a part does not depend on the others and no more than one is in memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.days import Rows
from toprank.errors import ToprankError
from toprank.facts import Facts, Smalls, Truths
from toprank.pool.distribution import Band, largest_remainder, last_published
from toprank.pool.draws import Draws, Reals, Wholes
from toprank.pool.invited_before import Held, invited_before, rounds_before
from toprank.pool.joined import joined
from toprank.pool.people import people
from toprank.pool.setting import DAY_SECONDS, Setting, setting
from toprank.pool.shares import Shares, fit
from toprank.rulebook.loader import Rulebook
from toprank.rules.outcome import outcome_on

PART: Final = 65_536
BATCH: Final = 16_384
TRIAL_EACH: Final = 1_200
ROUNDS: Final = 40
WIDEST: Final = 2_048
FITTING: Final = 60
STRENGTHS: Final = np.arange(-5, 4.1, 0.5)
TAIL_SCALE: Final = 16
"""Points over which those who come with 501 to 600 thin out by e: 10 to 19 by general rounds, median 14; fitted."""
TAIL: Final = (451, 501)
"""A band up to 600 that starts here is undivided in the record: within it the scores of those who come thin out."""
TRIAL, MAKING = range(2)


@dataclass(frozen=True)
class Goals:
    """Bands of scores, highest first, with the number of candidates each one is to hold."""

    low: Wholes
    high: Wholes
    wanted: Wholes

    def of(self, scores: Smalls) -> NDArray[np.intp]:
        """The band of each score."""
        return len(self.low) - np.searchsorted(self.low[::-1], scores, side="right")


def goals_of(bands: Sequence[Band], counts: Sequence[int], thinning: bool = False) -> Goals:
    """The goals of some bands; `thinning` divides the upper tail into tens that thin out exponentially.

    Those who come thin out so. Of a stock the rounds have taken most of the upper end, unevenly: there no shape is
    forced on the band, and what is left of it comes from who was invited before.
    """
    rows: list[tuple[int, int, int]] = []
    for band, count in zip(bands, counts, strict=True):
        divided = thinning and band.high == 600 and band.low in TAIL
        rows += tail(band, count) if divided else [(band.low, band.high, count)]
    columns = np.array(rows, np.int64).T
    return Goals(*columns)


def tail(band: Band, count: int) -> list[tuple[int, int, int]]:
    """A band divided into tens, highest first, each of which holds exp(-10 / 16) times the one below."""
    lows = range(band.low, band.high, 10)
    weights = [round(1e6 * np.exp(-10 * place / TAIL_SCALE)) for place in range(len(lows))]
    shared = zip(lows, largest_remainder(count, weights), strict=True)
    return [(low, low + 9, each) for low, each in reversed(list(shared))]


def shared_over_parts(counts: Sequence[int], size: int) -> Iterator[list[int]]:
    """For each part of a pool how many candidates each band gets; over all parts they add up to `counts`."""
    left = list(counts)
    for start in range(0, size, PART):
        share = largest_remainder(min(PART, size - start), left)
        left = [before - taken for before, taken in zip(left, share, strict=True)]
        yield share


@dataclass(frozen=True)
class Made:
    """Some people with their score, what of it nomination would replace, and whether a program is open to them."""

    facts: Facts
    score: Smalls
    additional: Smalls
    eligible: Truths

    @property
    def as_nominees(self) -> Smalls:
        """Their score if they were nominated: the additional points are capped at those of a nomination."""
        return self.score - self.additional


@dataclass(frozen=True)
class Makers:
    """What people are made against, and the rounds that have taken some of them."""

    where: Setting
    rounds: tuple[Held, ...]
    families: tuple[str, ...]

    def made(self, draws: Draws, strength: Reals) -> Made:
        """People of given strengths, scored; those whom an earlier round took are not eligible."""
        facts = people(draws, strength, self.where)
        outcome = outcome_on(facts, self.where.tables.on, self.where.tables)
        left = invited_before(draws, outcome, self.families, self.rounds)
        return Made(facts, outcome.score.total, outcome.score.parts["additional"], outcome.federal & ~left)


def makers(rulebook: Rulebook, on: date, as_of: date, shares: Shares) -> Makers:
    """The makers of a day, for a distribution published as of a day."""
    where = setting(rulebook, on, shares)
    return Makers(where, rounds_before(as_of), tuple(each.version.family for each in where.tables.categories))


def makers_of_arrivals(rulebook: Rulebook, on: date, window: int, shares: Shares) -> Makers:
    """The makers of those who come into a pool in the last days before the end of a day, so many as `window`."""
    return Makers(setting(rulebook, on, shares, window), (), ())


def trial(draws: Draws, goals: Goals, by: Makers) -> Reals:
    """The share of each strength that ends in each band, shape (strengths, bands)."""
    found = np.zeros((len(STRENGTHS), len(goals.low)))
    for place, strength in enumerate(STRENGTHS):
        some = by.made(draws, around(draws, np.full(TRIAL_EACH, strength)))
        found[place] = np.bincount(goals.of(some.score[some.eligible]), minlength=len(goals.low)) / TRIAL_EACH
    return found


def around(draws: Draws, strength: Reals) -> Reals:
    """Strengths spread evenly about the middle of their steps."""
    return strength + 0.5 * (draws.uniform(len(strength)) - 0.5)


def to_make(yields: Reals, wanted: Wholes) -> Wholes:
    """How many people of each strength lead to the wanted numbers, by the Richardson-Lucy rule."""
    reach = np.maximum(yields[:, wanted > 0].sum(axis=1), 1e-9)  # what a full band would get is no gain
    counts = np.full(len(yields), wanted.sum() / len(yields))
    for _ in range(FITTING):
        expected = np.maximum((counts[:, None] * yields).sum(axis=0), 1e-9)
        counts = counts * (yields * (wanted / expected)).sum(axis=1) / reach
    return np.ceil(np.round(counts, 3)).astype(np.int64)


def filled(draws: Draws, goals: Goals, yields: Reals, by: Makers) -> Facts:
    """Candidates, as many as each band wants, in an order by chance."""
    short, chosen = goals.wanted.copy(), list[Facts]()
    for round_ in range(ROUNDS):
        counts = to_make(yields, short + short // 8 + (short > 0))
        # A score too rare for the trial, or one that only nominees have, is looked for ever more widely.
        for strength in batches(draws, np.maximum(counts, min(2 << round_, WIDEST))):
            some = by.made(draws, strength)
            chosen += [nominated(draws, some, goals, short, by.where), ordinary(some, goals, short)]
            if not short.any():
                everyone = joined([each for each in chosen if len(each)])
                return everyone.take(draws.shuffled(len(everyone)))
        if round_ > 0:
            pass_down(goals, short)
    unfilled = [f"{low} to {high}" for low, high, left in zip(goals.low, goals.high, short, strict=True) if left]
    raise ToprankError(f"No people could be made with scores of {', '.join(unfilled)} on {by.where.tables.on}.")


def batches(draws: Draws, counts: Wholes) -> Iterator[Reals]:
    """The strengths of the people to make, mixed by chance, in parts that fit into a processor's memory."""
    strength = np.repeat(STRENGTHS, counts)[draws.shuffled(int(counts.sum()))]
    for start in range(0, len(strength), BATCH):
        yield around(draws, strength[start : start + BATCH])


def first_come(band: NDArray[np.intp], short: Wholes) -> Rows:
    """The first rows of each band, as many as it is short of; those found are taken off `short`."""
    order = np.argsort(band, kind="stable")
    counts = np.bincount(band, minlength=len(short))
    rank = np.arange(len(band)) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = np.sort(order[rank < short[band[order]]])
    short -= np.bincount(band[rows], minlength=len(short))
    return rows


def ordinary(some: Made, goals: Goals, short: Wholes) -> Facts:
    """Those who fill what a band is short of."""
    rows = np.flatnonzero(some.eligible)
    found = rows[first_come(goals.of(some.score[rows]), short)]
    some.eligible[found] = False
    return some.facts.take(found)


def nominated(draws: Draws, some: Made, goals: Goals, short: Wholes, where: Setting) -> Facts:
    """Nominees for the bands above 600: their own points spread as the shares say, unless a band is a narrow one.

    They are no longer among those eligible whom the other bands may take.
    """
    band = goals.of(np.minimum(some.as_nominees + where.tables.crs.nomination, 1200))
    open_to = np.flatnonzero(some.eligible & (goals.low[band] >= 600))
    narrow = (goals.high - goals.low)[band[open_to]] < 100
    wide = int(short[(goals.low >= 600) & (goals.high - goals.low >= 100)].sum())
    likely = open_to[~narrow]
    likely = likely[where.shares.nominees.chosen(draws, some.as_nominees[likely], wide)]
    rows = np.sort(np.concatenate([open_to[narrow], likely]))
    rows = rows[first_come(band[rows], short)]
    some.eligible[rows] = False
    facts = some.facts.take(rows)
    declared = facts.declared
    day = (declared.submitted // DAY_SECONDS).astype(np.int32)
    issued = np.minimum(day + draws.whole(-30, 90, len(rows)).astype(np.int32), where.on)
    express_entry = np.ones(len(rows), np.bool_)
    return replace(facts, declared=replace(declared, nomination_issued=issued, nomination_express_entry=express_entry))


def pass_down(goals: Goals, short: Wholes) -> None:
    """What the thin end of the upper tail is still short of goes to the tens below."""
    for place in range(len(short) - 1):
        in_tail = goals.high[place] <= 600 and goals.high[place] - goals.low[place] == 9
        if in_tail and goals.low[place] > 501:
            short[place + 1] += short[place]
            short[place] = 0


def synthetic_pool(
    size: int, seed: int, on: date, rulebook: Rulebook, shares: Shares | None = None
) -> Iterator[tuple[list[str], Facts]]:
    """Parts of at most 65,536 candidates, with their ids: a pool of `size` that stands like the published one.

    Every published band of the last distribution for `on` or earlier holds its share of the size, to the candidate.
    All are live at the end of the day `on` and eligible for a program; same arguments, same candidates, anywhere.
    ToprankError for a size below 0, a seed below 0, or a day before the first distribution.
    """
    if size < 0:
        raise ToprankError(f"A pool holds 0 candidates or more; {size} was asked.")
    if not 0 <= seed < 2**63:
        raise ToprankError(f"A seed is a whole number from 0 to 2^63 - 1; {seed} was given.")
    last = last_published(on)
    return parts(size, seed, last.finest, makers(rulebook, on, last.as_of, shares or fit()))


def parts(size: int, seed: int, bands: Sequence[Band], by: Makers) -> Iterator[tuple[list[str], Facts]]:
    """The parts of a pool, made one after the other when asked for."""
    counts = largest_remainder(size, [band.candidates for band in bands])
    yields = trial(Draws(seed, TRIAL), goals_of(bands, counts), by)
    first = 1
    for place, share in enumerate(shared_over_parts(counts, size)):
        facts = filled(Draws(seed, MAKING, place), goals_of(bands, share), yields, by)
        yield [f"s{seed}-{number:08d}" for number in range(first, first + len(facts))], facts
        first += len(facts)
