"""The Parquet files of a pool, with fixed options: the same rows give the same bytes."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from toprank.errors import ToprankError
from toprank.facts import Facts, Instants
from toprank.pool.ids import Ids
from toprank.pool.limits import first_fault
from toprank.pool.manifest import Kind, Part, RoundHeld, name_of
from toprank.pool.schema import SCHEMA, from_table
from toprank.pool.staging import write_lasting

PART_ROWS: Final = 65_536


def read_table(content: bytes, schema: pa.Schema, where: str, columns: list[str] | None = None) -> pa.Table:
    """The table in the bytes of a part, or some columns of it. ToprankError where it is none, or of another schema."""
    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        found = file.schema_arrow
        if not found.equals(schema) or (found.metadata or {}) != schema.metadata:
            version = dict(schema.metadata)[b"toprank.schema"].decode()
            raise ToprankError(f"{where} is no part of a pool, {version}: {difference(found, schema)}.")
        return file.read(columns=columns, use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise ToprankError(f"{where} cannot be read as Parquet: {str(error).splitlines()[0].rstrip('.')}.") from None


def read_part(content: bytes, where: str) -> tuple[Ids, Facts]:
    """The candidates in the bytes of a part. ToprankError where they are no Parquet, or not of a pool."""
    ids, found = from_table(read_table(content, SCHEMA, where))
    fault = first_fault(ids, found)
    if fault is not None:
        raise ToprankError(f"{where}: {fault}.")
    return ids, found


def read_names(content: bytes, where: str) -> tuple[Ids, Instants]:
    """The ids and the instants of submission in the bytes of a part of candidates. Errors as in `read_part`."""
    ids, submitted = (whole(column) for column in read_table(content, SCHEMA, where, ["id", "submitted"]).columns)
    return ids, submitted.to_numpy(zero_copy_only=False)


def whole(column: "pa.ChunkedArray[Any]") -> Any:
    """A column in one piece."""
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays([pa.array([], column.type), *column.chunks])


def difference(schema: pa.Schema, wanted: pa.Schema) -> str:
    """The first difference between the columns of a file and those that are wanted."""
    missing = [name for name in wanted.names if name not in schema.names]
    more = [name for name in schema.names if name not in wanted.names]
    if missing or more:
        return f"without the column {missing[0]}" if missing else f"with an unknown column {more[0]}"
    for ours in wanted:
        if not schema.field(ours.name).equals(ours):
            return f"{ours.name} is {schema.field(ours.name).type}, not {ours.type} as in a pool"
    version = (schema.metadata or {}).get(b"toprank.schema", b"nothing").decode("utf-8", "replace")
    return f"its columns are in another order, or its metadata say otherwise (it says that it is of {version[:40]})"


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


def write_part(folder: Path, place: int, kind: Kind, table: pa.Table, round_: RoundHeld | None = None) -> Part:
    """Writes the part for a place of the log and says how the log names it."""
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
    content = memoryview(sink.getvalue())
    write_lasting(folder / name_of(place), content)
    return Part(name_of(place), kind, table.num_rows, hashlib.sha256(content).hexdigest(), round_)


def write_candidates(folder: Path, start: int, batches: Iterable[pa.RecordBatch]) -> list[Part]:
    """Writes batches of candidates as parts for the places of the log from `start` on."""
    tables = enumerate(in_parts(batches), start=start)
    return [write_part(folder, place, "candidates", table) for place, table in tables]
