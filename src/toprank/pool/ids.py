"""The ids of candidates: a long column of text, kept in Arrow so that a million of them are not a million objects."""

from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toprank.days import Rows
from toprank.facts import Truths

Ids: TypeAlias = "pa.Array[Any]"


def at_rows(ids: Ids, rows: Rows) -> list[str]:
    """The ids of some rows, in the order of the rows."""
    return [str(each) for each in ids.take(rows).to_pylist()]


def where(ids: Ids, rows: Truths) -> list[str]:
    """The ids of the rows that are true."""
    return [str(each) for each in ids.filter(pa.array(rows)).to_pylist()]


def standing_twice(ids: Ids) -> list[str]:
    """The ids that stand more than once, in byte order."""
    if pc.count_distinct(ids).as_py() == len(ids):
        return []
    names, counts = pc.value_counts(ids).flatten()
    return sorted(where(names, np.greater(counts.to_numpy(), 1)))


def as_ids(names: list[str]) -> Ids:
    """Ids as a column."""
    return pa.array(names, pa.string())
