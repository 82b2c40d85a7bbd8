"""A pool of three people and what happens to them."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from toprank.facts import NO_INSTANT
from toprank.pool.events import INVITED, Events, events
from toprank.pool.store import Pool

SUBMITTED = int(datetime(2026, 1, 12, 14, 3, 22, tzinfo=UTC).timestamp())
"""When each of the three was submitted."""


def of(pool: Pool, row: int, kind: int, at: int, round_: str | None = None) -> Events:
    """One event of the profile at a row; an invitation is open for 1,000 seconds."""
    ids, submitted = pool.names(pool.parts[0])
    until = at + 1000 if kind == INVITED else NO_INSTANT
    return events(kind, np.array([row]), ids.take([row]), submitted[[row]], at, until, round_)


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
