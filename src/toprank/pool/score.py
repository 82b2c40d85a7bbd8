"""A pool scored at an instant: score, programs and categories of every live candidate, as long columns.

The rules are those of the UTC day of the instant. A candidate is live from submission to the same clock time a year
later, that instant excluded (contract 5.11), but for those who left it by an event (standing.py); who is not live has
no score and is eligible for nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Final, TypeVar

import numpy as np
import pyarrow as pa

from toprank.days import years_later
from toprank.errors import ToprankError
from toprank.facts import Facts, Instants, Smalls, Truths
from toprank.pool.ids import Ids, as_ids
from toprank.pool.manifest import Part
from toprank.pool.store import Pool
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Tables, tables
from toprank.rules.outcome import PROGRAMS, outcome_on

AT_ONCE: Final = 32_768
DAY_SECONDS: Final = 86_400
BITS: Final = 63
Item = TypeVar("Item")


@dataclass(frozen=True)
class Scored:
    """Candidates scored at an instant, one row each, in the order of the pool.

    `mask` has one bit for each of `names`: the programs, then the category versions by key. `submitted` is in seconds.
    """

    ids: Ids
    total: Smalls
    submitted: Instants
    mask: Instants
    live: Truths
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.total)

    def eligible(self, name: str) -> Truths:
        """Who is live and eligible for a program or a category version."""
        found: Truths = np.not_equal(self.mask & (1 << self.names.index(name)), 0)
        return found

    @property
    def in_program(self) -> Truths:
        """Who is live and eligible for any program."""
        found: Truths = np.not_equal(self.mask & ((1 << len(PROGRAMS)) - 1), 0)
        return found


def names_of(of_day: Tables) -> tuple[str, ...]:
    """The names of the bits of a mask under the tables of a day."""
    names = (*PROGRAMS, *(category.version.key for category in of_day.categories))
    if len(names) > BITS:
        raise ToprankError(f"{len(names)} programs and categories at once; {BITS} are possible.")
    return names


def live_at(submitted: Instants, at: int) -> Truths:
    """Who is live at an instant: received at or before it, less than a year ago to the second."""
    day, clock = np.divmod(submitted, DAY_SECONDS)
    ends = years_later(day.astype(np.int32), 1).astype(np.int64) * DAY_SECONDS + clock
    return (submitted <= at) & (at < ends)


def score(
    facts: Facts, ids: Ids, at: datetime, rulebook: Rulebook, asked: tuple[str, ...] = (), threads: int = 1
) -> Scored:
    """Scores candidates at an instant; `asked` are category versions beside those in force.

    The columns are the same for any number of threads. NotInForce on a day before the first one covered.
    """
    of_day = tables(rulebook, at.date(), asked)
    starts = range(0, max(len(facts), 1), AT_ONCE)

    def chunk(start: int) -> Scored:
        stop = min(start + AT_ONCE, len(facts))
        return score_chunk(facts.part(start, stop), ids.slice(start, stop - start), at, of_day)

    return joined(list(in_order(chunk, starts, threads)), names_of(of_day))


def score_pool(pool: Pool, at: datetime, rulebook: Rulebook, asked: tuple[str, ...] = (), threads: int = 1) -> Scored:
    """Scores a pool at an instant, one part of it in memory for each thread."""
    of_day = tables(rulebook, at.date(), asked)

    def part(each: Part) -> Scored:
        ids, facts = pool.read(each)
        return without(score(facts, ids, at, rulebook, asked), pool.gone_in(each, int(at.timestamp())))

    return joined(list(in_order(part, pool.parts, threads)), names_of(of_day))


def without(scored: Scored, rows: Instants) -> Scored:
    """The same candidates, some rows of them no longer live: they have left the pool."""
    if not len(rows):
        return scored
    total, mask, live = scored.total.copy(), scored.mask.copy(), scored.live.copy()
    total[rows], mask[rows], live[rows] = 0, 0, False
    return replace(scored, total=total, mask=mask, live=live)


def in_order(work: Callable[[Item], Scored], items: Sequence[Item], threads: int) -> Iterator[Scored]:
    """The answer for each item in the order of the items, worked out by so many threads."""
    if threads <= 1 or len(items) <= 1:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(threads) as workers:
        yield from workers.map(work, items)


def score_chunk(facts: Facts, ids: Ids, at: datetime, of_day: Tables) -> Scored:
    """Scores some candidates together. Only live ones are put to the rules."""
    names, submitted = names_of(of_day), facts.declared.submitted
    live = live_at(submitted, int(at.timestamp()))
    rows = np.flatnonzero(live)
    total, mask = np.zeros(len(facts), np.int16), np.zeros(len(facts), np.int64)
    if len(rows):
        found = outcome_on(facts if len(rows) == len(facts) else facts.take(rows), at.date(), of_day)
        total[rows] = found.score.total
        columns = [*(found.eligible[program] for program in PROGRAMS), *found.categories.T]
        for bit, eligible in enumerate(columns):
            mask[rows] |= eligible.astype(np.int64) << bit
    return Scored(ids, total, submitted, mask, live, names)


def joined(parts: Sequence[Scored], names: tuple[str, ...]) -> Scored:
    """Scored candidates one after the other."""
    ids = [part.ids for part in parts]
    arrays = {
        each.name: np.concatenate([getattr(part, each.name) for part in parts] or [EMPTY[each.name]])
        for each in fields(Scored)
        if each.name not in ("ids", "names")
    }
    return Scored(ids=pa.concat_arrays(ids) if ids else as_ids([]), names=names, **arrays)


EMPTY: Final = {
    "total": np.empty(0, np.int16),
    "submitted": np.empty(0, np.int64),
    "mask": np.empty(0, np.int64),
    "live": np.empty(0, np.bool_),
}
