"""The columns of a pool: how facts stand in Arrow and Parquet, and back again, without a loop over candidates.

One row a candidate: `id`, the fields of facts.Declared, and a list of structs for each of results, credentials, jobs
and the three of a partner. Whole numbers are signed; null stands for what was not declared. Days are counted from
1970-01-01, instants in seconds, hours and years in hundredths, scores in tenths. A unit group is its place in the
classification named in the metadata, so that a part is read without looking up half a dozen codes a candidate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from toprank import days, facts
from toprank.facts import Declared, Facts, Results, Table, kind_of
from toprank.pool.ids import Ids
from toprank.rulebook.tables import ABILITIES

SCHEMA_NAME: Final = "toprank.pool/2"
CIRCUMSTANCES: Final = (
    "paid in_canada authorized temporary_resident_status self_employed full_time_student part_time_student "
    "publicly_funded_physician employer_elsewhere"
)
METADATA: Final[dict[bytes | str, bytes | str]] = {
    "toprank.schema": SCHEMA_NAME,
    "toprank.unit_group": "place among the 516 unit groups of NOC 2021 in order of code, from 0",
    "toprank.former": "place among the 500 unit groups of NOC 2016 in order of code, from 0",
    "toprank.day": "days since 1970-01-01; stop is the day after the last one, null while held",
    "toprank.instant": "seconds since 1970-01-01T00:00:00Z",
    "toprank.circumstances": f"bits from 1 on: {CIRCUMSTANCES}",
    "toprank.hundredths": "hours a week, military years",
    "toprank.tenths": "listening, reading, writing, speaking",
    "toprank.test": " ".join(facts.TESTS),
    "toprank.level": " ".join(facts.CREDENTIALS),
    "toprank.first_language": " ".join(facts.LANGUAGES),
    "toprank.offer_months": f"{np.iinfo(np.int16).max} is an offer without end",
}

Column = NDArray[Any]
Field: TypeAlias = "pa.Field[Any]"
ARROW: Final = {np.bool_: pa.bool_(), np.int16: pa.int16(), np.int32: pa.int32(), np.int64: pa.int64()}
NOTHING: Final[dict[type[np.generic], Any]] = {
    np.int16: np.int16(facts.NONE),
    np.int32: days.NEVER,
    np.int64: facts.NO_INSTANT,
}
"""What facts hold where nothing was declared, by kind of number; a null in the file."""


def tables() -> dict[str, type[Table]]:
    """The tables of facts by name."""
    return {each.name: each.type for each in fields(Facts) if each.name != "declared"}  # type: ignore[misc]


def table_columns(table: type[Table]) -> dict[str, type[np.generic]]:
    """The columns of a table of facts in the file; the four abilities of a result stand one by one."""
    found = {each.name: kind_of(each.type) for each in fields(table) if each.name != "offsets"}
    if table is Results:
        kind = found.pop("scores")
        found |= dict.fromkeys(ABILITIES, kind)
    return found


def _field(name: str, kind: type[np.generic]) -> Field:
    return pa.field(name, ARROW[kind], nullable=kind in NOTHING)


def _list_of(table: type[Table]) -> "pa.ListType[Any]":
    struct = pa.struct([_field(name, kind) for name, kind in table_columns(table).items()])
    return pa.list_(pa.field("element", struct, nullable=False))


def _schema() -> pa.Schema:
    single = [_field(each.name, kind_of(each.type)) for each in fields(Declared)]
    nested = [pa.field(name, _list_of(table), nullable=False) for name, table in tables().items()]
    return pa.schema([pa.field("id", pa.string(), nullable=False), *single, *nested], metadata=METADATA)


SCHEMA: Final = _schema()


def _to_arrow(values: Column) -> Ids:
    nothing = NOTHING.get(values.dtype.type)
    return pa.array(values) if nothing is None else pa.array(values, mask=values == nothing)


def _columns_of(table: Table) -> Iterator[Column]:
    for each in fields(table):
        if each.name == "scores":
            yield from getattr(table, each.name).T
        elif each.name != "offsets":
            yield getattr(table, each.name)


def _to_lists(table: Table) -> Ids:
    kind = _list_of(type(table))
    children = [_to_arrow(np.ascontiguousarray(column)) for column in _columns_of(table)]
    rows = pa.StructArray.from_arrays(children, fields=list(kind.value_type))
    return pa.ListArray.from_arrays(pa.array(table.offsets, pa.int32()), rows, type=kind)


def to_batch(ids: "Sequence[str] | Ids", of: Facts) -> pa.RecordBatch:
    """Candidates as one Arrow record batch of the schema of a pool."""
    names = ids if isinstance(ids, pa.Array) else pa.array(ids, pa.string())
    single = [_to_arrow(getattr(of.declared, each.name)) for each in fields(Declared)]
    nested = [_to_lists(getattr(of, name)) for name in tables()]
    return pa.RecordBatch.from_arrays([names, *single, *nested], schema=SCHEMA)


def _from_arrow(values: Ids, kind: type[np.generic]) -> Column:
    found = values.fill_null(NOTHING[kind].item()) if values.null_count else values
    return np.asarray(found.to_numpy(zero_copy_only=False), kind)


def _from_lists(lists: Any, table: type[Table]) -> Table:
    offsets = lists.offsets.to_numpy().astype(np.intp)
    children = lists.flatten().flatten()
    read = {
        name: _from_arrow(child, kind)
        for child, (name, kind) in zip(children, table_columns(table).items(), strict=True)
    }
    if table is Results:
        read["scores"] = np.stack([read.pop(ability) for ability in ABILITIES], axis=1)
    return table(offsets=offsets - offsets[0], **read)


def _whole(column: "pa.ChunkedArray[Any]") -> Any:
    chunks: list[Any] = column.chunks
    joined: Any = chunks[0] if len(chunks) == 1 else pa.concat_arrays([pa.array([], column.type), *chunks])
    return joined


def from_table(table: pa.Table) -> tuple[Ids, Facts]:
    """The ids and the facts of a table of the schema of a pool."""
    columns = {name: _whole(table.column(name)) for name in table.column_names}
    declared = Declared(**{each.name: _from_arrow(columns[each.name], kind_of(each.type)) for each in fields(Declared)})
    nested = {name: _from_lists(columns[name], kind) for name, kind in tables().items()}
    return columns["id"], Facts(declared=declared, **nested)  # type: ignore[arg-type]
