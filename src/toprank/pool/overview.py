"""A pool at a glance: its parts in order, and how its profiles stand at an instant."""

from typing import Any

from toprank.days import instant_text
from toprank.pool.manifest import Part, counts, hashes
from toprank.pool.standing import counted, last_of_each, states_at
from toprank.pool.store import Pool


def overview(pool: Pool, at: int) -> dict[str, Any]:
    """Counts, the states of all profiles at an instant, and the log: each part with the hash of the pool after it."""
    last = last_of_each(pool.events, at)
    states = [states_at(pool.names(part)[1], pool.starts[part.name], pool.events, last, at) for part in pool.parts]
    after = list(hashes(pool.log))[1:]
    return {
        "pool": pool.content_hash,
        "day": None if pool.day is None else pool.day.isoformat(),
        "origin": pool.origin,
        "at": instant_text(at),
        "counts": counts(pool.log),
        "states": counted(states),
        "log": [entry(part, found) for part, found in zip(pool.log, after, strict=True)],
    }


def entry(part: Part, pool_after: str) -> dict[str, Any]:
    """A part, and the hash of the pool that ends with it."""
    return {**part.as_json(), "pool": pool_after}
