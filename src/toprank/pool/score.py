"""A pool scored at an instant: score, programs and categories of every live candidate, as long columns.

The rules are those of the UTC day of the instant. A candidate is live from submission to the same clock time a year
later, that instant excluded (contract 5.11), but for those who left it by an event (standing.py); who is not live has
no score and is eligible for nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from toprank.days import day, last_outlived, number
from toprank.errors import ToprankError
from toprank.facts import Facts, Instants, Ints, Smalls, Truths
from toprank.pool.ids import Ids, as_ids
from toprank.pool.manifest import Part
from toprank.pool.runners import Runner
from toprank.pool.runners.threads import Threads, runner_of
from toprank.pool.store import NoSuchState, Pool, open_pool
from toprank.rulebook.loader import Rulebook, load
from toprank.rulebook.tables import Tables, tables
from toprank.rules.outcome import PROGRAMS, Outcome, outcome_on

AT_ONCE: Final = 32_768
DAY_SECONDS: Final = 86_400
BITS: Final = 63
Note = Callable[[Outcome, Tables], Ints]
"""What else to note of each live candidate, from the answers of the rules."""


@dataclass(frozen=True)
class Scored:
    """Candidates scored at an instant, one row each, in the order of the pool.

    `mask` has one bit for each of `names`: the programs, then the category versions by key. `submitted` is in seconds.
    `noted` is what a `Note` said of the live ones, zero elsewhere.
    """

    ids: Ids
    total: Smalls
    submitted: Instants
    mask: Instants
    live: Truths
    noted: Ints
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
    on, clock = divmod(at, DAY_SECONDS)
    turned, turning = (last_outlived(day(on - before), 1) for before in (1, 0))  # the last days a year or more ago
    live = (submitted <= at) & (submitted >= (number(turned) + 1) * DAY_SECONDS)
    rows = np.flatnonzero(live & (submitted < (number(turning) + 1) * DAY_SECONDS))
    live[rows] = submitted[rows] % DAY_SECONDS > clock
    return live


def score(
    facts: Facts,
    ids: Ids,
    at: datetime,
    rulebook: Rulebook,
    asked: tuple[str, ...] = (),
    threads: int = 1,
    note: Note | None = None,
) -> Scored:
    """Scores candidates at an instant; `asked` are category versions beside those in force.

    The columns are the same for any number of threads. NotInForce on a day before the first one covered.
    """
    of_day = tables(rulebook, at.date(), asked)
    starts = range(0, max(len(facts), 1), AT_ONCE)

    def chunk(start: int) -> Scored:
        stop = min(start + AT_ONCE, len(facts))
        return score_chunk(facts.part(start, stop), ids.slice(start, stop - start), at, of_day, note)

    return joined(list(Threads(threads).in_order(chunk, starts)), names_of(of_day))


def score_pool(
    pool: Pool,
    at: datetime,
    rulebook: Rulebook,
    asked: tuple[str, ...] = (),
    threads: int | Runner | None = None,
    note: Note | None = None,
) -> Scored:
    """Scores a pool at an instant, one part of it in memory for each thread; `threads` may be a cluster.

    None is a thread for each core. The columns are the same whoever does the work.
    """
    runner, of_day = runner_of(threads), tables(rulebook, at.date(), asked)
    if runner.elsewhere:
        overlays = tuple(overlay.resolve() for overlay in rulebook.overlays)
        sent = OfPart(pool.folder.resolve(), pool.content_hash, overlays, rulebook.content_hash, at, asked, note)
        return joined(list(runner.in_order(sent, pool.parts)), names_of(of_day))

    def of_part(each: Part) -> Scored:
        return score_part(pool, each, at, rulebook, asked, note)

    return joined(list(runner.in_order(of_part, pool.parts)), names_of(of_day))


def without(scored: Scored, rows: Instants) -> Scored:
    """The same candidates, some rows of them no longer live: they have left the pool."""
    if not len(rows):
        return scored
    total, mask, live = scored.total.copy(), scored.mask.copy(), scored.live.copy()
    total[rows], mask[rows], live[rows] = 0, 0, False
    return replace(scored, total=total, mask=mask, live=live)


def score_part(
    pool: Pool, part: Part, at: datetime, rulebook: Rulebook, asked: tuple[str, ...], note: Note | None
) -> Scored:
    """Scores one part of a pool; who left it by an event is not live."""
    ids, facts = pool.read(part)
    return without(score(facts, ids, at, rulebook, asked, note=note), pool.gone_in(part, ids, int(at.timestamp())))


@dataclass(frozen=True)
class OfPart:
    """Scores the parts of a pool in another process: names and hashes are sent, and no rows.

    ToprankError where that process reads another pool or another rulebook.
    """

    folder: Path
    pool: str
    overlays: tuple[Path, ...]
    rulebook: str
    at: datetime
    asked: tuple[str, ...]
    note: Note | None = None

    def __call__(self, part: Part) -> Scored:
        """The scores of a part."""
        rulebook = load(self.overlays)
        if rulebook.content_hash != self.rulebook:
            raise ToprankError(f"a worker has another rulebook: {rulebook.content_hash}, not {self.rulebook}.")
        return score_part(pool_at(self.folder, self.pool), part, self.at, rulebook, self.asked, self.note)


@lru_cache(maxsize=4)
def pool_at(folder: Path, content_hash: str) -> Pool:
    """The pool in a folder as it was when it had a hash, read once by each process. ToprankError where it never had."""
    pool = open_pool(folder)
    try:
        return pool.as_of(content_hash)
    except NoSuchState:
        told = f"a worker finds another pool in {folder}: {pool.content_hash}, not {content_hash}."
        raise ToprankError(told) from None


def score_chunk(facts: Facts, ids: Ids, at: datetime, of_day: Tables, note: Note | None = None) -> Scored:
    """Scores some candidates together. Where most are live all are put to the rules, else only the live ones."""
    names, submitted = names_of(of_day), facts.declared.submitted
    live = live_at(submitted, int(at.timestamp()))
    total, mask = np.zeros(len(facts), np.int16), np.zeros(len(facts), np.int64)
    noted = np.zeros(len(facts), np.int32)
    everyone = 2 * int(live.sum()) > len(facts) and int(facts.declared.born.max()) <= number(at.date())
    rows = np.arange(len(facts)) if everyone else np.flatnonzero(live)
    if len(rows):
        found = outcome_on(facts if everyone else facts.take(rows), at.date(), of_day)
        total[rows] = found.score.total
        mask[rows] = mask_of(found)
        if note is not None:
            noted[rows] = note(found, of_day)
        for column in (total, mask, noted):
            column *= live
    return Scored(ids, total, submitted, mask, live, noted, names)


def mask_of(found: Outcome) -> Instants:
    """One bit for each program and then for each category of the tables."""
    columns = [*(found.eligible[program] for program in PROGRAMS), *found.categories.T]
    mask = np.zeros(len(found.first_language), np.int64)
    for first in range(0, len(columns), 8):
        packed = np.zeros(len(mask), np.uint8)  # eight at a time in bytes: a quarter of the time of long numbers
        for bit, eligible in enumerate(columns[first : first + 8]):
            packed |= eligible.view(np.uint8) << np.uint8(bit)
        mask |= packed.astype(np.int64) << first
    return mask


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
    "noted": np.empty(0, np.int32),
}
