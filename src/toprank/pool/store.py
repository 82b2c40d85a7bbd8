"""A pool on the disk: a folder of Parquet parts and a manifest that names them.

    manifest.json        schema, day, origin, counts, and the log: for each part its name, kind, rows and sha256
    part-00000.parquet   candidates in order, 65,536 to a part, or events of their lives (invited, declined, ...)

A pool only grows: profiles and events are added as new parts and no file is ever changed in place. Parts hold no
times and no names of machines: the same candidates give the same bytes. A part that the log does not name is no part.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc

from toprank.errors import Missing, ToprankError
from toprank.facts import Facts, Instants
from toprank.pool.events import Events, joined, read_events
from toprank.pool.ids import Ids
from toprank.pool.manifest import MANIFEST, Before, Manifest, Part, counts, hash_of, hashes, understood
from toprank.pool.parts import read_names, read_part, write_candidates
from toprank.pool.schema import to_batch
from toprank.pool.staging import staged, write_lasting
from toprank.pool.standing import first_fault, gone_at, holding
from toprank.reading import opened


class Damaged(ToprankError):
    """A part of a pool is not the one that the manifest names."""


class NoSuchState(ToprankError):
    """A pool never was in the state that a hash stands for."""


@dataclass(frozen=True)
class Pool:
    """A pool that was found in order; `day` is the day it stands for, None for imported profiles.

    `earlier` says what it stood for before.
    """

    folder: Path
    day: date | None
    origin: dict[str, Any]
    log: tuple[Part, ...]
    earlier: tuple[Before, ...] = ()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts that hold candidates."""
        return tuple(part for part in self.log if part.kind == "candidates")

    @cached_property
    def starts(self) -> dict[str, int]:
        """The row of the first candidate of each part, by the name of the part."""
        rows = np.cumsum([0, *(part.rows for part in self.parts)])
        return {part.name: int(row) for part, row in zip(self.parts, rows[:-1], strict=True)}

    @property
    def size(self) -> int:
        """How many candidates there are, live or not."""
        return counts(self.log)["candidates"]

    @property
    def content_hash(self) -> str:
        """One hash over the schema, the log, the day and the origin: the same for the same pool."""
        return hash_of(self.manifest)

    @property
    def manifest(self) -> Manifest:
        """What the manifest says of it."""
        return Manifest(self.day, self.origin, self.log, self.earlier)

    def in_state(self, then: Manifest) -> "Pool":
        """The pool as a manifest of before tells it."""
        return replace(self, day=then.day, origin=then.origin, log=then.log, earlier=then.before)

    def as_of(self, content_hash: str) -> "Pool":
        """The pool as it was when it had a hash. NoSuchState where it never had."""
        for state, found in hashes(self.manifest):
            if found == content_hash:
                return self.in_state(state)
        raise NoSuchState(f"{self.folder} never was the pool with the hash {content_hash[:80]}.")

    def recorded(self, round_id: str) -> Part | None:
        """The part with the invitations of a round, None where there is none of that id."""
        return next((part for part in self.log if part.round_ and part.round_.id == round_id), None)

    def before(self, part: Part) -> "Pool":
        """The pool as it was before a part was added."""
        states = (state for state in self.manifest.states() if part not in state.log)
        return self.in_state(max(states, key=lambda state: (len(state.log), len(state.before))))

    def read(self, part: Part) -> tuple[Ids, Facts]:
        """The ids and the facts of a part of candidates. Damaged where it is not the one that the log names."""
        ids, found = read_part(self.content(part), str(self.folder / part.name))
        if len(ids) != part.rows:
            raise ToprankError(
                f"{self.folder / part.name} holds {len(ids):,} candidates; {MANIFEST} says {part.rows:,}."
            )
        self.check_events_of(part, ids, found.declared.submitted)
        return ids, found

    def names(self, part: Part) -> tuple[Ids, Instants]:
        """The ids and the instants of submission of a part of candidates, without their facts. Errors as in `read`."""
        return read_names(self.content(part), str(self.folder / part.name))

    def content(self, part: Part) -> bytes:
        """The bytes of a part. Damaged where their hash is not that in the log."""
        path = self.folder / part.name
        with opened(path) as file:
            try:
                content = file.read()
            except OSError as error:
                raise ToprankError(f"{path} cannot be read: {error.strerror}.") from None
        if hashlib.sha256(content).hexdigest() != part.sha256:
            raise Damaged(f"{path} is damaged or was changed: its hash is not the one in {MANIFEST}.")
        return content

    @cached_property
    def events(self) -> Events:
        """Every event of the log, in order; each may follow on the one before it. Errors are those of `read`."""
        found = []
        for part in self.log:
            if part.kind == "events":
                found.append(read_events(self.content(part), str(self.folder / part.name)))
                if len(found[-1]) != part.rows:
                    raise ToprankError(f"{self.folder / part.name} has not the {part.rows:,} events of {MANIFEST}.")
        events = joined(found)
        fault = first_fault(events)
        if fault is not None or (len(events) and not 0 <= events.row.min() <= events.row.max() < self.size):
            told = "an event of nobody" if fault is None else f"of {events.ids[fault[0]]}, {fault[1].replace('_', ' ')}"
            raise ToprankError(f"{self.folder} holds events that cannot be: {told}.")
        return events

    @cached_property
    def _rows_with_events(self) -> tuple[Instants, Instants]:
        """The rows of all events in order, and the places of these events."""
        order = np.argsort(self.events.row, kind="stable")
        return self.events.row[order], order

    def check_events_of(self, part: Part, ids: Ids, submitted: Instants) -> None:
        """Raises Damaged where an event names another profile than the one at its row."""
        rows, places = self._rows_with_events
        start = self.starts[part.name]
        mine = places[slice(*np.searchsorted(rows, [start, start + part.rows]))]
        inside = self.events.row[mine] - start
        same_instant = np.array_equal(submitted[inside], self.events.submitted[mine])
        if not same_instant or not ids.take(inside).equals(self.events.ids.take(mine)):
            raise Damaged(f"{self.folder / part.name} and the events of its candidates name different profiles.")

    def gone_in(self, part: Part, ids: Ids, at: int) -> Instants:
        """The rows inside a part, with these ids, of the profiles that cannot be in the pool at an instant.

        They left by an event and did not come back, or another profile of theirs holds an open invitation: who was
        invited cannot have a second profile (IRPA 10.1(5)).
        """
        rows, invited = self._gone(at)
        start = self.starts[part.name]
        found: Instants = rows[slice(*np.searchsorted(rows, [start, start + part.rows]))] - start
        return np.union1d(found, rows_with(ids, invited)) if len(invited) else found

    def held_back_in(self, part: Part, ids: Ids, at: int) -> Instants:
        """The rows inside a part, with these ids, of the profiles beside which another one holds an open invitation."""
        places = holding(self.events, at)
        mine = self.events.row[places] - self.starts[part.name]
        found: Instants = np.setdiff1d(rows_with(ids, self.events.ids.take(places)), mine)
        return found

    def _gone(self, at: int) -> tuple[Instants, Ids]:
        """The rows of everyone who left by an event up to an instant, and the ids of who holds an open invitation.

        The last answer is kept.
        """
        kept: tuple[int, tuple[Instants, Ids]] | None = self.__dict__.get("_kept_gone")
        if kept is None or kept[0] != at:
            kept = (at, (gone_at(self.events, at), self.events.ids.take(holding(self.events, at))))
            self.__dict__["_kept_gone"] = kept
        return kept[1]


