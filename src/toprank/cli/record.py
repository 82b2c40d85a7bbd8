"""`toprank rounds list`, `show` and `sync`: the published record of rounds of invitations."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from toprank.cli.options import AsJson, Lang, Overlays, language_of, rulebook_of
from toprank.cli.record_json import sync_json
from toprank.cli.record_sheet import print_round, print_rounds, print_sync
from toprank.errors import ToprankError
from toprank.profile import iso_day
from toprank.rounds.age import age_and_remedy, apart_lines
from toprank.rounds.document import rounds_json
from toprank.rounds.record import PublishedRound, Record, record
from toprank.rounds.settings import feed_address, french_feed_address
from toprank.rounds.store import as_csv, now
from toprank.rounds.sync.update import sync as bring_up_to_date
from toprank.words import say

KINDS: Final = ("general", "program", "category")
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="The data folder; TOPRANK_DATA, else toprank in the user's data."),
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    group = typer.Typer(help="The published record of rounds of invitations.", no_args_is_help=True)
    group.command("list")(list_rounds)
    group.command()(show)
    group.command()(sync)
    app.add_typer(group, name="rounds")


def list_rounds(
    kind: Annotated[str | None, typer.Option("--kind", help="general, program or category.")] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="ID", help="A series: pnp, cec, french, ...")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YYYY", help="Rounds of a year.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="The first day, YYYY-MM-DD.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day, YYYY-MM-DD.")] = None,
    with_pool: Annotated[bool, typer.Option("--pool", help="In JSON and CSV: with the pool's distribution.")] = False,
    as_json: AsJson = False,
    in_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, in the form that sync reads.")] = False,
    store: Store = None,
    lang: Lang = None,
) -> None:
    """List the published rounds, earliest first.

    toprank rounds list --target french --year 2026
    """
    if as_json and in_csv:
        raise ToprankError("--json and --csv were both asked for: one of them is allowed.")
    if kind is not None and kind not in KINDS:
        raise ToprankError(f"no kind of round is called {kind!r}: there are {', '.join(KINDS)}.")
    known, today, language = record(store), now().date(), language_of(lang)
    start, end = bound(first, "--from", date.min), bound(last, "--to", date.max)
    if start > end:
        raise ToprankError(f"--from {start} is after --to {end}.")
    of_target = known.rounds if target is None else of_series(known, target)
    found = tuple(
        each
        for each in of_target
        if start <= each.on <= end and kind in (None, each.kind) and year in (None, each.on.year)
    )
    if in_csv:
        print(as_csv(found, (*known.distributions, *known.incomplete), with_pool), end="")
    elif as_json:
        print(json.dumps(rounds_json(found, known, today, with_pool, language), ensure_ascii=False))
    elif found:
        print_rounds(found, known, language)
    if not found:
        print(say("round_sheet", "none_fits", {}, language), file=sys.stderr)
    say_age(known, today, language)


def show(
    number: Annotated[str, typer.Argument(metavar="N", help="The number of a round, such as 414 or 91a.")],
    as_json: AsJson = False,
    store: Store = None,
    lang: Lang = None,
) -> None:
    """Show one published round, the pool that day, and every remark.

    toprank rounds show 414
    """
    known, today, language = record(store), now().date(), language_of(lang)
    found = known.find(number.strip().lower())
    if not found:
        near = known.rounds[-1]
        raise ToprankError(f"no round has the number {number}: the record holds 1 to {near.id}, of {near.on}.")
    if as_json:
        print(json.dumps(rounds_json(found, known, today, True, language), ensure_ascii=False))
    else:
        for place, each in enumerate(found):
            print("\n" if place else "", end="")
            print_round(each, known, language)
    say_age(known, today, language)


def sync(
    source: Annotated[
        str | None, typer.Option("--from", metavar="FILE|URL", help="The feed; TOPRANK_FEED, else the official one.")
    ] = None,
    names: Annotated[
        str | None, typer.Option("--names", metavar="FILE|URL", help="The French feed, for the names of rounds only.")
    ] = None,
    accept_changes: Annotated[
        bool, typer.Option("--accept-changes", help="Take what the feed prints otherwise now; else it is only told.")
    ] = False,
    store: Store = None,
    as_json: AsJson = False,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """Bring the record up to date; tells what is new, changed, rejected or never seen before.

    Exit codes: 0 done, also when nothing is new; 2 something was rejected, changed without --accept-changes or never
    seen; 3 the feed cannot be had.

    toprank rounds sync
    """
    french = names or (french_feed_address() if source is None else None)
    synced = bring_up_to_date(source or feed_address(), french, store, rulebook_of(rulebook), now(), accept_changes)
    today, language = now().date(), language_of(lang)
    if as_json:
        print(json.dumps(sync_json(synced, today, language), ensure_ascii=False))
    else:
        print_sync(synced, language)
    if synced.names_failed:
        print(say("sync_sheet", "names_failed", {"reason": synced.names_failed}, language), file=sys.stderr)
    print(age_and_remedy(synced.record, today, language), file=sys.stderr)
    if not synced.clean:
        raise typer.Exit(2)


def bound(text: str | None, option: str, otherwise: date) -> date:
    """The day of an option that bounds a list."""
    if text is None:
        return otherwise
    try:
        return iso_day(text)
    except ValueError as error:
        raise ToprankError(f"{option} {text}: {error}. Allowed is a day written YYYY-MM-DD.") from None


def of_series(known: Record, target: str) -> tuple[PublishedRound, ...]:
    """The rounds of a series. ToprankError where there is no such series."""
    series = {each.type for each in known.rounds} | {each.family for each in rulebook_of(None).categories()}
    if target not in series:
        raise ToprankError(f"no series of rounds is called {target!r}: there are {', '.join(sorted(series))}.")
    return known.of_type(target)


def say_age(known: Record, today: date, language: str) -> None:
    """How old the record is and what is kept apart, on standard error."""
    for line in apart_lines(known, language):
        print(line, file=sys.stderr)
    print(age_and_remedy(known, today, language), file=sys.stderr)
