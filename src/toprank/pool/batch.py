"""The ranking as one pure function from an Arrow record batch to an Arrow record batch.

    batch = pq.ParquetFile("march/part-00000.parquet").read().to_batches()[0]
    score(batch, load(), datetime(2026, 3, 10, 12, tzinfo=UTC), breakdown="parts")

In: candidates in the schema of a pool (schema.py). Out: one row for each of them, in their order.

    id          text
    submitted   seconds since 1970-01-01T00:00:00Z, null where not submitted
    live        whether the profile is in the pool at the instant
    score       0 to 1200; 0 for who is not live
    mask        one bit for each name in the metadata under toprank.mask: programs, then category versions
    core, spouse, transferability, additional                                           with breakdown "parts"
    each factor before its caps, and what each cap takes away (cap_...)                 with breakdown "factors"
"""

from datetime import datetime
from typing import Any, Final, Literal

import numpy as np
import pyarrow as pa

from toprank.errors import ToprankError
from toprank.facts import NO_INSTANT, Smalls
from toprank.pool.ids import Ids
from toprank.pool.parts import difference
from toprank.pool.schema import SCHEMA, from_table
from toprank.pool.score import Scored, live_at, names_of, score_chunk
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Tables, tables
from toprank.rules.crs.score import Score, cap_name
from toprank.rules.outcome import outcome_on

Breakdown = Literal["parts", "factors"]
MASK: Final = "toprank.mask"


def score(
    batch: pa.RecordBatch,
    rulebook: Rulebook,
    on: datetime,
    asked: tuple[str, ...] = (),
    breakdown: Breakdown | None = None,
) -> pa.RecordBatch:
    """Candidates scored at an instant; `asked` are category versions beside those in force.

    Reads nothing but its arguments and changes none of them. ToprankError where the batch is not of the schema of a
    pool; NotInForce on a day before the first one covered.
    """
    if not batch.schema.equals(SCHEMA):
        raise ToprankError(f"the batch is none of a pool: {difference(batch.schema, SCHEMA)}.")
    ids, facts = from_table(pa.Table.from_batches([batch]))
    of_day = tables(rulebook, on.date(), asked)
    columns = columns_of(score_chunk(facts, ids, on, of_day))
    if breakdown is not None:
        live = np.flatnonzero(live_at(facts.declared.submitted, int(on.timestamp())))
        found = points_of(outcome_on(facts.take(live), on.date(), of_day).score, breakdown)
        columns |= {name: pa.array(spread(points, live, len(facts))) for name, points in found.items()}
    return pa.RecordBatch.from_arrays(list(columns.values()), schema=schema_of(columns, of_day))


def columns_of(scored: Scored) -> dict[str, Ids]:
    """Scored candidates as Arrow columns."""
    submitted: Any = pa.array(scored.submitted, mask=scored.submitted == NO_INSTANT)
    return {
        "id": scored.ids,
        "submitted": submitted,
        "live": pa.array(scored.live),
        "score": pa.array(scored.total),
        "mask": pa.array(scored.mask),
    }


def points_of(found: Score, breakdown: Breakdown) -> dict[str, Smalls]:
    """The columns of a breakdown: they add up to the score."""
    if breakdown == "parts":
        return found.parts | {"cap_total": found.cut["total"]}
    return found.factors | {cap_name(cap): cut for cap, cut in found.cut.items()}


def spread(points: Smalls, rows: Any, length: int) -> Smalls:
    """Points at their rows, zero elsewhere."""
    found = np.zeros(length, np.int16)
    found[rows] = points
    return found


def schema_of(columns: dict[str, Ids], of_day: Tables) -> pa.Schema:
    """The schema of scored candidates; only `submitted` may be null."""
    fields = [pa.field(name, column.type, nullable=name == "submitted") for name, column in columns.items()]
    return pa.schema(fields, metadata={MASK: " ".join(names_of(of_day))})
