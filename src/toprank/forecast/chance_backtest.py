"""How chances did: every two weeks the chance of each type to come down to scores around its last cut-off, and whether
it did. One origin makes many answers that rise and fall together: count origins, not answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.chance import Chances, chances
from toprank.forecast.futures import Futures, futures
from toprank.forecast.ledger import Ledger, ledger
from toprank.forecast.settings import CHANCE_DAYS, DISTANCES, HORIZONS
from toprank.rounds.record import Record
from toprank.rulebook.loader import Rulebook

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Asked:
    """One type and horizon at one origin: chances told by distance from the last cut-off, and whether each came true.

    `rules` holds, by name, what simpler answers would have told.
    """

    made_on: date
    type: str
    horizon: int
    told: Values
    came_true: Values
    rules: dict[str, Values]


def origins(record: Record, rulebook: Rulebook, since: date, until: date) -> Iterator[tuple[Ledger, Futures]]:
    """What was known every two weeks from one day on, and the futures of then, as far as their answers are known."""
    origin = since
    while origin + timedelta(days=min(HORIZONS)) <= until:
        known = ledger(record, origin, rulebook)
        yield known, futures(known, max(each for each in HORIZONS if origin + timedelta(days=each) <= until))
        origin += timedelta(days=CHANCE_DAYS)


def asked(record: Record, known: Ledger, ahead: Futures, until: date) -> Iterator[Asked]:
    """Every question of an origin whose answer is known by a day."""
    for type_ in ahead.types:
        for horizon in HORIZONS:
            if known.made_on + timedelta(days=horizon) <= until:
                yield one(record, known, chances(known, ahead, type_, horizon), type_, horizon)


def one(record: Record, known: Ledger, told: Chances, type_: str, horizon: int) -> Asked:
    """The answers for one type and horizon, beside what happened in the whole record."""
    last = known.made_on + timedelta(days=horizon)
    held = [each.cutoff for each in record.of_type(type_) if known.made_on < each.on <= last]
    scores = [told.last + distance for distance in DISTANCES]
    lowest = min(held, default=np.inf)
    past = np.array([told.past.share(distance) for distance in DISTANCES])
    at_all = told.past.share(TOO_FAR)
    rules = {
        "past_at_distance": past,
        "rate_of_rounds": np.where(np.array(DISTANCES) >= 0, at_all, 0.0),
        "base_rate": np.full(len(DISTANCES), float(np.mean(past))),
    }
    return Asked(
        known.made_on,
        type_,
        horizon,
        np.array([told.of(score) for score in scores]),
        np.array([float(lowest <= score) for score in scores]),
        rules,
    )


TOO_FAR = 10_000.0


def brier(told: Sequence[Values], came_true: Sequence[Values]) -> float:
    """The mean squared distance of chances from what came true; smaller is better."""
    return float(np.mean((np.concatenate(told) - np.concatenate(came_true)) ** 2))


@dataclass(frozen=True)
class Bin:
    """Chances told between two bounds: how many, their mean, and the share that came true."""

    low: float
    high: float
    forecasts: int
    said: float
    came_true: float


def reliability(found: Sequence[Asked]) -> list[Bin]:
    """Chances told beside what came true, by tenths; a tenth without any is left out."""
    told = np.concatenate([each.told for each in found])
    true = np.concatenate([each.came_true for each in found])
    places = np.minimum((told * 10).astype(int), 9)
    bins = []
    for place in range(10):
        inside = places == place
        if inside.any():
            bins.append(
                Bin(
                    place / 10,
                    (place + 1) / 10,
                    int(inside.sum()),
                    float(told[inside].mean()),
                    float(true[inside].mean()),
                )
            )
    return bins
