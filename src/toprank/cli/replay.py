"""`toprank simulate replay`: the published rounds held again on a synthetic pool."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from toprank.cli.options import AsJson, Lang, Overlays, Threads, language_of, rulebook_of
from toprank.errors import ToprankError
from toprank.profile import iso_day
from toprank.words import say
from toprank.writing import check_writable

Json = dict[str, Any]


def replay(
    start: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day of the rounds.")] = "2025-03-25",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day of the rounds.")] = "2026-04-29",
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same one gives the same replay.")] = 1,
    fraction: Annotated[
        float, typer.Option("--size", metavar="FRACTION", help="The pool as a part of the published one, 0.01 to 1.")
    ] = 1.0,
    shares: Annotated[
        list[str] | None,
        typer.Option("--shares", help="A set of shares of people; may be repeated."),
    ] = None,
    page: Annotated[Path | None, typer.Option("--page", help="Write the result as a page of Markdown, too.")] = None,
    threads: Threads = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Hold the published rounds again on a synthetic pool, and see how near their cut-offs come.

    toprank simulate replay --from 2025-03-25 --to 2026-04-29 --seed 1
    """
    from toprank.pool.shares import USUAL, fit  # read only where a pool is made
    from toprank.simulate.replay import Plan, rounds_of
    from toprank.simulate.replay import replay as replayed
    from toprank.simulate.replay_document import document
    from toprank.simulate.replay_page import written

    language = language_of(lang)
    if not 0.01 <= fraction <= 1:
        raise ToprankError(f"--size {fraction}: allowed is a part of the published pool from 0.01 to 1.")
    first, last = day_of(start, "--from"), day_of(until, "--to")
    if last < first:
        raise ToprankError(f"--to {last} is before --from {first}.")
    if page is not None:
        check_writable(page)
    book = rulebook_of(rulebook)
    plans = [Plan(first, last, seed, fraction, fit(name), threads=threads or 1) for name in shares or [USUAL]]
    count = len(rounds_of(plans[0]))
    documents = []
    with progress(count * len(plans), language) as tell:
        for plan in plans:
            documents.append(document(plan, replayed(plan, book, lambda _: tell())))
    if page is not None:
        written(page, documents)
    if as_json:
        print(json.dumps(documents[0] if len(documents) == 1 else documents))
        return
    from toprank.cli.replay_sheet import print_replays  # Rich is only imported where it is shown

    print_replays(documents, language)


def day_of(text: str, option: str) -> date:
    """The day of an option."""
    try:
        return iso_day(text)
    except ValueError as error:
        raise ToprankError(f"{option} {text}: {error}. Allowed is a day written YYYY-MM-DD.") from None


@contextmanager
def progress(count: int, language: str) -> Iterator[Callable[[], None]]:
    """Shows on standard error, where that is a terminal, how many rounds were held."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(say("progress", "rounds", {}, language)),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=count)
        yield lambda: shown.advance(task)
