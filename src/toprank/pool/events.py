"""What happened to profiles after they were received: invited, declined, applied, withdrawn.

One row an event, in the order in which they were recorded. A row names one life of a candidate: `row`, the place of
the profile in the pool (the first candidate of the first part is 0), its id and its instant of submission. `at` is the
second of the event; `until`, for an invitation, the first second in which it is no longer open; `round` its round.
"""

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from toprank.errors import ToprankError
from toprank.facts import NO_INSTANT, Instants
from toprank.pool.ids import Ids
from toprank.pool.limits import ID, OF_NAME
from toprank.pool.parts import read_table, whole

SCHEMA_NAME: Final = "toprank.events/1"
KINDS: Final = ("invited", "declined", "applied", "withdrawn")
INVITED, DECLINED, APPLIED, WITHDRAWN = range(len(KINDS))
TYPES: Final[dict[str, pa.DataType]] = {
    "row": pa.int64(),
    "id": pa.string(),
    "submitted": pa.int64(),
    "event": pa.string(),
    "at": pa.int64(),
    "until": pa.int64(),
    "round": pa.string(),
}
OPTIONAL: Final = ("until", "round")
SCHEMA: Final = pa.schema(
    [pa.field(name, kind, nullable=name in OPTIONAL) for name, kind in TYPES.items()],
    metadata={
        "toprank.schema": SCHEMA_NAME,
        "toprank.row": "place of the profile among the candidates of the pool, from 0",
        "toprank.instant": "seconds since 1970-01-01T00:00:00Z; an invitation is open before the second `until`",
        "toprank.event": " ".join(KINDS),
    },
)


@dataclass(frozen=True)
class Events:
    """Events as columns, in the order of the log.

    `kind` is a place in KINDS; `until` is NO_INSTANT for what is no invitation.
    """

    row: Instants
    ids: Ids
    submitted: Instants
    kind: NDArray[np.int8]
    at: Instants
    until: Instants
    rounds: Ids

    def __len__(self) -> int:
        return len(self.row)

    def to_table(self) -> pa.Table:
        """The events as a table of their schema."""
        until = pa.array(self.until, mask=self.until == NO_INSTANT)
        kinds = pa.array(KINDS).take(self.kind)
        columns = [
            *(pa.array(self.row), self.ids, pa.array(self.submitted)),
            *(kinds, pa.array(self.at), until, self.rounds),
        ]
        return pa.Table.from_arrays(columns, schema=SCHEMA)


def events(kind: int, row: Instants, ids: Ids, submitted: Instants, at: Any, until: Any, round_: str | None) -> Events:
    """Events of one kind; `at` and `until` are one instant for all, or one for each."""
    rows, names = len(row), pa.array([round_], pa.string())
    return Events(
        row=np.asarray(row, np.int64),
        ids=ids,
        submitted=np.asarray(submitted, np.int64),
        kind=np.full(rows, kind, np.int8),
        at=np.broadcast_to(np.asarray(at, np.int64), rows),
        until=np.broadcast_to(np.asarray(until, np.int64), rows),
        rounds=names.take(np.zeros(rows, np.int64)),
    )


def joined(several: list[Events]) -> Events:
    """All events one after the other."""
    if not several:
        empty = np.empty(0, np.int64)
        return events(INVITED, empty, pa.array([], pa.string()), empty, 0, 0, None)
    columns: dict[str, Any] = {}
    for each in fields(Events):
        pieces = [getattr(one, each.name) for one in several]
        columns[each.name] = pa.concat_arrays(pieces) if each.name in ("ids", "rounds") else np.concatenate(pieces)
    return Events(**columns)


def read_events(content: bytes, where: str) -> Events:
    """The events in the bytes of a part. ToprankError where they are no Parquet, or not events of a pool."""
    table = read_table(content, SCHEMA, where)
    columns = {name: whole(table.column(name)) for name in table.column_names}
    kind = pc.index_in(columns["event"], pa.array(KINDS))
    found = Events(
        row=columns["row"].to_numpy(),
        ids=columns["id"],
        submitted=columns["submitted"].to_numpy(),
        kind=kind.fill_null(-1).to_numpy().astype(np.int8),
        at=columns["at"].to_numpy(),
        until=columns["until"].fill_null(NO_INSTANT).to_numpy(zero_copy_only=False),
        rounds=columns["round"],
    )
    fault = first_fault(found)
    if fault is not None:
        raise ToprankError(f"{where}: {fault}.")
    return found


def first_fault(found: Events) -> str | None:
    """The first thing in events that cannot be, each looked at by itself; None where all is well."""
    if not pc.all(pc.match_substring_regex(found.ids, ID), min_count=0).as_py():
        return "id holds something else than 1-64 of A-Z a-z 0-9 . _ -"
    if (found.kind < 0).any():
        return f"event holds something else than {', '.join(KINDS)}"
    lowest, highest = OF_NAME["submitted"]
    for name in ("submitted", "at"):
        values = getattr(found, name)
        if len(values) and (values.min() < lowest or values.max() > highest):
            return f"{name} holds {values.min()} to {values.max()}; allowed is {lowest} to {highest}"
    invited = found.kind == INVITED
    if (invited != (found.until != NO_INSTANT)).any() or (found.until[invited] <= found.at[invited]).any():
        return "until does not stand with the invitations, after their instant, and with nothing else"
    return None
