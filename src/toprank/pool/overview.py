"""A pool at a glance: its parts in order, and how its profiles stand at an instant."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from toprank.days import Rows, instant_text
from toprank.pool.events import KINDS
from toprank.pool.manifest import Part, counts, hashes
from toprank.pool.standing import STATES, counted, last_of_each, states_at
from toprank.pool.store import Pool


def overview(pool: Pool, at: int) -> dict[str, Any]:
    """Counts, the states of all profiles at an instant, and the log: each part with the hash of the pool after it."""
    last = last_of_each(pool.events, at)
    states = [states_of(pool, part, last, at) for part in pool.parts]
    after = {len(state.log): found for state, found in hashes(pool.manifest)}
    happened = events_of_parts(pool)
    return {
        "pool": pool.content_hash,
        "day": None if pool.day is None else pool.day.isoformat(),
        "origin": pool.origin,
        "at": instant_text(at),
        "counts": counts(pool.log),
        "states": counted(states),
        "log": [
            {**part.as_json(), **happened.get(part.name, {}), "pool": after[place]}
            for place, part in enumerate(pool.log, 1)
        ],
    }


def states_of(pool: Pool, part: Part, last: Rows, at: int) -> NDArray[np.int8]:
    """How each profile of a part stands at an instant; `last` are the places of the last events up to it."""
    ids, submitted = pool.names(part)
    found = states_at(submitted, pool.starts[part.name], pool.events, last, at)
    second = pool.held_back_in(part, ids, at)
    in_pool = second[found[second] == STATES.index("in_pool")]
    found[in_pool] = STATES.index("held_back")
    return found


def events_of_parts(pool: Pool) -> dict[str, dict[str, dict[str, int]]]:
    """For each part of events, by its name, how many there are of each kind."""
    parts = [part for part in pool.log if part.kind == "events"]
    ends = np.cumsum([part.rows for part in parts], dtype=np.int64)
    found = {}
    for part, end in zip(parts, ends.tolist(), strict=True):
        of_kind = np.bincount(pool.events.kind[end - part.rows : end], minlength=len(KINDS))
        found[part.name] = {"events": {kind: int(count) for kind, count in zip(KINDS, of_kind, strict=True) if count}}
    return found
