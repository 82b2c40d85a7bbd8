"""The cut-off of the next round of a type: with its size and day given, and without.

The first is where the skill is. The second mixes the first over the sizes and days that are likely, and averages the
quantiles of that with those of "same as last"; for nominees it is a mean with noise.
"""

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast import nominees, stock
from toprank.forecast.breaks import after_break
from toprank.forecast.history import TOP
from toprank.forecast.ledger import Ledger
from toprank.forecast.next_day import NextDay
from toprank.forecast.pooling import both_ways, centred, pooled
from toprank.forecast.rules_of_thumb import RULES
from toprank.forecast.settings import (
    ALONE,
    BREAK_WIDENING,
    KEPT_ERRORS,
    SILENCE_WIDENING,
    SILENT_DAYS,
    SIZE_TIMES,
    SIZE_WIDENING,
)
from toprank.forecast.spread import Spread, averaged, weighted

Values = NDArray[np.float64]

PARTS: Final = (np.arange(10) + 0.5) / 10
"""The quantiles of size and of day that stand for their distributions in the mixture."""


def point(ledger: Ledger, type_: str, size: float, on: date) -> float | None:
    """The cut-off of a round of a size on a day, before errors; None where there is nothing to go by."""
    if type_ in ALONE:
        return nominees.said(ledger.rounds[type_], size)
    return stock.said(ledger.states[type_], ledger.pool, days.number(on), size)


def widening(ledger: Ledger, type_: str, on: date, given: bool) -> float:
    """By how much errors count for more: for a day after a long silence, and after a change of the rules.

    With size and day given a change counts only until a pool published after it is known: what it did to the scores
    is in that pool.
    """
    rounds = ledger.rounds[type_]
    if days.number(on) - rounds[-1].day >= SILENT_DAYS:
        return SILENCE_WIDENING
    broken = after_break(type_, rounds, ledger.breaks, on)
    seen = given and broken is not None and ledger.pool is not None and ledger.pool.as_of >= broken.on
    return 1.0 if broken is None or seen else BREAK_WIDENING


def recent_sizes(ledger: Ledger, type_: str) -> tuple[int, ...]:
    """The sizes of the rounds of a type from which the errors come."""
    return ledger.sizes[type_][-KEPT_ERRORS:]


def unusual(ledger: Ledger, type_: str, size: float) -> bool:
    """Whether a size lies far outside those of the type so far."""
    sizes = recent_sizes(ledger, type_)
    return size > SIZE_TIMES * max(sizes) or size * SIZE_TIMES < min(sizes)


def conditional(ledger: Ledger, type_: str, size: float, on: date) -> tuple[float, Spread] | None:
    """The cut-off if so many are invited on a day, as a point and a distribution; None without anything to go by.

    The point is the model's own, which puts its level right after every round; around it lie its past errors, less
    their middle.
    """
    told = point(ledger, type_, size, on)
    errors, weights = centred(*pooled(type_, ledger.given_errors))
    errors = errors * (SIZE_WIDENING if unusual(ledger, type_, size) else 1.0)
    if told is None or not len(errors):
        return None
    return told, weighted(told + widening(ledger, type_, on, True) * errors, weights).within(0, TOP)


def by_rule(ledger: Ledger, type_: str, rule: str) -> Spread | None:
    """The next cut-off by a simple rule, with the errors that this rule made; None where there are none."""
    errors, weights = pooled(type_, ledger.rule_errors(rule))
    if not len(errors):
        return None
    return weighted(RULES[rule](ledger.cutoffs[type_]) + errors, weights).within(0, TOP)


def plain(ledger: Ledger, type_: str, size: Spread, day: NextDay) -> Spread | None:
    """The cut-off of the next round whatever its size and day; None where there is nothing to go by."""
    when = day.spread
    if type_ in ALONE:
        return of_nominees(ledger, type_)
    given, last = mixture(ledger, type_, size, when), by_rule(ledger, type_, "last")
    return None if given is None or last is None else averaged(given, last)


def of_nominees(ledger: Ledger, type_: str) -> Spread | None:
    """The mean with noise of the next round for nominees, the size taken to be the last one."""
    rounds, errors = ledger.rounds[type_], ledger.nominee_errors[type_]
    if not errors:
        return None
    values, weights = pooled(type_, {type_: errors})
    return weighted(nominees.said(rounds, rounds[-1].size) + values, weights).within(0, TOP)


def mixture(ledger: Ledger, type_: str, size: Spread, when: Spread) -> Spread | None:
    """The conditional forecast over likely sizes and days, with its errors."""
    errors, weights = both_ways(*pooled(type_, ledger.given_errors))
    if not len(errors):
        return None
    sizes = np.exp([size.at(part) for part in PARTS])
    parts = []
    for part in PARTS:
        on = days.day(round(when.at(part)))
        told = stock.said_of(ledger.states[type_], ledger.pool, days.number(on), sizes)
        if told is None:
            return None
        parts.append(told[:, None] + widening(ledger, type_, on, False) * errors[None, :])
    values = np.concatenate(parts)
    return weighted(values.ravel(), np.tile(weights, len(values))).within(0, TOP)
