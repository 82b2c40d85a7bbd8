"""`toprank round` and `toprank verify`: a round of invitations held over a pool, and proved again."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from toprank.cli.options import AsJson, Overlays, Threads, instant_of, rulebook_of
from toprank.cli.pool_sheet import print_checks, print_round
from toprank.pool.staging import refuse_existing
from toprank.pool.store import open_pool
from toprank.rounds.certificate import bundle, write_bundle
from toprank.rounds.question import question
from toprank.rounds.reading import read_bundle
from toprank.rounds.recording import default_id, hold_for_good
from toprank.rounds.verify import verify as proofs_of


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command("round")(hold_round)
    app.command()(verify)


def hold_round(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the pool.")],
    kind: Annotated[str, typer.Option("--kind", help="general, program or category.")],
    size: Annotated[int, typer.Option("--size", metavar="N", help="How many may be invited.")],
    at: Annotated[str, typer.Option("--at", metavar="INSTANT", help="When, such as 2026-03-10T12:00:00Z.")],
    out: Annotated[Path, typer.Option("--out", metavar="BUNDLE", help="A new folder for invitations and certificate.")],
    target: Annotated[
        str | None, typer.Option("--target", metavar="ID", help="A program, a category or a version of one.")
    ] = None,
    round_id: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help="The name of the round; made from target, size and instant if not given."
        ),
    ] = None,
    trial: Annotated[bool, typer.Option("--trial", help="Hold it without recording the invitations.")] = False,
    threads: Threads = 1,
    rulebook: Overlays = None,
    as_json: AsJson = False,
) -> None:
    """Hold a round over a pool: records the invitations in it, writes them and the certificate.

    A round held again under its id gives the same files from the pool as it was, and records nothing twice.

    toprank round march --kind category --target healthcare --size 3500 --at 2026-03-10T12:00:00Z --out healthcare
    """
    book = rulebook_of(rulebook)
    asked = question(kind, target, size, instant_of(at, "--at"), book)
    if trial:
        refuse_existing(out)
        made = bundle(open_pool(folder), asked, book, threads)
        write_bundle(out, made)
    else:
        made = hold_for_good(folder, asked, book, round_id or default_id(asked), out, threads)
    if as_json:
        print(json.dumps(made.certificate, ensure_ascii=False))
        return
    print_round(made.certificate)
    for reason in made.certificate.get("provisional", []):
        print(f"Provisional: {reason['message']}", file=sys.stderr)
    print(f"Written to {out}. To prove it again: toprank verify {out} --pool {folder}", file=sys.stderr)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="BUNDLE", help="The folder that `toprank round` wrote.")],
    pool: Annotated[
        Path | None, typer.Option("--pool", metavar="DIR", help="The pool, to hold the round again and compare.")
    ] = None,
    threads: Threads = 1,
    rulebook: Overlays = None,
    as_json: AsJson = False,
) -> None:
    """Prove a round again from its bundle; with its pool the round is held again and compared byte for byte.

    toprank verify healthcare --pool march
    """
    found, book = read_bundle(folder), rulebook_of(rulebook)
    proofs = proofs_of(found, book, None if pool is None else open_pool(pool), threads)
    sound = all(proof.passed for proof in proofs)
    if as_json:
        print(json.dumps({"verified": sound, "checks": [proof.as_json() for proof in proofs]}, ensure_ascii=False))
    else:
        print_checks([(proof.code, proof.passed, proof.found) for proof in proofs])
        failed = sum(not proof.passed for proof in proofs)
        print(f"Passed: {len(proofs) - failed}. Failed: {failed}.")
    if not sound:
        raise typer.Exit(1)
