"""The cut-off table as a Parquet file: one row for each target and kind, the columns of the contract."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from toprank.forecast.row import Row
from toprank.writing import write_whole

TEXT = frozenset({"target", "kind", "abstained"})
DAYS = frozenset({"made_on", "day_said"})


def kind_of(name: str) -> pa.DataType:
    """The type of a column."""
    return pa.string() if name in TEXT else pa.date32() if name in DAYS else pa.int32()


SCHEMA = pa.schema([pa.field(each.name, kind_of(each.name)) for each in fields(Row)])


def write_parquet(rows: Sequence[Row], path: Path) -> None:
    """Writes the table, whole or not at all."""
    columns = {name: [getattr(row, name) for row in rows] for name in SCHEMA.names}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, schema=SCHEMA), sink)
    write_whole(path, sink.getvalue().to_pybytes())
