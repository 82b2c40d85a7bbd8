"""The cut-off table as a Parquet file: one row for each target and kind, the columns of the contract."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from toprank.forecast.backtest import Row
from toprank.writing import write_whole

SCHEMA = pa.schema(
    [
        ("round", pa.int32()),
        ("target", pa.string()),
        ("made_on", pa.date32()),
        ("kind", pa.string()),
        *[(name, pa.int32()) for name in ("said", "low80", "high80", "low50", "high50")],
        ("day_said", pa.date32()),
        *[(name, pa.int32()) for name in ("size_said", "happened", "naive")],
        ("abstained", pa.string()),
    ]
)


def write_parquet(rows: Sequence[Row], path: Path) -> None:
    """Writes the table, whole or not at all."""
    columns = {name: [getattr(row, name) for row in rows] for name in SCHEMA.names}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, schema=SCHEMA), sink)
    write_whole(path, sink.getvalue().to_pybytes())
