"""Candidates in memory with their ids, and how they answer invitations: what a pool carried forward consists of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from toprank.days import Days, Rows
from toprank.facts import Facts, Instants
from toprank.pool.ids import Ids, as_ids
from toprank.pool.joined import joined
from toprank.pool.setting import STAYS_DAYS

ARRIVED: Final = -1


@dataclass(frozen=True)
class Course:
    """What chance decides: answers to an invitation, and how long a profile stays if nothing else ends it.

    Accepted 0.80: applications against invitations, 165,590 of 209,169 in 2023 and 2024 (year-end reports). How the
    rest divides into declined (back in the pool) and lapsed (out of it) was not published; in half is a judgement.
    """

    accepted: float = 0.8
    declined: float = 0.1
    answer_days: int = 60
    stays_days: float = STAYS_DAYS


@dataclass(frozen=True)
class Crowd:
    """Candidates with their ids; `back` is the day from which one who was invited and declined is in the pool again.

    `row` is the place of each in a stored pool, ARRIVED for those who are in none.
    """

    ids: Ids
    facts: Facts
    back: Days
    row: Instants

    def __len__(self) -> int:
        return len(self.facts)

    def take(self, rows: Rows) -> "Crowd":
        """Some of them, in the order asked."""
        return Crowd(self.ids.take(rows), self.facts.take(rows), self.back[rows], self.row[rows])


def crowd_of(parts: Sequence[tuple[Sequence[str], Facts]]) -> Crowd:
    """The candidates of the parts of a pool."""
    facts = joined([facts for _, facts in parts])
    return arrived(as_ids([id_ for ids, _ in parts for id_ in ids]), facts)


def arrived(ids: Ids, facts: Facts) -> Crowd:
    """Candidates who are in no stored pool."""
    return Crowd(ids, facts, np.zeros(len(facts), np.int32), np.full(len(facts), ARRIVED, np.int64))


def together(*several: Crowd) -> Crowd:
    """All of them, one behind the other."""
    return Crowd(
        ids=pa.concat_arrays([each.ids for each in several]),
        facts=joined([each.facts for each in several]),
        back=np.concatenate([each.back for each in several]),
        row=np.concatenate([each.row for each in several]),
    )
