"""`toprank round`: a round of invitations held over a pool."""

import json
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from toprank.assess.provisional import provisional_reasons
from toprank.cli.options import (
    AsJson,
    ClusterAddress,
    Lang,
    Overlays,
    Threads,
    Workers,
    instant_of,
    language_of,
    rulebook_of,
)
from toprank.cli.round_sheet import print_round
from toprank.cli.runner import runner
from toprank.pool.staging import refuse_existing
from toprank.pool.store import open_pool
from toprank.rounds.certificate import bundle, write_bundle
from toprank.rounds.question import question
from toprank.rounds.recording import default_id, hold_for_good, refuse_inside
from toprank.words import say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("round")(hold_round)


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
    threads: Threads = None,
    workers: Workers = None,
    cluster: ClusterAddress = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Hold a round over a pool: records the invitations in it, writes them and the certificate.

    A round held again under its id gives the same files from the pool as it was, and records nothing twice.

    toprank round march --kind category --target healthcare --size 3500 --at 2026-03-10T12:00:00Z --out healthcare
    """
    book, language = rulebook_of(rulebook), language_of(lang)
    asked = question(kind, target, size, instant_of(at, "--at"), book)
    with runner(threads, workers, cluster, len(open_pool(folder).parts), language) as shared:
        if trial:
            refuse_existing(out)
            refuse_inside(out, folder)
            made = bundle(open_pool(folder), asked, book, shared)
            write_bundle(out, made)
        else:
            made = hold_for_good(folder, asked, book, default_id(asked) if round_id is None else round_id, out, shared)
    if as_json:
        print(json.dumps(made.certificate, ensure_ascii=False))
        return
    print_round(made.certificate, language)
    for reason in provisional_reasons(book, asked.at.date(), language):
        print(say("round_result", "provisional", reason, language), file=sys.stderr)
    laid_over = [word for each in book.overlays for word in ("--rulebook", str(each))]
    command = shlex.join(["toprank", "verify", str(out), "--pool", str(folder), *laid_over])
    print(say("round_result", "written", {"out": out, "command": command}, language), file=sys.stderr)
