"""`toprank verify` and `toprank slip`: a round proved again, and the outcome of one candidate proved to them."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from toprank.cli.options import AsJson, Lang, Overlays, Threads, language_of, overlays_of, rulebook_of
from toprank.cli.round_sheet import print_proofs, print_slip
from toprank.errors import Missing, ToprankError
from toprank.pool.manifest import MANIFEST
from toprank.pool.staging import write_lasting
from toprank.pool.store import Pool, open_pool
from toprank.rounds.certificate import OUTCOMES, as_text
from toprank.rounds.proof import Proof
from toprank.rounds.reading import Changed, Found, read_bundle
from toprank.rounds.slip import slip as slip_of
from toprank.rounds.slip_proof import verify_slip
from toprank.rounds.slip_reading import read_slip
from toprank.rounds.verify import outcomes_again
from toprank.rounds.verify import verify as proofs_of
from toprank.words import say

ROOT: Final = re.compile(r"(?:sha256:)?([0-9a-fA-F]{64})")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(verify)
    app.command()(slip)


def verify(
    bundle: Annotated[
        Path | None,
        typer.Argument(metavar="BUNDLE", help="The folder that `toprank round` wrote, or a certificate alone."),
    ] = None,
    pool: Annotated[
        Path | None, typer.Option("--pool", metavar="DIR", help="The pool, to hold the round again and compare.")
    ] = None,
    slip: Annotated[
        Path | None, typer.Option("--slip", metavar="FILE", help="Check the slip of one candidate instead.")
    ] = None,
    root: Annotated[
        str | None, typer.Option("--root", metavar="HASH", help="The published root to check a slip against.")
    ] = None,
    threads: Threads = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Prove a round again from its bundle; with its pool the round is held again and compared byte for byte.

    With --slip one candidate's slip is proved against a certificate, or against a published root alone.

    toprank verify healthcare --pool march

    toprank verify --slip ngozi.json --root sha256:815a...
    """
    language = language_of(lang)
    try:
        if slip is not None:
            proofs = proofs_of_slip(slip, root, bundle)
        elif bundle is None or root is not None:
            raise ToprankError("verify needs a BUNDLE; --root goes with --slip FILE.")
        else:
            proofs = proofs_of_bundle(read_bundle(bundle), pool, rulebook, threads)
    except Changed as error:
        proofs = [Proof(error.code, False, str(error))]
    sound = all(proof.passed is not False for proof in proofs)
    if as_json:
        print(json.dumps({"verified": sound, "checks": [proof.as_json() for proof in proofs]}, ensure_ascii=False))
    else:
        print_proofs(proofs, language)
    if not sound:
        raise typer.Exit(1)


def proofs_of_slip(slip: Path, root: str | None, bundle: Path | None) -> list[Proof]:
    """The proofs of a slip against a root, a bundle or both."""
    if root is None and bundle is None:
        raise ToprankError("a slip is checked against the published root or a certificate: give --root HASH or BUNDLE.")
    published = None if root is None else root_of(root)
    found = None if bundle is None else read_bundle(bundle)
    return verify_slip(read_slip(slip), published, found)


def root_of(text: str) -> str:
    """A root as slips write it."""
    found = ROOT.fullmatch(text.strip())
    if found is None:
        raise ToprankError(f"--root {text[:80]}: a root has 64 hexadecimal digits, with sha256: before them or not.")
    return f"sha256:{found[1].lower()}"


def proofs_of_bundle(found: Found, pool: Path | None, overlays: list[Path] | None, threads: int | None) -> list[Proof]:
    """The proofs of a bundle. What was changed so that it can no longer be read is a proof that failed."""
    folders = overlays_of(overlays)
    for folder in folders:
        if not folder.exists():
            raise Missing(f"{folder} is not there: no such folder of tables.")
        if not folder.is_dir() or not any(folder.rglob("*.toml")):
            raise ToprankError(f"{folder} is no rulebook folder: it is a folder of tables such as crs/age.toml.")
    try:
        book = rulebook_of(folders)
    except ToprankError as error:
        return [Proof("rulebook_understood", False, str(error))]
    opened = None if pool is None else pool_or_proof(pool)
    if isinstance(opened, Proof):
        return [*proofs_of(found, book), opened]
    return proofs_of(found, book, opened, threads)


def pool_or_proof(folder: Path) -> Pool | Proof:
    """The pool in a folder; a failed proof where its manifest is there and is no longer one."""
    try:
        return open_pool(folder)
    except Missing:
        raise
    except ToprankError as error:
        if not (folder / MANIFEST).is_file():
            raise
        return Proof("pool_understood", False, str(error))


def slip(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="The folder that `toprank round` wrote.")],
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of the candidate.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the slip to a new file and show what it says.")
    ] = None,
    pool: Annotated[
        Path | None, typer.Option("--pool", metavar="DIR", help="The pool, where the bundle has no private part.")
    ] = None,
    threads: Threads = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Write the slip of one candidate: invited or not, why, and the proof that the published root covers it.

    The slip goes to standard output, or to a file with --out. It tells nothing about anyone else.

    toprank slip healthcare ngozi --out ngozi.json
    """
    found, language = read_bundle(bundle), language_of(lang)
    if OUTCOMES in found.files:
        outcomes = found.files[OUTCOMES]
    elif pool is not None:
        outcomes = outcomes_again(found, open_pool(pool), rulebook_of(rulebook), threads)
    else:
        raise Missing(f"{bundle} has no {OUTCOMES}: give the pool of the round with --pool DIR.")
    made = slip_of(name, outcomes, found.certificate)
    if out is None:
        sys.stdout.write(as_text(made).decode())
        return
    write_new(out, as_text(made))
    if as_json:
        print(json.dumps(made, ensure_ascii=False))
    else:
        print_slip(made, language)
    print(say("round_result", "slip_written", {"out": out, "root": made["merkle"]["root"]}, language), file=sys.stderr)


def write_new(path: Path, content: bytes) -> None:
    """Writes a new file, whole or not at all. ToprankError where it is there already or cannot be written."""
    if path.exists() or path.is_symlink():
        raise ToprankError(f"{path} exists already and is not overwritten. Name a new file.")
    beside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        write_lasting(beside, content)
        beside.rename(path)
    except OSError as error:
        raise ToprankError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        beside.unlink(missing_ok=True)
