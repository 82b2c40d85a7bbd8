"""The published record: every round of invitations with the pool's distributions, as known today or on an earlier day.

The package holds the record up to the day that record.toml names; what `toprank rounds sync` kept lies over it.
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
from toprank.rounds.settings import record_settings
from toprank.rounds.store import Kept, KeptApart, read_kept

__all__ = ["PublishedRound", "Record", "record"]

REPORTED_AFTER: Final = timedelta(days=365)
"""A distribution published with no round came in a report later: counted as known a year after its day."""


@dataclass(frozen=True)
class Record:
    """Rounds by day, number and suffix, and complete distributions by day, earliest first.

    `synced_at` is when sync last succeeded, None where it never ran, and `synced_from` what it read. `incomplete` holds
    the copies of distributions with bands left out, `apart` the published rounds that nobody could name yet.
    """

    rounds: tuple[PublishedRound, ...]
    distributions: tuple[Distribution, ...]
    synced_at: datetime | None
    incomplete: tuple[Distribution, ...] = ()
    synced_from: str | None = None
    apart: tuple[KeptApart, ...] = ()

    @property
    def as_of(self) -> date:
        """The day up to which the record is complete: of the last sync, else the one the package was made with."""
        return self.synced_at.date() if self.synced_at else record_settings().complete_to

    def age(self, today: date) -> int:
        """How many days old the record is."""
        return max((today - self.as_of).days, 0)

    def stale(self, today: date) -> bool:
        """Whether a round may well be missing: the record is older than 16 days."""
        return self.age(today) > record_settings().stale_after_days

    def silent(self, today: date) -> bool:
        """Whether no round is known for so long that some may well be missing, however lately the record was read."""
        return bool(self.rounds) and (today - self.rounds[-1].on).days > record_settings().silent_after_days

    def may_lack_rounds(self, today: date) -> bool:
        """Whether rounds held by a day may well be missing."""
        return self.stale(today) or self.silent(today)

    def known_on(self, day: date) -> "Record":
        """What was published by a day: rounds held on it or before, distributions whose first round was; also rounds
        kept apart, those without a day included.

        A distribution is dated before the round it is published with; it is known on the day of that round.
        """
        first = self.first_published()
        return replace(
            self,
            rounds=tuple(each for each in self.rounds if each.on <= day),
            distributions=tuple(each for each in self.distributions if first[each.as_of] <= day),
            incomplete=tuple(each for each in self.incomplete if first[each.as_of] <= day),
            apart=tuple(each for each in self.apart if each.on is None or each.on <= day),
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
    """The record of the package with what sync kept laid over it; `store` is a data folder, else the user's own.

    ToprankError where a file that sync kept is damaged.
    """
    return laid_over(embedded(), read_kept(store))


def laid_over(base: Record, kept: Kept) -> Record:
    """A record with the rounds, distributions and French names that sync kept."""
    rounds = {each.id: each for each in (*base.rounds, *kept.rounds)}
    named = (replace(each, name_fr=kept.names_fr.get(each.id, each.name_fr)) for each in rounds.values())
    pools: dict[date, Distribution] = {}
    for each in (*base.distributions, *base.incomplete, *kept.distributions):
        earlier = pools[each.as_of].published_with if each.as_of in pools else ()
        pools[each.as_of] = replace(each, published_with=tuple(dict.fromkeys((*earlier, *each.published_with))))
    every = [pools[day] for day in sorted(pools)]
    return Record(
        rounds=tuple(sorted(named, key=in_order)) if kept.rounds or kept.names_fr else base.rounds,
        distributions=tuple(each for each in every if each.complete),
        synced_at=kept.synced_at,
        incomplete=tuple(each for each in every if not each.complete),
        synced_from=kept.synced_from,
        apart=tuple(each for each in kept.apart if each.id not in rounds),
    )


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
