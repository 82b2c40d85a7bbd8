"""What the rows of a backtest add up to: scores of each forecast beside the simple rules, and differences in pairs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast.answer import Forecast
from toprank.forecast.backtest import Target
from toprank.forecast.cutoff import by_rule
from toprank.forecast.ledger import Ledger
from toprank.forecast.pooling import recent
from toprank.forecast.rules_of_thumb import RULES
from toprank.forecast.settings import BLOCK_ROUNDS, BOOTSTRAPS, SEED
from toprank.forecast.spread import Spread, crps, interval_score, weighted

Values = NDArray[np.float64]

FORECASTS: Final = ("conditional", "plain")
FORTNIGHT: Final = 14


@dataclass(frozen=True)
class Scored:
    """One forecast by one model of what happened: `error` of the point, bands held or not, CRPS of the distribution."""

    model: str
    round: str
    type: str
    on: date
    error: float
    held80: bool
    held50: bool
    width80: float
    interval80: float
    crps: float


def scored(model: str, found: Target, point: float, spread: Spread) -> Scored:
    """How a model did on a target; bands in whole points as they are told."""
    happened = found.round.cutoff
    low, high = round(spread.at(0.1)), round(spread.at(0.9))
    return Scored(
        model=model,
        round=found.round.id,
        type=found.round.type,
        on=found.round.on,
        error=abs(round(point) - happened),
        held80=low <= happened <= high,
        held50=round(spread.at(0.25)) <= happened <= round(spread.at(0.75)),
        width80=high - low,
        interval80=interval_score(low, high, happened),
        crps=crps(spread, happened),
    )


def all_scored(found: Iterable[Target]) -> list[Scored]:
    """Every model's score on every target that was not abstained from."""
    return [score for target in found for score in scored_models(target)]


def scored_models(found: Target) -> list[Scored]:
    """Both forecasts of a target and the simple rules; none where there was no point."""
    if found.ledger is None or found.plain is None or found.conditional is None or found.plain.abstained:
        return []
    scores = [scored(name, found, *told) for name, told in told_by(found.conditional, found.plain)]
    for rule in RULES:
        spread = by_rule(found.ledger, found.round.type, rule)
        if spread is not None:
            scores.append(scored(rule, found, RULES[rule](found.ledger.cutoffs[found.round.type]), spread))
    alone = last_alone(found.ledger, found.round.type)
    return [*scores, scored("last_alone", found, found.plain.last, alone)]


def told_by(*forecasts: Forecast) -> list[tuple[str, tuple[float, Spread]]]:
    """The points and distributions of forecasts under their names."""
    found = []
    for name, forecast in zip(FORECASTS, forecasts, strict=True):
        if forecast.said is not None and forecast.point is not None and forecast.cutoff is not None:
            found.append((name, (forecast.point, forecast.cutoff)))
    return found


def last_alone(ledger: Ledger, type_: str) -> Spread:
    """The naive band: the last cut-off with the last twenty errors of that rule in this type, all alike."""
    errors = recent(ledger.rule_errors("last")[type_])[0]
    return weighted(ledger.cutoffs[type_][-1] + errors, np.ones(len(errors)))


@dataclass(frozen=True)
class DayScored:
    """How far a day was off, and its CRPS; for "fourteen days on", a point, both are the same."""

    type: str
    on: date
    error: int
    crps: float
    fortnight: int


def days_scored(found: Iterable[Target]) -> list[DayScored]:
    """The score of the day of every target that was not abstained from."""
    scores = []
    for each in found:
        if each.plain is None or each.plain.abstained or each.plain.day is None or each.former is None:
            continue
        happened = each.round.on
        fortnight = abs((happened - each.former.on).days - FORTNIGHT)
        spread = crps(each.plain.day.spread, days.number(happened))
        scores.append(DayScored(each.round.type, happened, abs((each.plain.on - happened).days), spread, fortnight))
    return scores


@dataclass(frozen=True)
class Totals:
    """The means over some targets."""

    rounds: int
    error: float
    held80: float
    held50: float
    width80: float
    interval80: float
    crps: float


def totals(scores: Sequence[Scored]) -> Totals | None:
    """The means over scores of one model; None without any."""
    if not scores:
        return None
    means = [
        float(np.mean([getattr(each, name) for each in scores]))
        for name in ("error", "held80", "held50", "width80", "interval80", "crps")
    ]
    return Totals(len(scores), *means)


def crps_against(scores: Sequence[Scored], model: str, other: str) -> list[float]:
    """The CRPS of one model less that of another, round by round, of the rounds that both have told."""
    of_other = {each.round: each.crps for each in scores if each.model == other}
    of_model = [each for each in scores if each.model == model and each.round in of_other]
    return [each.crps - of_other[each.round] for each in of_model]


def fortnight_against(scores: Sequence[DayScored]) -> list[float]:
    """The CRPS of the day less that of "fourteen days on", round by round."""
    return [each.crps - each.fortnight for each in scores]


def paired(differences: Sequence[float]) -> tuple[float, float, float]:
    """A mean difference over rounds in order and its 90% range, from blocks of rounds drawn again and again.

    The same differences give the same range.
    """
    values = np.array(differences, dtype=float)
    count = len(values)
    length = max(1, min(BLOCK_ROUNDS, count // 4))
    draws = np.random.default_rng(SEED)
    starts = draws.integers(0, count, size=(BOOTSTRAPS, -(-count // length)))
    places = (starts[:, :, None] + np.arange(length)) % count
    means = values[places.reshape(BOOTSTRAPS, -1)[:, :count]].mean(axis=1)
    low, high = np.quantile(means, [0.05, 0.95])
    return float(values.mean()), float(low), float(high)
