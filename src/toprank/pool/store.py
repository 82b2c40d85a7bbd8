"""A pool on the disk: a folder of Parquet parts and a manifest that names them.

    manifest.json        schema, day, origin, counts; for each part its name, rows and sha256
    part-00000.parquet   candidates in order, 65,536 to a part

The manifest is written last and the folder takes its name after that, so that a half-written pool is no pool. Parts
hold no times and no names of machines: the same candidates give the same bytes.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from toprank.errors import Missing, ToprankError
from toprank.facts import Facts
from toprank.pool.ids import Ids
from toprank.pool.limits import first_fault
from toprank.pool.schema import SCHEMA, SCHEMA_NAME, from_table, to_batch
from toprank.pool.staging import staged, write_lasting
from toprank.reading import opened

MANIFEST: Final = "manifest.json"
PART_ROWS: Final = 65_536


class Damaged(ToprankError):
    """A part of a pool is not the one that the manifest names."""


@dataclass(frozen=True)
class Part:
    """One file of a pool."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Pool:
    """A pool that was found in order; `day` is the day it stands for, None for imported profiles."""

    folder: Path
    day: date | None
    origin: dict[str, Any]
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """How many candidates there are, live or not."""
        return sum(part.rows for part in self.parts)

    @property
    def content_hash(self) -> str:
        """One hash over the schema and every part, in order: the same for the same candidates."""
        total = hashlib.sha256(f"{SCHEMA_NAME}\n".encode())
        for part in self.parts:
            total.update(f"{part.name} {part.rows} {part.sha256}\n".encode())
        return f"sha256:{total.hexdigest()}"

    def read(self, part: Part) -> tuple[Ids, Facts]:
        """The ids and the facts of a part. Damaged where the file is not the one that the manifest names."""
        path = self.folder / part.name
        with opened(path) as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != part.sha256:
            raise Damaged(f"{path} is damaged or was changed: its hash is not the one in {MANIFEST}.")
        ids, found = read_part(content, str(path))
        if len(ids) != part.rows:
            raise ToprankError(f"{path} holds {len(ids):,} candidates; {MANIFEST} says {part.rows:,}.")
        return ids, found


def read_part(content: bytes, where: str) -> tuple[Ids, Facts]:
    """The candidates in the bytes of a part. ToprankError where they are no Parquet, or not of a pool."""
    try:
        table = pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise ToprankError(f"{where} cannot be read as Parquet: {str(error).splitlines()[0].rstrip('.')}.") from None
    if not table.schema.equals(SCHEMA) or (table.schema.metadata or {}) != SCHEMA.metadata:
        raise ToprankError(f"{where} is no part of a pool of {SCHEMA_NAME}: {difference(table.schema)}.")
    ids, found = from_table(table)
    fault = first_fault(ids, found)
    if fault is not None:
        raise ToprankError(f"{where}: {fault}.")
    return ids, found


def difference(schema: pa.Schema) -> str:
    """The first difference between the columns of a file and those of a pool."""
    missing = [name for name in SCHEMA.names if name not in schema.names]
    more = [name for name in schema.names if name not in SCHEMA.names]
    if missing or more:
        return f"without the column {missing[0]}" if missing else f"with an unknown column {more[0]}"
    for ours in SCHEMA:
        if not schema.field(ours.name).equals(ours):
            return f"{ours.name} is {schema.field(ours.name).type}, not {ours.type} as in a pool"
    return "its columns are in another order, or its metadata say otherwise"


def open_pool(folder: Path) -> Pool:
    """The pool in a folder. Missing where there is none; ToprankError where its manifest is not understood."""
    path = folder / MANIFEST
    if not folder.exists():
        raise Missing(f"{folder} is not there: no such pool.")
    if not folder.is_dir():
        raise ToprankError(f"{folder} is a file; a pool is a folder.")
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Missing(f"{folder} is no pool: it has no {MANIFEST}.") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ToprankError(f"{path} cannot be read: {reason}.") from None
    return understood(text, folder, path)


def understood(text: str, folder: Path, path: Path) -> Pool:
    """The pool that a manifest describes."""
    try:
        document = json.loads(text)
        if document["schema"] != SCHEMA_NAME:
            raise ToprankError(f"{path} is of {str(document['schema'])[:40]!r}; {SCHEMA_NAME} is read here.")
        parts = tuple(part_of(each) for each in document["parts"])
        day = None if document["day"] is None else date.fromisoformat(document["day"])
        if document["counts"]["candidates"] != sum(part.rows for part in parts):
            raise ValueError("its counts do not add up")
        return Pool(folder, day, dict(document["origin"]), parts)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ToprankError(f"{path} is not the manifest of a pool: {type(error).__name__}, {error}.") from None


def part_of(entry: dict[str, Any]) -> Part:
    """A part as the manifest names it; a name that leads out of the folder is refused."""
    part = Part(**entry)
    if not re.fullmatch(r"part-[0-9]{5,}\.parquet", part.name) or type(part.rows) is not int or part.rows < 0:
        raise ValueError(f"the part {str(part.name)[:80]!r} is not one of a pool")
    return part


def write_pool(
    target: Path,
    candidates: Iterable[tuple[Sequence[str], Facts]],
    day: date | None,
    origin: dict[str, Any],
) -> Pool:
    """Writes a pool, whole or not at all. ToprankError where `target` is taken or cannot be written."""
    with staged(target) as folder:
        write_parts(folder, (to_batch(ids, found) for ids, found in candidates), day, origin)
    return open_pool(target)


def write_parts(folder: Path, batches: Iterable[pa.RecordBatch], day: date | None, origin: dict[str, Any]) -> None:
    """Writes the parts of a pool and then its manifest into a staged folder."""
    parts = [write_part(folder, number, table) for number, table in enumerate(in_parts(batches))]
    document = {
        "schema": SCHEMA_NAME,
        "day": None if day is None else day.isoformat(),
        "origin": origin,
        "counts": {"candidates": sum(part.rows for part in parts), "parts": len(parts)},
        "parts": [asdict(part) for part in parts],
    }
    write_lasting(folder / MANIFEST, (json.dumps(document, indent=1) + "\n").encode())


def in_parts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Tables of PART_ROWS candidates, however many came at once; the last one may be shorter."""
    held: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += len(batch)
        while rows >= PART_ROWS:
            table = pa.Table.from_batches(held)
            yield table.slice(0, PART_ROWS).combine_chunks()
            rows -= PART_ROWS
            held = table.slice(PART_ROWS).to_batches()
    if rows:
        yield pa.Table.from_batches(held).combine_chunks()


def write_part(folder: Path, number: int, table: pa.Table) -> Part:
    """Writes one part with fixed options."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        row_group_size=PART_ROWS,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
    )
    content = sink.getvalue().to_pybytes()
    name = f"part-{number:05}.parquet"
    write_lasting(folder / name, content)
    return Part(name, table.num_rows, hashlib.sha256(content).hexdigest())
