"""Results of simulations as documents and as Parquet."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from toprank.assess.provisional import provisional_reasons
from toprank.errors import ToprankError
from toprank.rulebook.loader import Rulebook
from toprank.writing import check_writable, write_whole

Json = dict[str, Any]

SUFFIX: Final = ".parquet"
INSTANT: Final = pa.timestamp("s", tz="UTC")


def check_table_path(path: Path) -> None:
    """Raises ToprankError where a table could not be written under that name, before it is worked out."""
    if path.suffix.lower() != SUFFIX:
        raise ToprankError(f"{path}: a table is written as {SUFFIX}; name a file that ends so.")
    check_writable(path)


def write_table(path: Path, columns: Mapping[str, Any], about: Mapping[str, str]) -> None:
    """Writes columns as Parquet, whole or not at all; `about` says in the file's metadata what they come from."""
    table = pa.table(dict(columns)).replace_schema_metadata({f"toprank.{key}": text for key, text in about.items()})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, version="2.6", compression="zstd", compression_level=3)
    write_whole(path, sink.getvalue().to_pybytes())


def of_rows(rows: Sequence[Json]) -> dict[str, Any]:
    """Rows that have the same keys as columns."""
    return {key: [row[key] for row in rows] for key in (rows[0] if rows else ())}


def instant(at: datetime) -> str:
    """An instant as documents write it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def provisional(rulebook: Rulebook, *days: date) -> list[Json]:
    """Why figures that rest on the rules of these days are not final, each reason once."""
    found: list[Json] = []
    for day in sorted(set(days)):
        found += [reason for reason in provisional_reasons(rulebook, day) if reason not in found]
    return found
