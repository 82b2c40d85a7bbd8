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

from toprank.days import Rows
from toprank.facts import Ints
from toprank.pool.select import ranked
from toprank.pool.store import Pool
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
TYPES: Final[dict[str, pa.DataType]] = {
    "id": pa.string(),
    "score": pa.int16(),
    "submitted_at": MILLISECONDS,
    "unmet": pa.dictionary(pa.int32(), pa.string()),
    "position": pa.int32(),
}
COLUMNS: Final = pa.schema(TYPES)


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
    texts = (leaf_texts(table.slice(start, AT_ONCE), start // AT_ONCE, key, opening) for start in starts)
    return Outcomes(table, opening, key, tuple(root_of(leaf_hashes(lot, opening)) for lot in texts))


def salt_key(pool: Pool, opening: bytes) -> bytes:
    """The key of the salts of a round: a hash over its opening and every byte of the pool that nothing published tells.

    The hash of a pool in its certificate is over the plain hashes of its parts; these here are other ones. Each round
    has its own key: else who stands at a place in one round would know the salt of who stands there in the next.
    """
    total = sha256(SALT_DOMAIN + sha256(opening).digest())
    for part in pool.log:
        total.update(sha256(SALT_DOMAIN + pool.content(part)).digest())
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


def unmet_of(held: Held, live: Rows) -> Any:
    """Why each may not be invited, several reasons apart by a space; empty for the eligible."""
    noted, places = np.unique(np.where(held.eligible, -1, held.scored.noted)[live], return_inverse=True)
    texts = ["" if each < 0 else " ".join(reasons(int(each), held.question)) for each in noted]
    distinct = sorted(set(texts))
    there: Any = pa.array(np.array([distinct.index(text) for text in texts], np.int32)[places])
    return pa.DictionaryArray.from_arrays(there, pa.array(distinct, pa.string()))


def opening_of(certificate: Json) -> bytes:
    """How every leaf of a round begins: the round and its line."""
    return written(head_of(certificate)).encode()[:-1] + b","


def head_of(certificate: Json) -> Json:
    """What an outcome says of the round: what was asked, and where the line came to be."""
    round_ = {name: certificate[name] for name in ("kind", "target", "version", "at", "size")}
    round_["provisional"] = "provisional" in certificate
    line = {name: certificate[name] for name in ("in_pool", "eligible", "invited", "cutoff", "tie_break")}
    return {"schema": SCHEMA_NAME, "round": round_, "line": line}


def written(outcome: Json) -> str:
    """An outcome as its leaf holds it: keys in order, no blanks."""
    return json.dumps(outcome, ensure_ascii=True, separators=(",", ":"))


def in_parquet(found: Outcomes) -> bytes:
    """Outcomes as a Parquet file, a row group for each lot, with the key and the roots of the lots in its metadata."""
    told: dict[str, str] = {
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


def leaf_hashes(texts: Any, opening: bytes) -> list[bytes]:
    """The leaf hashes of one lot, from its texts. What every leaf begins with is hashed once."""
    offsets = np.frombuffer(texts.buffers()[1], np.int32)[: len(texts) + 1].tolist()
    data, begun = texts.buffers()[2].to_pybytes(), sha256(LEAF + opening)
    found = []
    for start, stop in pairwise(offsets):
        leaf = begun.copy()
        leaf.update(data[start:stop])
        found.append(leaf.digest())
    return found


@dataclass(frozen=True)
class InFile:
    """Outcomes in a Parquet file, of which one lot at a time is read."""

    file: pq.ParquetFile
    key: bytes
    lots: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """How many outcomes there are."""
        return int(self.file.metadata.num_rows)

    def place(self, name: str) -> int:
        """Where a candidate stands, from 0; -1 where nobody has the id."""
        return int(pc.index(self.file.read(columns=["id"]).column("id"), name).as_py())

    def lot(self, number: int) -> pa.Table:
        """The rows of one lot."""
        return self.file.read_row_group(number, use_threads=False).replace_schema_metadata(None)


def from_parquet(content: bytes) -> InFile:
    """The outcomes in the bytes of a file. ValueError where it is none of ours."""
    try:
        file = pq.ParquetFile(pa.BufferReader(content), read_dictionary=["unmet"])
        found = file.schema_arrow
    except (pa.ArrowException, OSError) as error:
        raise ValueError(f"it cannot be read as Parquet: {str(error).splitlines()[0].rstrip('.')}") from None
    told = found.metadata or {}
    if not found.remove_metadata().equals(COLUMNS) or told.get(b"toprank.schema") != SCHEMA_NAME.encode():
        raise ValueError(f"it holds no outcomes of {SCHEMA_NAME}")
    groups = [file.metadata.row_group(place).num_rows for place in range(file.metadata.num_row_groups)]
    if groups[:-1] != [AT_ONCE] * (len(groups) - 1):
        raise ValueError(f"its row groups do not hold {AT_ONCE:,} rows each")
    lots = tuple(bytes.fromhex(lot) for lot in told.get(b"toprank.lots", b"").decode().split())
    return InFile(file, bytes.fromhex(told.get(b"toprank.key", b"").decode()), lots)


def leaf_texts(lot: pa.Table, number: int, key: bytes, opening: bytes) -> Any:
    """What each leaf of one lot holds after its opening, as a column of text."""
    columns: list[Any] = [column.combine_chunks() for column in lot.columns]
    ids, score, submitted, unmet, position = columns
    invited = json.loads(opening[:-1] + b"}")["line"]["invited"]
    text = pa.string()
    up_to_the_line: Any = pc.less_equal(position, invited)
    pieces: list[Any] = [
        '"id":"',
        ids,
        '","score":',
        score.cast(text),
        ',"submitted_at":"',
        pc.strftime(submitted.cast(SECONDS), format="%Y-%m-%dT%H:%M:%SZ"),
        '",',
        pa.array([reason_text(each) for each in unmet.dictionary.to_pylist()], text).take(unmet.indices),
        pc.if_else(pc.fill_null(up_to_the_line, False), "true", "false"),
        ',"position":',
        pc.fill_null(position.cast(text), "null"),
        ',"salt":"',
        apart(salts(key, number, len(lot)), 2 * SALT_BYTES),
        '"}',
    ]
    return pc.binary_join_element_wise(*pieces, "")


def reason_text(unmet: str) -> str:
    """The keys of an outcome that say whether and why not."""
    listed = written({"eligible": not unmet, "unmet": unmet.split()})
    return f'{listed[1:-1]},"invited":'


def apart(text: str, width: int) -> Any:
    """A text cut into pieces of one width, as a column."""
    offsets: Any = np.arange(0, len(text) + 1, width, dtype=np.int32)
    return pa.StringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(text.encode()))
