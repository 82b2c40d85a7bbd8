"""Who is no longer in a pool because a published round invited them.

Whoever was in the pool at a round of the year before, eligible for it and above its cut-off, was invited. Most of them
accepted and left, some let the invitation lapse and left as well; the others declined and stayed. Without this
a pool would hold far more candidates of a category at the top than its next round finds.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.facts import Truths
from toprank.pool.draws import Draws
from toprank.rules.outcome import Outcome

STAYED: Final = 0.1
"""Share of those whom one round would have invited who are in the pool all the same: those who declined.

20% did not apply (year-end reports 2023 and 2024, applications against invitations); that half of them declined, and
did not let the invitation lapse, is a judgement.
"""


@dataclass(frozen=True)
class Held:
    """One published round: what it was for, when it was held, how many it invited, its cut-off.

    Instants are seconds since 1970-01-01 UTC; `tie_break` is None where none was published.
    """

    number: str
    kind: str
    target: str
    day: date
    instant: int
    size: int
    cutoff: int
    tie_break: int | None


@cache
def published() -> tuple[Held, ...]:
    """Every round of the record, by its instant."""
    with files("toprank.rulebook").joinpath("record", "rounds.csv").open(encoding="utf-8") as file:
        found = [held(row) for row in csv.DictReader(file) if row["crs_lowest_invited"]]
    return tuple(sorted(found, key=lambda each: each.instant))


def held(row: dict[str, str]) -> Held:
    """One row of the record; a round without a time counts as held at noon."""
    day = date.fromisoformat(row["round_date"])
    instant = seconds(row["held_at_utc"])
    return Held(
        number=row["round_no"] + row["round_suffix"],
        kind=row["kind"],
        target=row["target"],
        day=day,
        instant=int(datetime.combine(day, time(12), UTC).timestamp()) if instant is None else instant,
        size=int(row["invitations"]),
        cutoff=int(row["crs_lowest_invited"]),
        tie_break=seconds(row["tie_break_utc"]),
    )


def seconds(text: str) -> int | None:
    """An instant of the record, None where it has none."""
    return int(datetime.fromisoformat(text).timestamp()) if text else None


def rounds_before(as_of: date) -> tuple[Held, ...]:
    """The rounds of the year up to a day, that day included, that were open to more than nominees."""
    year = timedelta(days=365)
    return tuple(each for each in published() if as_of - year < each.day <= as_of and each.target != "pnp")


def open_to(outcome: Outcome, families: Sequence[str], round_: Held) -> Truths:
    """Who is eligible for what a round was for; nobody where its category is no longer in force."""
    if round_.kind == "program":
        return outcome.eligible[round_.target]
    if round_.kind == "general":
        return outcome.federal
    if round_.target not in families:
        return np.zeros(len(outcome.federal), np.bool_)
    eligible: Truths = outcome.categories[:, families.index(round_.target)]
    return eligible


def times_invited(outcome: Outcome, families: Sequence[str], rounds: Sequence[Held]) -> NDArray[np.intp]:
    """How many of the rounds would have invited each; `families` names the categories of the outcome in their order."""
    submitted, score = outcome.candidates.declared.submitted, outcome.score.total
    found = np.zeros(len(score), np.intp)
    for each in rounds:
        found += (score > each.cutoff) & (submitted < each.instant) & open_to(outcome, families, each)
    return found


def invited_before(draws: Draws, outcome: Outcome, families: Sequence[str], rounds: Sequence[Held]) -> Truths:
    """Who left the pool after one of the rounds, by chance."""
    stays = np.array([round(STAYED**times, 6) for times in range(len(rounds) + 1)])
    return ~draws.chance(stays[times_invited(outcome, families, rounds)], len(outcome.federal))
