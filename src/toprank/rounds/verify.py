"""A round proved again: from its bundle alone, or held anew over the pool and compared byte for byte."""

from collections.abc import Iterator
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq

from toprank.errors import ToprankError
from toprank.pool.store import Damaged, NoSuchState, Pool
from toprank.profile import utc_instant
from toprank.rounds.certificate import CERTIFICATE, COLUMNS, CSV, PARQUET, Json, as_csv, as_text, bundle, digest
from toprank.rounds.certificate import instruction as instruction_of
from toprank.rounds.checks import CODES
from toprank.rounds.proof import Proof, agreeing, of_rows
from toprank.rounds.question import Question, question, ties_are_ordered
from toprank.rounds.reading import Found, rows_of
from toprank.rulebook.loader import Rulebook


def verify(found: Found, rulebook: Rulebook, pool: Pool | None = None, threads: int = 1) -> list[Proof]:
    """Every proof of a bundle, passed or not; over a pool the round is held again. ToprankError as in `hold`."""
    asked = asked_of(found.certificate, rulebook)
    proofs = [*of_files(found), asked if isinstance(asked, Proof) else question_proof(found.certificate, asked)]
    hashes_hold = all(proof.passed for proof in proofs if proof.code.startswith("hash"))
    proofs += of_content(found, rulebook, hashes_hold)
    if pool is not None:
        proofs += [] if isinstance(asked, Proof) else list(held_again(found, asked, pool, rulebook, threads))
    return proofs


def of_files(found: Found) -> Iterator[Proof]:
    """The files are the ones that the certificate names, and it stands as we write it."""
    certificate, outputs = found.certificate, found.certificate["outputs"]
    for name, key in ((CSV, "invitations"), (PARQUET, "invitations_parquet")):
        yield agreeing(
            f"hash_of_{key}",
            [(name, outputs[key], digest(found.files[name]))],
            f"{len(found.files[name]):,} bytes of {name}",
        )
    canonical = as_text(certificate) == found.files[CERTIFICATE]
    yield Proof("certificate_as_written", canonical, CERTIFICATE if canonical else "its bytes are not as we write them")
    told = instruction_of(certificate) == certificate["instruction"]
    yield Proof("instruction_agrees", told, "its text" if told else "its text says something else than the certificate")
    recorded = {check["code"]: check["passed"] for check in certificate["checks"]}
    wrong = [code for code in CODES if not recorded.get(code)] + sorted(set(recorded) - set(CODES))
    yield Proof("recorded_checks_passed", not wrong, ", ".join(wrong) or f"{len(recorded)} checks")


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


def of_content(found: Found, rulebook: Rulebook, hashes_hold: bool) -> Iterator[Proof]:
    """What the invitations say. Not understood is an error only where the hash says that the file is the right one."""
    try:
        rows = rows_of(found.files[CSV])
    except ValueError as error:
        if hashes_hold:
            raise ToprankError(f"{CSV} is not understood: {error}.") from None
        yield Proof("invitations_understood", False, f"{CSV}: {error}")
        return
    yield same_rows(found)
    on = utc_instant(found.certificate["at"]).date()
    if on >= rulebook.first_day:
        yield from of_rows(found.certificate, rows, ties_are_ordered(on, rulebook))


def same_rows(found: Found) -> Proof:
    """Both files of invitations hold the same rows."""
    code = "same_invitations_in_both_files"
    try:
        table = pq.ParquetFile(pa.BufferReader(found.files[PARQUET])).read(use_threads=False)
    except (pa.ArrowException, OSError) as error:
        return Proof(code, False, f"{PARQUET} cannot be read: {str(error).splitlines()[0]}")
    if not table.schema.equals(COLUMNS):
        return Proof(code, False, f"{PARQUET} has other columns")
    same = as_csv(table) == found.files[CSV]
    return Proof(code, same, f"{table.num_rows:,} rows" if same else f"{PARQUET} and {CSV} differ")


def held_again(found: Found, asked: Question, pool: Pool, rulebook: Rulebook, threads: int) -> Iterator[Proof]:
    """The round held anew over the pool as it was: the same pool, the same rulebook, the same bytes."""
    inputs = found.certificate["inputs"]
    with suppress(NoSuchState):
        pool = pool.as_of(inputs["pool"])
    yield agreeing("pool_is_the_same", [("pool", inputs["pool"], pool.content_hash)], f"{pool.size:,} candidates")
    pair = ("rulebook", inputs["rulebook"], rulebook.content_hash)
    yield agreeing("rulebook_is_the_same", [pair], f"version {rulebook.version}")
    try:
        again = bundle(pool, asked, rulebook, threads)
    except Damaged as error:
        yield Proof("pool_is_whole", False, str(error))
        return
    keys = [key for key in again.certificate if key not in ("inputs", "instruction")]
    yield agreeing(
        "held_again_with_the_same_result",
        [(key, brief(found.certificate[key]), brief(again.certificate[key])) for key in keys],
        f"{again.certificate['invited']:,} invited, cut-off {again.certificate['cutoff']}",
    )
    for name, content in again.files.items():
        same = content == found.files[name]
        yield Proof(f"same_bytes_of_{name}", same, f"{len(content):,} bytes" if same else "the bytes differ")


def brief(value: object) -> object:
    """A value of a certificate, short enough to be shown beside another; what is shortened still tells them apart."""
    if isinstance(value, dict | list):
        return f"{type(value).__name__} {digest(repr(value).encode())[:19]}"
    return value
