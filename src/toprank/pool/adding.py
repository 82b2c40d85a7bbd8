"""Parts added to a pool: written as new files, and named in the log by one replacement of the manifest.

Who adds holds the lock of the folder. A writer that is killed leaves files that no log names; the next one removes
them. One that fails leaves the pool as it was.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from toprank.days import instant_text
from toprank.errors import ToprankError
from toprank.pool.events import Events, joined
from toprank.pool.manifest import MANIFEST, Before, Manifest, Part, RoundHeld
from toprank.pool.parts import write_candidates, write_part
from toprank.pool.staging import flush, locked, replace_lasting
from toprank.pool.standing import first_fault
from toprank.pool.store import Pool, open_pool
from toprank.words import say

OURS: Final = ("part-*.parquet", "*.partial", "*.sqlite")


class Impossible(ToprankError):
    """An event that cannot follow on what happened to a profile before; `code` says why, `id` to whom, `at` when."""

    def __init__(self, name: str, code: str, at: int):
        self.id, self.code = name, code
        why = say("event", code, {"at": instant_text(at)})
        super().__init__(
            f"nothing was recorded: what happened to {name} at {instant_text(at)} cannot stand beside the rest of the "
            f"log, for {why}. toprank pool show lists the log."
        )


@dataclass
class Adding:
    """A pool that is being added to. Nothing counts until `commit`, which may be called more than once."""

    pool: Pool
    new: list[Part] = field(default_factory=list)

    @property
    def place(self) -> int:
        """The place in the log of the next part."""
        return len(self.pool.log) + len(self.new)

    def add_candidates(self, batches: Iterable[pa.RecordBatch]) -> None:
        """Writes candidates as new parts."""
        with writing(self.pool.folder):
            self.new += write_candidates(self.pool.folder, self.place, batches)

    def add_events(self, events: Events, round_: RoundHeld | None = None) -> None:
        """Writes events as a new part. Impossible where one of them cannot follow on those before it."""
        together = joined([self.pool.events, events])
        fault = first_fault(together)
        if fault is not None:
            raise Impossible(str(together.ids[fault[0]]), fault[1], int(together.at[fault[0]]))
        with writing(self.pool.folder):
            self.new.append(write_part(self.pool.folder, self.place, "events", events.to_table(), round_))

    def commit(self, day: date | None = None, origin: dict[str, Any] | None = None) -> Pool:
        """Makes what was written part of the pool, all of it at once; the pool as it then is.

        `day` is the day that it stands for from now on and `origin` where it comes from, if they change.
        """
        if self.new or day is not None:
            log = (*self.pool.log, *self.new)
            manifest = Manifest(day or self.pool.day, origin or self.pool.origin, log, self.before(day, origin))
            with writing(self.pool.folder):
                flush(self.pool.folder)
                replace_lasting(self.pool.folder / MANIFEST, manifest.as_text())
            self.pool, self.new = open_pool(self.pool.folder), []
        return self.pool

    def before(self, day: date | None, origin: dict[str, Any] | None) -> tuple[Before, ...]:
        """What the pool stood for before it stands for another day, or comes from elsewhere."""
        pool = self.pool
        if (day or pool.day, origin or pool.origin) == (pool.day, pool.origin):
            return pool.earlier
        return (*pool.earlier, Before(len(pool.log), pool.day, pool.origin))


@contextmanager
def adding(folder: Path) -> Iterator[Adding]:
    """A pool to be added to, under its lock. Busy where another process adds to it; errors of `open_pool`."""
    open_pool(folder)
    with writing(folder), locked(folder):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise ToprankError(f"{folder} cannot be written: no permission, or the disk is read-only.")
        pool = open_pool(folder)
        remove_unnamed(pool)
        try:
            yield Adding(pool)
        finally:
            remove_unnamed(open_pool(folder))


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Says of what fails on the disk that the pool is as it was."""
    try:
        yield
    except OSError as error:
        raise ToprankError(f"{folder} cannot be written: {error.strerror}; the pool is as it was.") from error


def remove_unnamed(pool: Pool) -> None:
    """Removes the parts and half-written files in the folder of a pool that its log does not name."""
    named = {part.name for part in pool.log}
    for pattern in OURS:
        for path in pool.folder.glob(pattern):
            if path.name not in named:
                path.unlink()
