"""A round proved again: from its bundle alone, or held anew over the pool and compared byte for byte."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from toprank.errors import ToprankError
from toprank.pool.store import Damaged, NoSuchState, Pool
from toprank.profile import utc_instant
from toprank.rounds.certificate import (
    COLUMNS,
    CSV,
    FILES,
    OUTCOMES,
    PARQUET,
    Json,
    as_csv,
    bundle,
    digest,
)
from toprank.rounds.proof import Proof, agreeing, differing, of_rows
from toprank.rounds.proof_of_files import of_certificate, of_files
from toprank.rounds.proof_of_outcomes import of_outcomes
from toprank.rounds.proof_of_record import as_recorded
from toprank.rounds.question import Question, question, ties_are_ordered
from toprank.rounds.reading import Changed, Found, rows_of
from toprank.rulebook.loader import Rulebook


def verify(found: Found, rulebook: Rulebook, pool: Pool | None = None, threads: int | None = None) -> list[Proof]:
    """Every proof of a bundle, passed or not; over a pool the round is held again. ToprankError as in `hold`."""
    asked = asked_of(found.certificate, rulebook)
    proofs = [*of_certificate(found), rulebook_proof(found.certificate, rulebook)]
    proofs.append(asked if isinstance(asked, Proof) else question_proof(found.certificate, asked))
    if not found.alone:
        hashes = list(of_files(found))
        proofs += hashes
        hashes_hold = all(proof.passed is not False for proof in hashes)
        proofs += of_content(found, rulebook, hashes_hold, with_root=pool is None)
    if pool is not None:
        proofs += [] if isinstance(asked, Proof) else list(held_again(found, asked, pool, rulebook, threads))
    return proofs


def rulebook_proof(certificate: Json, rulebook: Rulebook) -> Proof:
    """The rules are the ones of the certificate."""
    pair = ("rulebook", certificate["inputs"]["rulebook"], rulebook.content_hash)
    return agreeing("rulebook_is_the_same", [pair], f"version {rulebook.version}")


def asked_of(certificate: Json, rulebook: Rulebook) -> Question | Proof:
    """The question of a certificate; a failed proof where there can be no such round."""
    try:
        target = certificate["version"] or certificate["target"]
        return question(certificate["kind"], target, certificate["size"], utc_instant(certificate["at"]), rulebook)
    except ToprankError as error:
        return Proof("round_is_possible", False, str(error))


def question_proof(certificate: Json, asked: Question) -> Proof:
    """The target and the version are those of the day."""
    pairs = [(name, certificate[name], getattr(asked, name)) for name in ("target", "version")]
    return agreeing("round_is_possible", pairs, " ".join(filter(None, (asked.kind, asked.version or asked.target))))


def of_content(found: Found, rulebook: Rulebook, hashes_hold: bool, with_root: bool) -> Iterator[Proof]:
    """What the invitations say. Not understood is an error only where the hash says that the file is the right one."""
    try:
        rows = rows_of(found.files[CSV])
    except ValueError as error:
        if hashes_hold:
            raise ToprankError(f"{CSV} is not understood: {error}.") from None
        yield Proof("invitations_understood", False, f"{CSV}: {error}")
        return
    yield same_rows(found)
    if OUTCOMES in found.files:
        yield from of_outcomes(found, rows, hashes_hold, with_root)
    on = utc_instant(found.certificate["at"]).date()
    if on >= rulebook.first_day:
        yield from of_rows(found.certificate, rows, ties_are_ordered(on, rulebook))


def same_rows(found: Found) -> Proof:
    """Both files of invitations hold the same rows."""
    code = "same_invitations_in_both_files"
    try:
        table = pq.ParquetFile(pa.BufferReader(found.files[PARQUET])).read(use_threads=False)
        if not table.schema.equals(COLUMNS):
            return Proof(code, False, f"{PARQUET} has other columns")
        same = as_csv(table) == found.files[CSV]
    except (pa.ArrowException, ValueError, OSError) as error:
        return Proof(code, False, f"{PARQUET} cannot be read: {str(error).splitlines()[0]}")
    return Proof(code, same, f"{table.num_rows:,} rows" if same else f"{PARQUET} and {CSV} differ")


def held_again(found: Found, asked: Question, pool: Pool, rulebook: Rulebook, threads: int | None) -> Iterator[Proof]:
    """The round held anew over the pool as it was: the same pool, the same result, the same bytes."""
    then = state_of(found.certificate, pool)
    pair = ("pool", found.certificate["inputs"]["pool"], then.content_hash)
    yield agreeing("pool_is_the_same", [pair], f"{then.size:,} candidates")
    try:
        again = bundle(then, asked, rulebook, threads)
        recorded = as_recorded(pool, then, again.held, rulebook)
    except Damaged as error:
        yield Proof("pool_is_whole", False, str(error))
        return
    except ToprankError as error:
        yield Proof("can_be_held_again", False, str(error))
        return
    result = f"{again.certificate['invited']:,} invited, cut-off {again.certificate['cutoff']}"
    yield differing("held_again_with_the_same_result", found.certificate, again.certificate, result)
    yield recorded
    for name, content in again.files.items():
        if name in found.files:
            same = content == found.files[name]
            yield Proof(f"same_bytes_of_{name}", same, f"{len(content):,} bytes" if same else "the bytes differ")
        elif not found.alone:
            pair = (name, found.certificate["outputs"][FILES[name]], digest(content))
            yield agreeing(f"same_bytes_of_{name}", [pair], f"{len(content):,} bytes, by their hash")


def state_of(certificate: Json, pool: Pool) -> Pool:
    """The pool as it was when the round was held; as it is where it never was the one of the certificate."""
    try:
        return pool.as_of(certificate["inputs"]["pool"])
    except NoSuchState:
        return pool


def outcomes_again(found: Found, pool: Pool, rulebook: Rulebook, threads: int | None) -> bytes:
    """The private outcomes of a round, made anew from its pool. Changed where the round does not come out the same."""
    asked = asked_of(found.certificate, rulebook)
    if isinstance(asked, Proof):
        raise Changed(asked.code, asked.found)
    again = bundle(state_of(found.certificate, pool), asked, rulebook, threads)
    same = differing("held_again_with_the_same_result", found.certificate, again.certificate, "")
    if not same.passed:
        raise Changed(same.code, f"the pool does not give this round again: {same.found}.")
    return again.files[OUTCOMES]
