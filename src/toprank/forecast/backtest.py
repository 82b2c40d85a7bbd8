"""How such forecasts did: every round of a type forecast on the day of the round before it, and what happened.

One row for each round and kind of forecast ("conditional": size and day given; "plain": neither), with the keys of the
contract; scores.py adds them up.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

import numpy as np

from toprank.forecast import answer
from toprank.forecast.answer import NO_ROUND, Forecast
from toprank.forecast.ledger import Ledger, ledger
from toprank.forecast.row import Row
from toprank.rounds.record import PublishedRound, Record
from toprank.rulebook.loader import Rulebook


@dataclass(frozen=True)
class Target:
    """A round that was forecast: what happened, both forecasts of it (None: no earlier round of its type)."""

    round: PublishedRound
    former: PublishedRound | None
    conditional: Forecast | None
    plain: Forecast | None
    ledger: Ledger | None


UNSAID: Final = (None, None, None, None, None)
Ledgers = Callable[[date], Ledger]


def targets(record: Record, rulebook: Rulebook, since: date, until: date, type_: str | None = None) -> Iterator[Target]:
    """Every round from one day to another, both included, with its forecasts, in the order of the record."""
    at: Ledgers = lru_cache(maxsize=64)(lambda made_on: ledger(record, made_on, rulebook))
    for round_ in record.rounds:
        if since <= round_.on <= until and type_ in (None, round_.type):
            earlier = [each for each in record.of_type(round_.type) if each.on < round_.on]
            yield target(round_, earlier[-1] if earlier else None, at)


def target(round_: PublishedRound, former: PublishedRound | None, at: Ledgers) -> Target:
    """One round with its forecasts, made on the day of the round of its type before."""
    if former is None:
        return Target(round_, None, None, None, None)
    known = at(former.on)
    given = answer.conditional(known, round_.type, round_.size, round_.on)
    return Target(round_, former, given, answer.plain(known, round_.type), known)


def rows(found: Target) -> tuple[Row, Row]:
    """The two lines of a target."""
    return row(found, "conditional", found.conditional), row(found, "plain", found.plain)


def row(found: Target, kind: Literal["conditional", "plain"], forecast: Forecast | None) -> Row:
    """One line of the cut-off table."""
    round_ = found.round
    if forecast is None:
        return Row(round_.number, round_.type, None, kind, *UNSAID, None, None, round_.cutoff, None, NO_ROUND)
    band80, band50 = forecast.band(0.1, 0.9) or (None, None), forecast.band(0.25, 0.75) or (None, None)
    return Row(
        round=round_.number,
        target=round_.type,
        made_on=forecast.made_on,
        kind=kind,
        said=forecast.said,
        low80=band80[0],
        high80=band80[1],
        low50=band50[0],
        high50=band50[1],
        day_said=forecast.on,
        size_said=round(float(np.exp(forecast.size.median))),
        happened=round_.cutoff,
        naive=forecast.last,
        abstained=forecast.abstained,
    )
