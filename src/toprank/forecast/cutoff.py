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
from toprank.forecast.pooling import both_ways, pooled
from toprank.forecast.rules_of_thumb import RULES
from toprank.forecast.settings import ALONE, BREAK_WIDENING, SILENT_DAYS
from toprank.forecast.spread import Spread, averaged, weighted

Values = NDArray[np.float64]

PARTS: Final = (np.arange(10) + 0.5) / 10
"""The quantiles of size and of day that stand for their distributions in the mixture."""


def point(ledger: Ledger, type_: str, size: float, on: date) -> float | None:
    """The cut-off of a round of a size on a day, before errors; None where there is nothing to go by."""
    if type_ in ALONE:
        return nominees.said(ledger.rounds[type_], size)
    return stock.said(ledger.states[type_], ledger.pool, days.number(on), size)


def widening(ledger: Ledger, type_: str, on: date) -> float:
    """By how much errors count for more: after a change of the rules, or for a day after a long silence."""
    rounds = ledger.rounds[type_]
    silent = days.number(on) - rounds[-1].day >= SILENT_DAYS
    return BREAK_WIDENING if silent or after_break(type_, rounds, ledger.breaks, on) else 1.0


def conditional(ledger: Ledger, type_: str, size: float, on: date) -> tuple[float, Spread] | None:
    """The cut-off if so many are invited on a day, as a point and a distribution; None without anything to go by.

    The point is the model's own, which puts its level right after every round; the distribution has its past errors
    with their signs, so its middle may lie beside the point.
    """
    told = point(ledger, type_, size, on)
    errors, weights = pooled(type_, ledger.given_errors)
    if told is None or not len(errors):
        return None
    return told, weighted(told + widening(ledger, type_, on) * errors, weights).within(0, TOP)


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
    sizes = [float(np.exp(size.at(part))) for part in PARTS]
    ahead = [days.day(round(when.at(part))) for part in PARTS]
    points = [point(ledger, type_, each, on) for on in ahead for each in sizes]
    widened = [widening(ledger, type_, on) for on in ahead for _ in sizes]
    told = np.array([each for each in points if each is not None])
    if len(told) < len(points):
        return None
    values = told[:, None] + np.array(widened)[:, None] * errors[None, :]
    return weighted(values.ravel(), np.tile(weights, len(told))).within(0, TOP)
