"""Profiles marked as withdrawn, declined or applied: found by id, held to the life of a profile, added to the pool.

All marks of a call are recorded or none is.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toprank.days import instant_text
from toprank.errors import ToprankError
from toprank.facts import NO_INSTANT, Instants
from toprank.pool.adding import adding
from toprank.pool.events import KINDS, Events, events, joined
from toprank.pool.ids import Ids
from toprank.pool.standing import ended_by_events, ends_after_events, faults, holding
from toprank.pool.store import Pool
from toprank.profile import utc_instant
from toprank.reading import lines, opened
from toprank.words import say

SHOWN: Final = 10
KEYS: Final = ("id", "at", "submitted_at")
Life = tuple[int, int]
"""The submission of a profile and its row."""


@dataclass(frozen=True)
class Mark:
    """A profile to be marked: its id, when, and, where one id had several lives, which; `line` is that of a file."""

    id: str
    at: int
    submitted: int | None = None
    line: int | None = None

    @property
    def named(self) -> str:
        """The mark as a message names it."""
        return self.id if self.line is None else f"line {self.line}, {self.id}"


class MarksRefused(ToprankError):
    """Marks that cannot stand; nothing was recorded. `faults` has a mark and a sentence for each."""

    def __init__(self, found: Sequence[tuple[Mark, str]], of: int):
        self.faults = list(found)
        told = "; ".join(f"{mark.named}: {sentence}" for mark, sentence in found[:SHOWN])
        more = f"; and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
        super().__init__(f"nothing was recorded, {len(found):,} of {of:,} cannot be: {told}{more}.")


@dataclass(frozen=True)
class Lives:
    """Every life of some ids, in the order of the pool: its row, id and submission."""

    row: Instants
    ids: Ids
    submitted: Instants

    def by_id(self) -> dict[str, list[Life]]:
        """The lives of each id."""
        found: dict[str, list[Life]] = {}
        for name, *life in zip(self.ids.to_pylist(), self.submitted.tolist(), self.row.tolist(), strict=True):
            found.setdefault(str(name), []).append((life[0], life[1]))
        return found


def mark(folder: Path, kind: str, marks: Sequence[Mark]) -> Pool:
    """Records an event of a kind for each mark. MarksRefused where one cannot be; Busy as in `adding`."""
    with adding(folder) as writer:
        lives = lives_of(writer.pool, pa.array(sorted({each.id for each in marks}), pa.string()))
        of_id = lives.by_id()
        spoken_of = [(each, life_at(each, of_id.get(each.id, []), writer.pool.events)) for each in marks]
        known = [(each, life) for each, life in spoken_of if not isinstance(life, str)]
        refused = [(each, life) for each, life in spoken_of if isinstance(life, str)]
        new = placed(KINDS.index(kind), known)
        together = joined([writer.pool.events, new])
        refused += wrong_steps([each for each, _ in known], together)
        refused += overlaps(known, lives, together)
        if refused:
            raise MarksRefused(refused, len(marks))
        if marks:
            writer.add_events(new)
        return writer.commit()


def lives_of(pool: Pool, names: Ids) -> Lives:
    """Every life of some ids. Parts are read one at a time, without their facts."""
    none: Ids = pa.array([], pa.string())
    rows, ids, submitted = [np.empty(0, np.int64)], [none], [np.empty(0, np.int64)]
    for part in pool.parts:
        there, instants = pool.names(part)
        places = np.flatnonzero(pc.is_in(there, value_set=names).to_numpy(zero_copy_only=False))
        rows.append(places + pool.starts[part.name])
        ids.append(there.take(places))
        submitted.append(instants[places])
    return Lives(np.concatenate(rows), pa.concat_arrays(ids), np.concatenate(submitted))


def placed(kind: int, known: Sequence[tuple[Mark, Life]]) -> Events:
    """The events of marks, each at the row of the life it speaks of."""
    instants, rows = np.array([life for _, life in known], np.int64).reshape(-1, 2).T
    ids = pa.array([each.id for each, _ in known], pa.string())
    at = np.array([each.at for each, _ in known], np.int64)
    return events(kind, rows, ids, instants, at, NO_INSTANT, None)


def life_at(mark: Mark, lives: list[Life], known: Events) -> Life | str:
    """The submission and the row of the life that a mark speaks of; else what is wrong.

    Of several it is the one that holds an open invitation then, else the last one received.
    """
    if not lives:
        return say("event", "unknown_id", {})
    if mark.submitted is not None:
        named = [life for life in lives if life[0] == mark.submitted]
        return named[0] if named else say("event", "unknown_life", {"submitted": instant_text(mark.submitted)})
    received = [life for life in lives if life[0] <= mark.at]
    if len(received) > 1:
        invited = set(known.row[holding(known, mark.at)].tolist())
        received = [life for life in received if life[1] in invited] or received
    return max(received) if received else say("event", "before_submission", {"at": instant_text(mark.at)})


def wrong_steps(marks: Sequence[Mark], together: Events) -> Iterator[tuple[Mark, str]]:
    """The marks that cannot follow on what happened before, or on which what is recorded later cannot follow."""
    start = len(together) - len(marks)
    of_row = {int(row): each for row, each in zip(together.row[start:], marks, strict=True)}
    told: set[int] = set()
    for wrong, code in faults(together):
        for place in np.flatnonzero(wrong).tolist():
            row = int(together.row[place])
            each = marks[place - start] if place >= start else of_row[row]
            if id(each) not in told:
                told.add(id(each))
                why = code if place >= start else f"recorded_{KINDS[together.kind[place]]}"
                yield each, say("event", why, {"at": instant_text(int(together.at[place]))})


def overlaps(known: Sequence[tuple[Mark, Life]], lives: Lives, together: Events) -> Iterator[tuple[Mark, str]]:
    """The marks that would bring a profile back while another one of the same id is live."""
    found = ends_after_events(lives.submitted, lives.row, ended_by_events(together))
    ends, of_id = dict(zip(lives.row.tolist(), found.tolist(), strict=True)), lives.by_id()
    for each, (submitted, row) in known:
        others = [life for life in of_id[each.id] if life[1] != row]
        if any(start < ends[row] and submitted < ends[other] for start, other in others):
            yield each, say("event", "lives_overlap", {})


def marks_of(name: str) -> list[Mark]:
    """The marks in a file: JSON Lines, or CSV with a first line; keys id, at and, where needed, submitted_at.

    Missing where the file is not there, ToprankError naming the line of the first fault.
    """
    with opened(Path(name)) as file:
        if not name.lower().endswith(".csv"):
            return [mark_of(entry.line or 0, entry.document, name) for entry in checked(lines(file), name)]
        try:
            text = file.read().decode("utf-8-sig")
            rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
            return [mark_of(rows.line_num, row, name) for row in rows]
        except (UnicodeDecodeError, csv.Error) as error:
            raise ToprankError(f"{name} cannot be read as CSV in UTF-8: {error}.") from None


def checked(found: Iterator[Any], name: str) -> Iterator[Any]:
    """The entries of JSON Lines; ToprankError at the first one that has a fault of its own."""
    for entry in found:
        if entry.fault is not None:
            raise ToprankError(f"{name}, line {entry.line}: {entry.fault.message}.")
        yield entry


def mark_of(line: int, document: Any, name: str) -> Mark:
    """The mark of a line."""
    where = f"{name}, line {line}"
    if not isinstance(document, dict) or not {"id", "at"} <= set(document) <= set(KEYS):
        found = ", ".join(map(str, document)) if isinstance(document, dict) else type(document).__name__
        raise ToprankError(f"{where}: found {found[:80]}; id and at are needed, and submitted_at is allowed.")
    if not isinstance(document["id"], str):
        raise ToprankError(f"{where}: id is {str(document['id'])[:40]!r}; a text is needed.")
    submitted = document.get("submitted_at") or None
    return Mark(
        document["id"],
        seconds_of(document["at"], f"{where}: at"),
        None if submitted is None else seconds_of(submitted, f"{where}: submitted_at"),
        line,
    )


def seconds_of(text: Any, where: str) -> int:
    """The seconds of an instant."""
    try:
        return int(utc_instant(text).timestamp())
    except (ValueError, TypeError, AttributeError) as error:
        raise ToprankError(f"{where} is {str(text)[:40]!r}: {error}; allowed is 2026-03-10T12:00:00Z.") from None
