"""`toprank advise`: what would raise the score or open a category, and what changes by itself."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic_core import to_json

from toprank.advise import advice_of
from toprank.advise.effort import Efforts, efforts, laid_over
from toprank.assess.batch import refusal
from toprank.assess.case import Case
from toprank.cli.assess import faults_of_line, show, told_if_empty
from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.errors import Refused, ToprankError
from toprank.reading import Entry, entries
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import covers

if TYPE_CHECKING:
    from toprank.forecast.chances import Chances

Json = dict[str, Any]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(advise)


def advise(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON, TOML or JSON Lines; - is standard input.")],
    on: On = None,
    as_json: AsJson = False,
    every: Annotated[bool, typer.Option("--all", help="Show every option, not only the first ones.")] = False,
    effort: Annotated[
        Path | None, typer.Option("--effort", metavar="FILE", help="Your own efforts, times and costs (TOML).")
    ] = None,
    chance: Annotated[
        bool,
        typer.Option("--chance", help="Also the chances before and after, from the forecasts; this takes longer."),
    ] = False,
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="With --chance: the data folder, as for forecasts."),
    ] = None,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """What would raise the score or open a category, cheapest and surest first; and what changes by itself.

    toprank advise examples/ngozi.json --on 2026-03-10
    """
    book, day, language = rulebook_of(rulebook), day_of(on), language_of(lang)
    covers(book, day)
    known = laid_over(effort) if effort else efforts()
    if store is not None and not chance:
        raise ToprankError("--store names the record for chances and needs --chance.")
    futures = joint_futures(store, book) if chance else None
    failed = False
    for entry in told_if_empty(entries(file, language=language), file, language):
        found = answered(entry, entry.on or day, book, language, known, futures)
        failed |= "error" in found
        if as_json:
            sys.stdout.buffer.write(to_json(found) + b"\n")
        elif "error" in found:
            show(file, entry, found, False, language)
        else:
            from toprank.cli.advice_sheet import print_advice  # only imported where it is shown

            print_advice(found, every)
    sys.stdout.flush()
    if futures is not None:
        print(futures.age_line(language), file=sys.stderr)
    if failed:
        raise typer.Exit(2)


def joint_futures(store: Path | None, book: Rulebook) -> "Chances":
    """Whoever says the chances, from the record of a data folder."""
    from toprank.forecast.chances import Chances  # the forecasts are only read where chances are asked for
    from toprank.rounds.record import record
    from toprank.rounds.store import now

    return Chances(record(store), book, now().date())


def answered(
    entry: Entry, day: date, book: Rulebook, language: str, known: Efforts, futures: "Chances | None" = None
) -> Json:
    """The advice for an entry of a file, or its faults."""
    faults = faults_of_line(entry, book, language)
    told = {"line": entry.line, "profile": entry.profile}
    if faults:
        return {**told, **refusal(Refused(faults))}
    try:
        case = Case.of(entry.document, day, book, language)
    except Refused as refused:
        return {**told, **refusal(refused)}
    person = None if futures is None else futures.of_case(case)
    if futures is None or person is None:
        return advice_of(case, known)
    return advice_of(case, known, person.chance) | {"chance": futures.told(person, language)}
