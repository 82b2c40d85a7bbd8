"""`toprank pool`: a pool from profiles or from the published figures, and its scores."""

import json
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from toprank.assess.provisional import provisional_reasons
from toprank.cli import pool_marks
from toprank.cli.calibrate import calibrate
from toprank.cli.carry import carry
from toprank.cli.options import (
    AsJson,
    ClusterAddress,
    Lang,
    On,
    Overlays,
    Threads,
    Workers,
    day_of,
    instant_of,
    language_of,
    rulebook_of,
)
from toprank.cli.progress import import_progress
from toprank.cli.runner import runner
from toprank.errors import ToprankError
from toprank.pool.bringing import REJECTS, import_profiles
from toprank.pool.overview import overview
from toprank.pool.score import score_pool
from toprank.pool.store import Pool, open_pool, write_pool
from toprank.pool.summary import summary
from toprank.rulebook.loader import Rulebook
from toprank.words import say

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the pool.")]
NewFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new pool.")]
Percentile = Annotated[
    list[int] | None,
    typer.Option(
        "--percentile", metavar="SCORE", min=0, max=1200, help="How many stand at a score or above; may be given again."
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    pool = typer.Typer(
        help="Pools: bring profiles in, make a synthetic one, score, record what happens.", no_args_is_help=True
    )
    pool.command("import")(bring)
    pool.command()(synth)
    pool.command()(score)
    pool.command()(calibrate)
    pool.command()(carry)
    pool.command()(show)
    pool_marks.register(pool)
    app.add_typer(pool, name="pool")


def bring(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="JSON, TOML or JSON Lines; - is standard input.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new pool, or of the one added to.")],
    append: Annotated[bool, typer.Option("--append", help="Add the profiles to a pool that is there.")] = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Bring profiles into a pool; those with a fault are left out and listed in DIR/rejects.jsonl.

    toprank pool import profiles.jsonl march
    """
    language = language_of(lang)
    with import_progress(language) as tell:
        pool, tally = import_profiles(files, folder, tell, append)
    report = {"pool": pool.content_hash, "candidates": pool.size, "refused": tally.refused}
    print(json.dumps(report) if as_json else made(folder, pool, language))
    if tally.refused:
        told = {"refused": tally.refused, "file": folder / REJECTS}
        print(say("pool_sheet", "refused", told, language), file=sys.stderr)
        raise typer.Exit(2)


def synth(
    folder: NewFolder,
    size: Annotated[int, typer.Option("--size", min=0, help="How many candidates.")],
    seed: Annotated[int, typer.Option("--seed", help="A whole number: the same one gives the same pool.")],
    on: On = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Make a synthetic pool that has the distribution last published for a day or before it.

    toprank pool synth --size 234452 --seed 7 --on 2026-03-10 march
    """
    from toprank.pool.synth import synthetic_pool  # its tables are only read where a pool is made

    book, day, language = rulebook_of(rulebook), day_of(on), language_of(lang)
    origin = {"kind": "synthetic", "size": size, "seed": seed, "rulebook": book.content_hash}
    pool = write_pool(folder, synthetic_pool(size, seed, day, book), day, origin)
    report = {"pool": pool.content_hash, "candidates": pool.size, "day": day.isoformat()}
    print(json.dumps(report) if as_json else made(folder, pool, language))


def score(
    folder: Folder,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="INSTANT", help="An instant, or a day for its end; default the pool's day, or now."
        ),
    ] = None,
    percentile: Percentile = None,
    threads: Threads = None,
    workers: Workers = None,
    cluster: ClusterAddress = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Score a pool: its distribution, how many are eligible per program and category, and where a score stands.

    toprank pool score march --on 2026-03-10T12:00:00Z --percentile 470
    """
    book, pool, language = rulebook_of(rulebook), open_pool(folder), language_of(lang)
    at = moment(on, pool)
    check_covered(at, book)
    with runner(threads, workers, cluster, len(pool.parts), language) as shared:
        scored = score_pool(pool, at, book, threads=shared)
    found = {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), **summary(scored, percentile or [])}
    reasons = provisional_reasons(book, at.date(), language)
    if as_json:
        print(json.dumps({**found, "provisional": reasons}))
        return
    from toprank.cli.pool_sheet import print_summary  # Rich is only imported where it is shown

    print_summary(found, str(folder), language)
    for reason in reasons:
        print(say("round_result", "provisional", reason, language), file=sys.stderr)


def show(
    folder: Folder,
    at: Annotated[
        str | None,
        typer.Option(
            "--at", metavar="INSTANT", help="An instant, or a day for its end; default the pool's day, or now."
        ),
    ] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Show a pool: how its profiles stand at an instant, and its log.

    toprank pool show march --at 2026-03-10T12:00:00Z
    """
    pool, language = open_pool(folder), language_of(lang)
    found = overview(pool, int(moment(at, pool, "--at").timestamp()))
    if as_json:
        print(json.dumps(found))
        return
    from toprank.cli.pool_sheet import print_overview  # Rich is only imported where it is shown

    print_overview(found, str(folder), language)


def made(folder: Path, pool: Pool, language: str) -> str:
    """What stands in a folder now: how many candidates, and the hash of the pool."""
    told = {"folder": folder, "candidates": pool.size, "hash": pool.content_hash}
    return say("pool_sheet", "made", told, language)


def moment(text: str | None, pool: Pool, option: str = "--on") -> datetime:
    """The instant of an option; the end of the pool's day, else now, where none is given."""
    if text is None and pool.day is None:
        return datetime.now(UTC).replace(microsecond=0)
    if text is None or len(text) == len("2026-03-10"):
        day = pool.day if text is None and pool.day is not None else day_of(text, option)
        return datetime.combine(day, time(23, 59, 59), UTC)
    return instant_of(text, option)


def check_covered(at: datetime, rulebook: Rulebook) -> None:
    """Raises ToprankError for an instant before the first day that the rulebook covers."""
    if at.date() < rulebook.first_day:
        raise ToprankError(f"{at.date()} is not covered: the first day is {rulebook.first_day}.")
