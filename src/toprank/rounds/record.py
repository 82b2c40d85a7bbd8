"""The published record: every round of invitations with the pool's distributions, as known today or on an earlier day.

The package holds the record up to the day that record.toml names; what `toprank rounds sync` added since lies over it.
"""

import csv
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from toprank.pool.distribution import Distribution, copies
from toprank.rounds.rows import PublishedRound, round_of

__all__ = ["PublishedRound", "Record", "record"]

REPORTED_AFTER: Final = timedelta(days=365)
"""A distribution published with no round came in a report later: counted as known a year after its day."""


@dataclass(frozen=True)
class Record:
    """Rounds by day, number and suffix, and complete distributions by day, earliest first.

    `incomplete` holds the copies of distributions with bands left out; `synced_at` is when sync last succeeded.
    """

    rounds: tuple[PublishedRound, ...]
    distributions: tuple[Distribution, ...]
    synced_at: datetime | None
    incomplete: tuple[Distribution, ...] = ()

    def known_on(self, day: date) -> "Record":
        """What was published by a day: rounds held on it or before, distributions whose first round was.

        A distribution is dated before the round it is published with; it is known on the day of that round.
        """
        first = self.first_published()
        return replace(
            self,
            rounds=tuple(each for each in self.rounds if each.on <= day),
            distributions=tuple(each for each in self.distributions if first[each.as_of] <= day),
            incomplete=tuple(each for each in self.incomplete if first[each.as_of] <= day),
        )

    def of_type(self, type_: str) -> tuple[PublishedRound, ...]:
        """The rounds of one series ("general", "pnp", "cec", "french", "healthcare", ...), earliest first."""
        return tuple(each for each in self.rounds if each.type == type_)

    def find(self, id_: str) -> tuple[PublishedRound, ...]:
        """The rounds of a number ("414"), or the one of a number with its suffix ("91a")."""
        return tuple(each for each in self.rounds if id_ in (each.id, str(each.number)))

    def distribution_of(self, round_: PublishedRound) -> Distribution | None:
        """The distribution published with a round, complete or not; None where there was none."""
        every = (*self.distributions, *self.incomplete)
        named = (each for each in every if round_.id in each.published_with)
        return next(named, None) or next((each for each in every if each.as_of == round_.snapshot), None)

    def first_published(self) -> dict[date, date]:
        """For the day of each distribution the day it was first published: that of the first round with it."""
        held = {each.id: each.on for each in self.rounds}
        found: dict[date, date] = {}
        for each in (*self.distributions, *self.incomplete):
            days = [held[id_] for id_ in each.published_with if id_ in held]
            found[each.as_of] = min(days, default=each.as_of + REPORTED_AFTER)
        return found


def record(store: Path | None = None) -> Record:
    """The record of the package."""
    return embedded()


@cache
def embedded() -> Record:
    """The record that came with the package."""
    with files("toprank.rulebook").joinpath("record", "rounds.csv").open(encoding="utf-8") as file:
        rounds = tuple(sorted((round_of(row) for row in csv.DictReader(file)), key=in_order))
    whole = tuple(each for each in copies() if each.complete)
    return Record(rounds, whole, None, tuple(each for each in copies() if not each.complete))


def in_order(round_: PublishedRound) -> tuple[date, int, str]:
    """The order of the record: by day, number and suffix."""
    return round_.on, round_.number, round_.suffix