def rows_with(ids: Ids, some: Ids) -> Instants:
    """The places of the ids that are among some."""
    found: Instants = np.flatnonzero(pc.is_in(ids, value_set=some).to_numpy(zero_copy_only=False))
    return found


def open_pool(folder: Path) -> Pool:
    """The pool in a folder. Missing where there is none; ToprankError where its manifest is not understood."""
    path = folder / MANIFEST
    try:
        if not folder.exists():
            raise Missing(f"{folder} is not there: no such pool.")
        if not folder.is_dir():
            raise ToprankError(f"{folder} is a file; a pool is a folder.")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Missing(f"{folder} is no pool: it has no {MANIFEST}.") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ToprankError(f"{path} cannot be read: {reason}.") from None
    found = understood(text, str(path))
    return Pool(folder, found.day, found.origin, found.log, found.before)


def write_pool(
    target: Path,
    candidates: Iterable[tuple[Sequence[str], Facts]],
    day: date | None,
    origin: dict[str, Any],
) -> Pool:
    """Writes a pool, whole or not at all. ToprankError where `target` is taken or cannot be written."""
    with staged(target) as folder:
        parts = write_candidates(folder, 0, (to_batch(ids, found) for ids, found in candidates))
        write_lasting(folder / MANIFEST, Manifest(day, origin, tuple(parts)).as_text())
    return open_pool(target)
