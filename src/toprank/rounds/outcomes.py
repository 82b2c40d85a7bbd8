"""What became of every live candidate of a round: the private part of a bundle, and the tree that binds it.

    id, score, submitted_at     as in the pool
    unmet                       why the candidate may not be invited, nothing for the eligible (see unmet.py)
    position                    rank among the eligible, from 1; null for those who are not

Rows stand in the order of the pool. Each is one leaf of a Merkle tree: the canonical JSON of an outcome, which names
the round, its line, the candidate and a salt. The salts come from a key that only the holder of the pool can make, so
that the hashes on the path of one candidate tell nothing about the others (docs/decisions/0010-one-root-for-all.md).
"""

import json
from dataclasses import dataclass
from hashlib import sha256, shake_256
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from toprank.facts import Ints
from toprank.pool.select import ranked
from toprank.pool.store import Pool
from toprank.reading import opened
from toprank.rounds.hold import Held
from toprank.rounds.merkle import AT_ONCE, LEAF, root_of
from toprank.rounds.unmet import reasons

Json = dict[str, Any]
SCHEMA_NAME: Final = "toprank.outcome/1"
WARNING: Final = "private: the outcome of every candidate and the key of the salts; not to be published"
SALT_DOMAIN: Final = b"toprank.salt/1\n"
SALT_BYTES: Final = 16
SECONDS: Final[pa.DataType] = pa.timestamp("s", tz="UTC")
MILLISECONDS: Final[pa.DataType] = pa.timestamp("ms", tz="UTC")
COLUMNS: Final = pa.schema(
    {
        "id": pa.string(),
        "score": pa.int16(),
        "submitted_at": MILLISECONDS,
        "unmet": pa.dictionary(pa.int32(), pa.string()),
        "position": pa.int32(),
    }
)


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of a round; `opening` begins every leaf, `key` makes the salts, `lots` are the roots of the lots."""

    table: pa.Table
    opening: bytes
    key: bytes
    lots: tuple[bytes, ...]

    @property
    def root(self) -> bytes:
        """The root over all of them."""
        return root_of(self.lots)

    @property
    def size(self) -> int:
        """How many live candidates there are."""
        return self.table.num_rows


def outcomes(held: Held, pool: Pool, opening: bytes) -> Outcomes:
    """The outcomes of a round that was held over a pool."""
    return bound(table_of(held), salt_key(pool, opening), opening)


def bound(table: pa.Table, key: bytes, opening: bytes) -> Outcomes:
    """Outcomes with the roots of their lots; one lot is in memory as text at a time."""
    starts = range(0, table.num_rows, AT_ONCE)
    lots = tuple(root_of(leaf_hashes(table.slice(start, AT_ONCE), start // AT_ONCE, key, opening)) for start in starts)
    return Outcomes(table, opening, key, lots)


def salt_key(pool: Pool, opening: bytes) -> bytes:
    """The key of the salts of a round: a hash over its opening and every byte of the pool that nothing published tells.

    The hash of a pool in its certificate is over the plain hashes of its parts; these here are other ones. Each round
    has its own key: else who stands at a place in one round would know the salt of who stands there in the next.
    """
    total = sha256(SALT_DOMAIN + sha256(opening).digest())
    for part in pool.parts:
        with opened(pool.folder / part.name) as file:
            total.update(sha256(SALT_DOMAIN + file.read()).digest())
    return total.digest()


def salts(key: bytes, lot: int, count: int) -> str:
    """The salts of a lot one after the other, each of 32 hexadecimal digits."""
    return shake_256(SALT_DOMAIN + key + lot.to_bytes(8, "big")).hexdigest(SALT_BYTES * count)


def table_of(held: Held) -> pa.Table:
    """One row for each live candidate."""
    scored = held.scored
    live = np.flatnonzero(scored.live)
    everyone = len(live) == len(scored)
    positions = positions_of(held)
    columns = [
        scored.ids if everyone else scored.ids.take(live),
        pa.array(scored.total[live]),
        pa.array(scored.submitted[live] * 1000).cast(MILLISECONDS),
        unmet_of(held, live),
        pa.array(positions[live], mask=positions[live] == 0),
    ]
    return pa.Table.from_arrays(columns, schema=COLUMNS)


def positions_of(held: Held) -> Ints:
    """The rank of each candidate among the eligible, zero for the others."""
    scored, found = held.scored, np.zeros(len(held.scored), np.int32)
    rows = ranked(scored.total, scored.submitted, scored.ids, np.flatnonzero(held.eligible))
    found[rows] = np.arange(1, len(rows) + 1)
    return found


def unmet_of(held: Held, live: "np.ndarray[Any, np.dtype[np.intp]]") -> "pa.Array[Any]":
    """Why each may not be invited, several reasons apart by a space; empty for the eligible."""
    noted, places = np.unique(np.where(held.eligible, -1, held.scored.noted)[live], return_inverse=True)
    texts = ["" if each < 0 else " ".join(reasons(int(each), held.question)) for each in noted]
    distinct = sorted(set(texts))
    there = np.array([distinct.index(text) for text in texts], np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(there[places]), pa.array(distinct, pa.string()))


def opening_of(certificate: Json) -> bytes:
    """How every leaf of a round begins: the round and its line."""
    return written(head_of(certificate)).encode()[:-1] + b","


def head_of(certificate: Json) -> Json:
    """What an outcome says of the round: what was asked, and where the line came to be."""
    round_ = {name: certificate[name] for name in ("kind", "target", "version", "at", "size")}
    line = {name: certificate[name] for name in ("eligible", "invited", "cutoff", "tie_break")}
    return {"schema": SCHEMA_NAME, "round": round_, "line": line}


def written(outcome: Json) -> str:
    """An outcome as its leaf holds it: keys in order, no blanks."""
    return json.dumps(outcome, ensure_ascii=True, separators=(",", ":"))


def in_parquet(found: Outcomes) -> bytes:
    """Outcomes as a Parquet file, a row group for each lot, with the key and the roots of the lots in its metadata."""
    told: dict[bytes | str, bytes | str] = {
        "toprank.schema": SCHEMA_NAME,
        "toprank.private": WARNING,
        "toprank.key": found.key.hex(),
        "toprank.lots": " ".join(lot.hex() for lot in found.lots),
    }
    sink = pa.BufferOutputStream()
    pq.write_table(
        found.table.replace_schema_metadata(told),
        sink,
        row_group_size=AT_ONCE,
        version="2.6",
        compression="zstd",
        compression_level=3,
    )
    return bytes(sink.getvalue().to_pybytes())


def leaf_hashes(lot: pa.Table, number: int, key: bytes, opening: bytes) -> list[bytes]:
    """The leaf hashes of one lot. What every leaf begins with is hashed once."""
    joined: Any = leaf_texts(lot, number, key, opening)
    offsets = np.frombuffer(joined.buffers()[1], np.int32)[: len(joined) + 1].tolist()
    data, begun = joined.buffers()[2].to_pybytes(), sha256(LEAF + opening)
    found = []
    for start, stop in pairwise(offsets):
        leaf = begun.copy()
        leaf.update(data[start:stop])
        found.append(leaf.digest())
    return found


def leaf_texts(lot: pa.Table, number: int, key: bytes, opening: bytes) -> Any:
    """What each leaf of one lot holds after its opening, as a column of text."""
    ids, score, submitted, unmet, position = (column.combine_chunks() for column in lot.columns)
    invited = json.loads(opening[:-1] + b"}")["line"]["invited"]
    text = pa.string()
    instants = pc.strftime(submitted.cast(SECONDS), format="%Y-%m-%dT%H:%M:%SZ")
    return pc.binary_join_element_wise(
        '"id":"',
        ids,
        '","score":',
        score.cast(text),
        ',"submitted_at":"',
        instants,
        '",',
        pa.array([reason_text(each) for each in unmet.dictionary.to_pylist()], text).take(unmet.indices),
        pc.if_else(pc.fill_null(pc.less_equal(position, invited), False), "true", "false"),
        ',"position":',
        pc.fill_null(position.cast(text), "null"),
        ',"salt":"',
        apart(salts(key, number, len(lot)), 2 * SALT_BYTES),
        '"}',
        "",
    )


def reason_text(unmet: str) -> str:
    """The keys of an outcome that say whether and why not."""
    listed = written({"eligible": not unmet, "unmet": unmet.split()})
    return f'{listed[1:-1]},"invited":'


def apart(text: str, width: int) -> "pa.Array[Any]":
    """A text cut into pieces of one width, as a column."""
    offsets = np.arange(0, len(text) + 1, width, dtype=np.int32)
    found: Any = pa.StringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(text.encode()))
    return found
