"""The private part of a bundle proved: its outcomes are those under the root, and those of the invitations."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toprank.errors import ToprankError
from toprank.rounds.certificate import CSV, OUTCOMES, Json, shown
from toprank.rounds.outcomes import COLUMNS, InFile, bound, from_parquet, opening_of
from toprank.rounds.proof import Proof, agreeing
from toprank.rounds.reading import Found, Row


def of_outcomes(found: Found, rows: list[Row], hash_holds: bool, with_root: bool) -> Iterator[Proof]:
    """The proofs; `with_root` where nobody makes the root anew from the pool.

    What is not understood is an error only where the hash says that the file is the right one.
    """
    try:
        file = from_parquet(found.files[OUTCOMES])
        table = file.file.read(use_threads=False)
        proofs = [under_the_root(found.certificate, file, table)] if with_root else []
        proofs.append(the_invited(found.certificate, table, rows))
    except (ValueError, OverflowError, OSError, pa.ArrowException) as error:
        if hash_holds:
            raise ToprankError(f"{OUTCOMES} is not understood: {error}.") from None
        yield Proof("outcomes_understood", False, f"{OUTCOMES}: {str(error).splitlines()[0]}")
        return
    yield from proofs


def under_the_root(certificate: Json, file: InFile, table: pa.Table) -> Proof:
    """The root over the outcomes is the one of the certificate, and so are the roots of the lots."""
    again = bound(pa.Table.from_arrays(table.columns, schema=COLUMNS), file.key, opening_of(certificate))
    pairs: list[tuple[str, object, object]] = [
        ("merkle.root", certificate["merkle"]["root"], f"sha256:{again.root.hex()}"),
        ("merkle.tree_size", certificate["merkle"]["tree_size"], again.size),
    ]
    code = "outcomes_are_under_the_root"
    proof = agreeing(code, pairs, f"{again.size:,} leaves")
    if proof.passed and again.lots != file.lots:
        return Proof(code, False, f"the roots of the lots that {OUTCOMES} lists are not those of its outcomes")
    return proof


def the_invited(certificate: Json, table: pa.Table, rows: list[Row]) -> Proof:
    """The outcomes up to the number invited are the invitations, in order, and as many are eligible as it says."""
    position = table.column("position").combine_chunks()
    up_to_the_line: Any = pc.less_equal(position, certificate["invited"])
    taken = table.filter(up_to_the_line).sort_by("position")
    seconds = pc.divide(taken.column("submitted_at").cast(pa.int64()), 1000).to_pylist()
    names = taken.column("id").to_pylist(), taken.column("score").to_pylist()
    ours = [(*each, shown(second)) for *each, second in zip(*names, seconds, strict=True)]
    theirs = [(name, score, shown(int(submitted.timestamp()))) for _, name, score, submitted in rows]
    wrong = next((rank for rank, pair in enumerate(zip(ours, theirs, strict=False), 1) if pair[0] != pair[1]), None)
    code, eligible = "outcomes_agree_with_invitations", len(position) - position.null_count
    told = [f"rank {wrong:,} is another candidate in {CSV} than in {OUTCOMES}, or otherwise"] if wrong else []
    if len(theirs) != len(ours):
        told.append(f"{CSV} holds {len(theirs)} invitations, {OUTCOMES} {len(ours)}")
    if eligible != certificate["eligible"]:
        told.append(f"eligible: {certificate['eligible']} in the certificate, {eligible} in {OUTCOMES}")
    return Proof(code, not told, "; ".join(told) or f"{len(ours):,} invited")
