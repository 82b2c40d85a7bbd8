"""The bundle of a round: its invitations, by rank, and the certificate that says how they came about.

    certificate.json            contract section 4, with the text of an instruction, the hashes of the other files, and
                                the root of a Merkle tree over the outcome of every live candidate; may be published
    invitations.csv             rank, id, score, submitted_at; `outputs.invitations` is its sha256
    invitations.parquet         the same rows; `outputs.invitations_parquet` is its sha256
    outcomes.private.parquet    what became of every live candidate; `outputs.outcomes` is its sha256

Keys stand in a fixed order and nothing names a time, a machine or a number of threads: same inputs, same bytes.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from toprank.assess.provisional import provisional_reasons
from toprank.pool.runners import Runner
from toprank.pool.staging import staged, write_lasting
from toprank.pool.store import Pool
from toprank.rounds.hold import Held, hold
from toprank.rounds.outcomes import Outcomes, in_parquet, opening_of, outcomes
from toprank.rounds.question import Question
from toprank.rulebook.loader import Rulebook

Json = dict[str, Any]
SCHEMA_NAME: Final = "toprank.round/1"
CERTIFICATE: Final = "certificate.json"
CSV: Final = "invitations.csv"
PARQUET: Final = "invitations.parquet"
OUTCOMES: Final = "outcomes.private.parquet"
FILES: Final = {CSV: "invitations", PARQUET: "invitations_parquet", OUTCOMES: "outcomes"}
"""The files of a bundle beside the certificate, and where its `outputs` name their hashes."""
INSTANT: Final[pa.DataType] = pa.timestamp("ms", tz="UTC")
TYPES: Final[dict[str, pa.DataType]] = {
    "rank": pa.int32(),
    "id": pa.string(),
    "score": pa.int16(),
    "submitted_at": INSTANT,
}
COLUMNS: Final = pa.schema(TYPES)


@dataclass(frozen=True)
class Bundle:
    """The files of a round, by name, the certificate as a document, and the round that they certify."""

    certificate: Json
    files: dict[str, bytes]
    held: Held = field(compare=False, repr=False)


def shown(seconds: int | None) -> str | None:
    """An instant in seconds as the contract writes it."""
    return None if seconds is None else written(datetime.fromtimestamp(seconds, UTC))


def written(instant: datetime) -> str:
    """An instant as the contract writes it."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def digest(content: bytes) -> str:
    """The sha256 of a file, as certificates name it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def invitations(held: Held) -> pa.Table:
    """The invited by rank."""
    rows = held.selection.rows
    ranks = np.arange(1, len(rows) + 1, dtype=np.int32)
    columns = [
        pa.array(ranks),
        held.scored.ids.take(rows),
        pa.array(held.scored.total[rows]),
        pa.array(held.scored.submitted[rows] * 1000).cast(INSTANT),
    ]
    return pa.Table.from_arrays(columns, schema=COLUMNS)


def as_csv(table: pa.Table) -> bytes:
    """Invitations as CSV: plain fields, instants with Z, one line feed a line."""
    seconds: Any = table.column("submitted_at").cast(pa.timestamp("s", tz="UTC"))
    plain = table.set_column(3, "submitted_at", pc.strftime(seconds, format="%Y-%m-%dT%H:%M:%SZ"))
    sink = pa.BufferOutputStream()
    csv.write_csv(plain, sink, csv.WriteOptions(include_header=False, quoting_style="none"))
    return (",".join(COLUMNS.names) + "\n").encode() + sink.getvalue().to_pybytes()


def as_parquet(table: pa.Table) -> bytes:
    """Invitations as Parquet, with fixed options."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table.combine_chunks(), sink, row_group_size=2**20, version="2.6", compression="zstd", compression_level=3
    )
    return bytes(sink.getvalue().to_pybytes())


def instruction(certificate: Json) -> str:
    """What the instruction of such a round says: the period, the number that may be issued, the rank."""
    at, size = certificate["at"], certificate["size"]
    grouping = {
        "general": "eligible for any program",
        "program": f"eligible for the program {certificate['target']}",
        "category": f"eligible for a federal program and the category {certificate['version']}",
    }[certificate["kind"]]
    told = f"Period: {at[:10]} to {at[:10]}. Invitations that may be issued: {size}. "
    if certificate["cutoff"] is None:
        return told + f"Nobody in the pool at {at} who is {grouping} is invited."
    rank = f"Rank: those {grouping} who at {at} have a total of {certificate['cutoff']} points or more"
    if certificate["tie_break"] is None:
        return told + rank + "."
    return told + rank + f"; of those with {certificate['cutoff']}, received at or before {certificate['tie_break']}."


def result(held: Held) -> Json:
    """The question of a round and its result, keys in the order of the contract."""
    question, selection = held.question, held.selection
    return {
        "schema": SCHEMA_NAME,
        "kind": question.kind,
        "target": question.target,
        "version": question.version,
        "at": written(question.at),
        "size": question.size,
        "invited": len(selection.rows),
        "cutoff": selection.cutoff,
        "tie_break": shown(selection.tie_break),
        "in_pool": int(held.scored.live.sum()),
        "eligible": int(held.eligible.sum()),
        "above_cutoff": selection.above_cutoff,
        "tied": selection.tied,
        "tied_invited": selection.tied_invited,
    }


def tree(found: Outcomes) -> Json:
    """The tree over the outcomes, as a certificate names it."""
    return {"root": f"sha256:{found.root.hex()}", "tree_size": found.size}


def as_text(document: Json) -> bytes:
    """A certificate as it stands in its file."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def bundle(pool: Pool, question: Question, rulebook: Rulebook, threads: int | Runner | None = None) -> Bundle:
    """Holds a round and certifies it; nothing is written. Errors are those of `hold`."""
    held = hold(pool, question, rulebook, threads)
    document, table = result(held), invitations(held)
    all_outcomes = outcomes(held, pool, opening_of(document))
    files = {CSV: as_csv(table), PARQUET: as_parquet(table), OUTCOMES: in_parquet(all_outcomes)}
    document |= {
        "inputs": {"pool": pool.content_hash, "rulebook": rulebook.content_hash},
        "outputs": {key: digest(files[name]) for name, key in FILES.items()},
        "merkle": tree(all_outcomes),
        "checks": [check.as_json() for check in held.checks],
        "instruction": instruction(document),
    }
    if reasons := provisional_reasons(rulebook, question.at.date()):
        document["provisional"] = [
            {"code": each["code"], "from": each["from"], "message": each["message"]} for each in reasons
        ]
    return Bundle(document, files | {CERTIFICATE: as_text(document)}, held)


def write_bundle(target: Path, made: Bundle) -> None:
    """Writes a bundle, whole or not at all. ToprankError where `target` is taken or cannot be written."""
    with staged(target) as folder:
        write_files(folder, made)


def write_files(folder: Path, made: Bundle) -> None:
    """Writes the files of a bundle into a staged folder."""
    for name, content in made.files.items():
        write_lasting(folder / name, content)
