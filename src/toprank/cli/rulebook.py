"""`toprank table` and `toprank tables`: the law as it stood on a day, with its source."""

import difflib
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

import typer

from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.errors import ToprankError
from toprank.rulebook.loader import Rulebook, Version
from toprank.rulebook.shown import as_document, cell, in_words, is_numeric
from toprank.words import say, translated


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(table)
    app.command()(tables)


def table(
    name: Annotated[str, typer.Argument(help="The name of a table, such as crs/age.")],
    on: On = None,
    as_json: AsJson = False,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """Print a dated table as it stood on a day, and where it comes from.

    toprank table crs/arranged_employment --on 2025-03-24
    """
    book, day, language = rulebook_of(rulebook), day_of(on), language_of(lang)
    if name not in book.names():
        near = difflib.get_close_matches(name, book.names(), 3, 0.4)
        raise ToprankError(f"no table {name}. {'Near it: ' + ', '.join(near) if near else 'See toprank tables'}.")
    version = book.in_force(name, day)
    if as_json:
        print(json.dumps(as_document(version, book, day), ensure_ascii=False))
        return
    show(version, book, day, language)


def show(version: Version, rulebook: Rulebook, day: date, language: str) -> None:
    """A version of a table for people: rows on standard output, where it comes from on standard error."""
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    told = {"title": rulebook.table(version.table).title[language], "on": day, "start": version.start}
    known_to = version.verified_to or version.checked
    told |= {"until": version.until, "verified_to": version.verified_to, "known_to": known_to}
    told |= {"checked": version.checked, "source": version.source, "unseen": translated(version.unseen or "", language)}
    if version.unseen:
        remark(["unseen_title", "unseen"], told, language)
        return
    printed = Table(box=None, pad_edge=False)
    for place, heading in enumerate(version.columns):
        side: Literal["left", "right"] = "right" if is_numeric(version, place) else "left"
        printed.add_column(in_words("column", heading, language), justify=side)
    for row in version.rows:
        printed.add_row(*(cell(each, language) for each in row))
    Console(highlight=False).print(f"[bold]{say('table', 'heading', told, language)}[/bold]", printed, sep="\n")
    remark(["in_force_to" if version.until else "in_force", "checked"], told, language)
    if version.verified_to:
        remark(["verified"], told, language)
    remark(["source"], told, language)
    if version.note:
        print(translated(version.note, language), file=sys.stderr)
    if known_to and known_to < day:
        remark(["read_to"], told, language)


def remark(codes: Sequence[str], told: Mapping[str, Any], language: str) -> None:
    """Sentences of a table, on standard error."""
    for code in codes:
        print(say("table", code, told, language), file=sys.stderr)


def tables(as_json: AsJson = False, rulebook: Overlays = None, lang: Lang = None) -> None:
    """List every table of the rulebook with its versions."""
    book, language = rulebook_of(rulebook), language_of(lang)
    found = [(book.table(name).title, name, book.table(name).versions) for name in book.names()]
    if as_json:
        listed = [
            {
                "name": name,
                "title": title[language],
                "versions": [{"from": str(each.start), "unseen": each.unseen} for each in versions],
            }
            for title, name, versions in found
        ]
        print(json.dumps({"tables": listed}, ensure_ascii=False))
        return
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    printed = Table(box=None, pad_edge=False)
    for heading in ("table", "title", "versions"):
        printed.add_column(say("table", heading, {}, language), no_wrap=heading == "table")
    for title, name, versions in found:
        starts = [
            say("table", "unseen_version", {"start": each.start}, language) if each.unseen else str(each.start)
            for each in versions
        ]
        printed.add_row(name, title[language], ", ".join(starts))
    Console(highlight=False).print(printed)
