"""Which ids are live from when to when, kept on the disk while profiles are brought in.

One id may live again, but not twice at once: a profile ends a year after its submission, or earlier when it was
withdrawn, led to an application, or its invitation ran out (IRPA 10.1(5) to (7)).
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Final

import numpy as np

from toprank.assess.changes import expiry_of
from toprank.days import instant_text
from toprank.facts import seconds
from toprank.pool.standing import ended_by_events, ends_after_events
from toprank.pool.store import Pool
from toprank.profile import Profile

NAME: Final = "lives.sqlite"
TABLE: Final = """
create table life (id text, submitted integer, ends integer, file text, line integer, primary key (id, submitted))
without rowid
"""
OTHER: Final = "select file, line, submitted from life where id = ? and ends > ? and submitted < ? limit 1"


class Lives:
    """The lives of the profiles of a pool and of those brought in so far."""

    def __init__(self, path: Path) -> None:
        self.found = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -16384", "temp_store = memory"):
            self.found.execute(f"pragma {pragma}")
        self.found.execute(TABLE)
        self.found.execute("begin")

    def close(self) -> None:
        """Lets go of the file."""
        self.found.close()

    def add_pool(self, pool: Pool) -> None:
        """Notes every profile of a pool, one part of it in memory."""
        ended = ended_by_events(pool.events)
        for part in pool.parts:
            ids, submitted = pool.names(part)
            rows = np.arange(len(submitted), dtype=np.int64) + pool.starts[part.name]
            ends = ends_after_events(submitted, rows, ended)
            lives = zip(ids.to_pylist(), submitted.tolist(), ends.tolist(), strict=True)
            self.found.executemany("insert or ignore into life values (?, ?, ?, null, null)", lives)

    def other(self, profile: Profile, file: str, line: int | None) -> str | None:
        """Where another profile of the same id stands that is live at the same time; else this one is noted."""
        assert profile.submitted_at is not None
        submitted = profile.submitted_at.astimezone(UTC)
        ends = expiry_of(submitted)
        life = (profile.id, seconds(submitted), seconds(ends))
        row = self.found.execute(OTHER, life).fetchone()
        if row is not None:
            return place_of(*row)
        self.found.execute("insert into life values (?, ?, ?, ?, ?)", (*life, file, line))
        return None


def place_of(file: str | None, line: int | None, submitted: int) -> str:
    """Where a profile stands, in words."""
    if file is None:
        return f"in the pool, submitted at {instant_text(submitted)}"
    return f"{file}, line {line}" if line else file


@contextmanager
def lives_beside(folder: Path, pool: Pool | None) -> Iterator[Lives]:
    """The lives of a pool, if any, in a file that is there for as long as the block lasts. OSError as for any file."""
    path = folder / NAME
    try:
        known = Lives(path)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error)) from None
    try:
        if pool is not None:
            known.add_pool(pool)
        yield known
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error)) from None
    finally:
        known.close()
        path.unlink(missing_ok=True)
