"""`toprank advise`: what would raise the score or open a category, and what changes by itself."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic_core import to_json

from toprank.advise import advice
from toprank.advise.effort import Efforts, efforts, laid_over
from toprank.assess.batch import profile_of, refusal
from toprank.cli.assess import faults_of_line, show, told_if_empty
from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.errors import Refused
from toprank.reading import Entry, entries
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import covers

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
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """What would raise the score or open a category, cheapest and surest first; and what changes by itself.

    toprank advise examples/ngozi.json --on 2026-03-10
    """
    book, day, language = rulebook_of(rulebook), day_of(on), language_of(lang)
    covers(book, day)
    known = laid_over(effort) if effort else efforts()
    failed = False
    for entry in told_if_empty(entries(file, language=language), file, language):
        found = answered(entry, entry.on or day, book, language, known)
        failed |= "error" in found
        if as_json:
            sys.stdout.buffer.write(to_json(found) + b"\n")
        elif "error" in found:
            show(file, entry, found, False, language)
        else:
            from toprank.cli.advice_sheet import print_advice  # only imported where it is shown

            print_advice(found, every)
    sys.stdout.flush()
    if failed:
        raise typer.Exit(2)


def answered(entry: Entry, day: date, book: Rulebook, language: str, known: Efforts) -> Json:
    """The advice for an entry of a file, or its faults."""
    faults = faults_of_line(entry, book, language)
    told = {"line": entry.line, "profile": entry.profile}
    if faults:
        return {**told, **refusal(Refused(faults))}
    try:
        return advice(profile_of(entry.document, day, language), day, book, language, known)
    except Refused as refused:
        return {**told, **refusal(refused)}
