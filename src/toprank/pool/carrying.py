"""A stored pool carried forward in its log: arrivals as new parts, answers and withdrawals as events.

Rounds are those that were held over the pool and recorded in it; none is held on the way. Everything that happened is
made part of the pool at once: a pool whose carrying was killed is as it was.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np

from toprank import days
from toprank.days import day, number
from toprank.errors import ToprankError
from toprank.facts import NO_INSTANT, Facts, Instants
from toprank.pool.adding import Adding, adding
from toprank.pool.answers import Answers, answers
from toprank.pool.carry import morning
from toprank.pool.crowd import ARRIVED, Crowd, together
from toprank.pool.distribution import last_published
from toprank.pool.events import APPLIED, DECLINED, WITHDRAWN, Events, events, joined
from toprank.pool.ids import Ids
from toprank.pool.logged import Logged, everyone, seconds
from toprank.pool.overview import overview
from toprank.pool.schema import to_batch
from toprank.pool.score import live_at
from toprank.pool.standing import DAY_SECONDS, STATES, last_of_each, states_at
from toprank.pool.store import Pool
from toprank.rulebook.loader import Rulebook

LONGEST: Final = timedelta(days=731)
IN_POOL, INVITED, COMING = (STATES.index(name) for name in ("in_pool", "invited", "not_yet_received"))


def carry_in_log(folder: Path, until: date, seed: int, rulebook: Rulebook, threads: int = 1) -> dict[str, Any]:
    """Carries the pool in a folder to the end of a day; what happened, and how its profiles stand then.

    A pool that stands for that day already stays as it is. ToprankError where the day is earlier or further away than
    LONGEST, where the pool stands for no day or nobody is in it; Busy where another process adds to it.
    """
    with adding(folder) as writer:
        start = start_of(writer.pool, until)
        if writer.pool.day == until:
            return report(writer.pool, until, {})
        counts = carried_on(writer, start, until, seed, rulebook, threads)
        return report(writer.pool, until, counts)


def start_of(pool: Pool, until: date) -> date:
    """The day at whose end the pool is taken up: its own, or that of its last event where that is later."""
    if pool.day is None:
        raise ToprankError(f"{pool.folder} stands for no day, so it cannot be carried forward from one.")
    if pool.day == until:
        return until
    last = day(int(pool.events.at.max()) // DAY_SECONDS) if len(pool.events) else pool.day
    start = max(pool.day, last)
    if not start < until <= start + LONGEST:
        raise ToprankError(
            f"{pool.folder} stands as of {start} and can be carried to {start + timedelta(days=1)} up to "
            f"{start + LONGEST}; {until} was asked."
        )
    return start


def carried_on(writer: Adding, start: date, until: date, seed: int, rulebook: Rulebook, threads: int) -> dict[str, int]:
    """Adds to a pool what happens until the end of a day; how many did what."""
    pool, evening = writer.pool, date.fromordinal(until.toordinal() + 1)
    given = answers(pool, seed, seconds(morning(start)) + DAY_SECONDS - 1, seconds(morning(evening)))
    stands_for = scale_of(pool)
    carried = Logged(present(pool, start, given), start, stands_for[0] / stands_for[1], seed, rulebook)
    carried.forward(evening, threads)
    written = written_of(carried, pool.size, seconds(morning(evening)))
    if len(written.new):
        facts = known_by(written.new.facts, until)
        writer.add_candidates([to_batch(written.new.ids, facts)])
    happened = joined([answered(pool, given, DECLINED), answered(pool, given, APPLIED), written.ended(pool)])
    if len(happened):
        order = np.lexsort((happened.row, happened.at))
        writer.add_events(in_order(happened, order))
    carriages = pool.origin.get("carried", {}).get("to", [])
    step = {"day": until.isoformat(), "seed": seed, "rulebook": rulebook.content_hash}
    origin = {**pool.origin, "carried": {"stands_for": list(stands_for), "to": [*carriages, step]}}
    writer.commit(until, origin)
    counts = np.bincount(happened.kind, minlength=4)
    return {
        "arrived": int((written.new.row == ARRIVED).sum()),
        "nominated": int((written.new.row != ARRIVED).sum()),
        "applied": int(counts[APPLIED]),
        "declined": int(counts[DECLINED]),
        "withdrawn": int(counts[WITHDRAWN]) - int((written.new.row != ARRIVED).sum()),
    }


def scale_of(pool: Pool) -> tuple[int, int]:
    """How many candidates of the pool stand for how many of the published one: as it was when it was made."""
    known = pool.origin.get("carried", {}).get("stands_for")
    if known is not None:
        return int(known[0]), int(known[1])
    assert pool.day is not None
    at = seconds(morning(pool.day)) + DAY_SECONDS - 1
    live = sum(int(live_at(pool.names(part)[1], at).sum()) for part in pool.parts)
    if not live:
        raise ToprankError(f"{pool.folder} has nobody in it on {pool.day}: an empty pool cannot be carried forward.")
    return live, last_published(pool.day).total


def present(pool: Pool, start: date, given: Answers) -> Crowd:
    """Who is in a pool at the end of a day, will come into it, or will come back from an invitation."""
    at = seconds(morning(start)) + DAY_SECONDS - 1
    last = last_of_each(pool.events, at)
    back_of = np.zeros(pool.size, np.int32)
    back_of[pool.events.row[given.place[given.declines]]] = given.at[given.declines] // DAY_SECONDS + 1
    found = []
    for part in pool.parts:
        ids, facts = pool.read(part)
        first = pool.starts[part.name]
        states = states_at(facts.declared.submitted, first, pool.events, last, at)
        back = back_of[first : first + part.rows]
        rows = np.flatnonzero((states == IN_POOL) | (states == COMING) | ((states == INVITED) & (back > 0)))
        found.append(Crowd(ids.take(rows), facts.take(rows), back[rows], first + rows))
    crowd = together(*found)
    if not len(crowd):
        raise ToprankError(f"{pool.folder} has nobody in it at the end of {start}: there is nobody to carry forward.")
    return crowd


@dataclass(frozen=True)
class Written:
    """What is to be written of a pool carried forward: new profiles, and which profiles ended at which second.

    `row` counts the new profiles on from those of the pool.
    """

    new: Crowd
    row: Instants
    ids: Ids
    submitted: Instants
    at: Instants

    def ended(self, pool: Pool) -> Events:
        """The withdrawals."""
        return events(WITHDRAWN, self.row, self.ids, self.submitted, self.at, NO_INSTANT, None)


def written_of(carried: Logged, size: int, end: int) -> Written:
    """What is to be added to a pool of `size`: who came or submitted anew before `end`, and who withdrew."""
    crowd, gone_at = everyone(carried)
    submitted = crowd.facts.declared.submitted
    stored = crowd.row != ARRIVED
    before = submitted.copy()
    before[stored] = carried.submitted_before(crowd.row[stored])
    renewed = stored & (before != submitted) & (submitted < end)
    rows = np.flatnonzero((~stored | renewed) & (submitted < end))
    rows = rows[np.argsort(submitted[rows], kind="stable")]
    row = crowd.row.copy()
    row[rows] = size + np.arange(len(rows))
    left = np.flatnonzero(gone_at != NO_INSTANT)
    ended = np.concatenate([np.flatnonzero(renewed), left])
    return Written(
        new=crowd.take(rows),
        row=np.concatenate([crowd.row[renewed], row[left]]),
        ids=crowd.ids.take(ended),
        submitted=np.concatenate([before[renewed], submitted[left]]),
        at=np.concatenate([submitted[renewed], gone_at[left]]),
    )


def known_by(facts: Facts, on: date) -> Facts:
    """Facts without the nominations of later days: nobody knows of them yet."""
    declared, later = facts.declared, facts.declared.nomination_issued > number(on)
    issued = np.where(later, days.NEVER, declared.nomination_issued).astype(np.int32)
    express = declared.nomination_express_entry & ~later
    return replace(facts, declared=replace(declared, nomination_issued=issued, nomination_express_entry=express))


def answered(pool: Pool, given: Answers, kind: int) -> Events:
    """The answers of a kind as events."""
    chosen = given.declines == (kind == DECLINED)
    place, found = given.place[chosen], pool.events
    ids = found.ids.take(place)
    return events(kind, found.row[place], ids, found.submitted[place], given.at[chosen], NO_INSTANT, None)


def in_order(happened: Events, order: Instants) -> Events:
    """Events in another order."""
    columns = {name: getattr(happened, name) for name in ("row", "submitted", "kind", "at", "until")}
    return Events(
        ids=happened.ids.take(order),
        rounds=happened.rounds.take(order),
        **{name: column[order] for name, column in columns.items()},
    )


def report(pool: Pool, until: date, counts: dict[str, int]) -> dict[str, Any]:
    """What happened, and how the profiles stand at the end of the day."""
    names = ("arrived", "nominated", "applied", "declined", "withdrawn")
    found = overview(pool, seconds(morning(until)) + DAY_SECONDS - 1)
    return {
        "pool": pool.content_hash,
        "candidates": pool.size,
        "day": until.isoformat(),
        "people": {name: counts.get(name, 0) for name in names},
        "states": found["states"],
    }
