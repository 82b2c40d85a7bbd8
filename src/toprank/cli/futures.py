"""`toprank simulate futures`: many futures of a pool, and the cut-offs that come of them."""

import json
from typing import Annotated, Any

import typer

from toprank.cli.options import (
    AsJson,
    ClusterAddress,
    Lang,
    Overlays,
    Threads,
    Workers,
    day_of,
    language_of,
    rulebook_of,
)
from toprank.cli.pool import check_covered, moment
from toprank.cli.runner import runner
from toprank.cli.watch import watched
from toprank.cli.what_if import Chart, Folder, Out, check_files, remarks
from toprank.errors import ToprankError
from toprank.pool.runners.threads import runner_of
from toprank.pool.score import score_pool
from toprank.pool.store import open_pool
from toprank.rounds.question import ties_are_ordered
from toprank.rounds.record import record
from toprank.simulate.course import DECLINED
from toprank.simulate.documents import about
from toprank.simulate.futures import LOOPS, YEAR, Asked, laid, walker
from toprank.simulate.futures_document import futures_document, round_columns
from toprank.simulate.output import write_table
from toprank.simulate.spread import spans_of, walk_elsewhere

Json = dict[str, Any]


def futures(
    folder: Folder,
    count: Annotated[
        int, typer.Option("--futures", metavar="N", min=1, max=1_000_000, help="How many futures.")
    ] = 1000,
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", min=1, max=1000, help="Rounds in each.")] = 30,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="A whole number: the same one gives the same futures.")
    ] = 0,
    at: Annotated[
        str | None, typer.Option("--at", metavar="INSTANT", help="From when; default the end of the pool's day.")
    ] = None,
    arrivals: Annotated[
        int,
        typer.Option("--arrivals", metavar="N", min=0, max=1_000_000, help="New profiles for each round, on average."),
    ] = 0,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DAY", help="Draw from rounds held from then on; default the record's last year."
        ),
    ] = None,
    declined: Annotated[
        float, typer.Option("--declined", min=0, max=1, help="Share of invitations declined; who declines stays.")
    ] = DECLINED,
    span: Annotated[
        int, typer.Option("--span", metavar="DAYS", min=1, max=366, help="Days to a row of the table.")
    ] = 28,
    loop: Annotated[str, typer.Option("--loop", help=f"{', '.join(LOOPS)}: the answer is the same.")] = "auto",
    out: Out = None,
    chart: Chart = None,
    threads: Threads = None,
    workers: Workers = None,
    cluster: ClusterAddress = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Many futures of a pool: rounds drawn from the record, and the quantiles of their cut-offs.

    toprank simulate futures march --futures 1000 --rounds 30 --seed 7 --arrivals 5000 --chart fan.svg
    """
    check_files(chart, out)
    language = language_of(lang)
    if loop not in LOOPS:
        raise ToprankError(f"--loop {loop}: allowed are {', '.join(LOOPS)}.")
    walk, book, pool = walker(loop), rulebook_of(rulebook), open_pool(folder)
    start = moment(at, pool, "--at")
    check_covered(start, book)
    if not ties_are_ordered(start.date(), book):
        raise ToprankError(
            f"futures begin on a day when equal scores are ordered by submission; {start.date()} is none."
        )
    asked = Asked(start, count, rounds, seed, arrivals, None if since is None else day_of(since, "--since"), declined)
    known = record()
    pieces = max(len(pool.parts), len(spans_of(count)))
    with runner(threads, workers, cluster, pieces, language) as asked_for:
        shared = runner_of(asked_for)
        scored = score_pool(pool, start, book, threads=shared)
        path = laid(scored, asked, known, book)
        with watched("futures", count, language) as tell:
            if shared.elsewhere:
                found = walk_elsewhere(pool, asked, book, loop, shared, tell)
            else:
                found = walk(path.course, tell)
    document = futures_document(scored, asked, path, found, span, pool.content_hash, book)
    if chart is not None:
        from toprank.charts import save  # the extra for charts is only needed where one is drawn
        from toprank.simulate.fan import fan_picture

        past = [each for each in known.known_on(start.date()).rounds if each.on > start.date() - YEAR / 2]
        save(fan_picture(document, past), chart)
    if out is not None:
        write_table(out, round_columns(path, found), about(document))
    if as_json:
        print(json.dumps(document))
        return
    from toprank.cli.futures_sheet import print_futures  # Rich is only imported where it is shown

    print_futures(document, language)
    remarks(document, language, out, chart)
