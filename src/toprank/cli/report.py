"""`toprank report`: a dated report on one profile, to be read, signed and filed."""

import sys
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer
from pydantic_core import to_json

from toprank.cli.assess import faults_of_line, show
from toprank.cli.options import Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.errors import Refused, ToprankError
from toprank.reading import Entry, entries
from toprank.report.document import report as report_on
from toprank.report.page import html
from toprank.report.practice import practice_of
from toprank.report.text import one_line
from toprank.rulebook.tables import covers
from toprank.words import say
from toprank.writing import check_writable, write_whole

FORMATS: Final = ("pdf", "html", "json")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(report)


def report(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="One profile: JSON, TOML, or a line; - is standard input.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="PATH", help="The file to write; one of that name is replaced.")
    ],
    on: On = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="pdf|html|json", help="By the name of the file if not given.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="The client's name, which no profile holds.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Also what would help, and the work hour by hour.")] = False,
    practice: Annotated[
        Path | None, typer.Option("--practice", metavar="FILE", help="Who signs (TOML); else TOPRANK_PRACTICE.")
    ] = None,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """Write a report on a profile: every line with its source, what changes, the limits, a place to sign.

    toprank report examples/ngozi.json --on 2026-03-10 --out ngozi.pdf
    """
    chosen, language = form_of(form, out), language_of(lang)
    client = one_line(name, "--name") if name else None
    signs, book, day = practice_of(practice), rulebook_of(rulebook), day_of(on)
    check_writable(out)
    covers(book, day)
    entry = only_one(file, language)
    if faults := faults_of_line(entry, book, language):
        refuse(file, entry, [each.as_json() for each in faults], language)
    try:
        found = report_on(entry.document, entry.on or day, book, language, signs, client, full)
    except Refused as refused:
        refuse(file, entry, [each.as_json() for each in refused.faults], language)
    write_whole(out, written(found, chosen, signs.fonts))
    if not signs.registration:
        print(f"toprank: {say('report', 'unregistered', {}, language)}", file=sys.stderr)


def form_of(form: str | None, out: Path) -> str:
    """The format asked for, else that of the file's name."""
    found = form or out.suffix.lower().lstrip(".")
    if found not in FORMATS:
        said = f"--format {form}" if form else f"{out} does not say its format"
        raise ToprankError(f"{said}: allowed are {', '.join(FORMATS)}, by --format or by the name of the file.")
    return found


def only_one(file: str, language: str) -> Entry:
    """The one profile of a file; ToprankError where there is none, or more than one."""
    found = list(islice(entries(file, language=language), 2))
    if len(found) != 1:
        raise ToprankError(f"{file} holds {'more than one profile' if found else 'no profile'}; a report is on one.")
    return found[0]


def written(found: dict[str, Any], form: str, fonts: str) -> bytes:
    """The report in a format."""
    if form == "json":
        return to_json(found, indent=2) + b"\n"
    if form == "html":
        return html(found)
    from toprank.report.typeset import pdf  # Typst is an extra, and only PDF needs it

    return pdf(found, fonts)


def refuse(name: str, entry: Entry, faults: list[dict[str, Any]], language: str) -> NoReturn:
    """Every fault of a profile on standard error, and the end: no report is written."""
    show(name, entry, {"error": {"faults": faults}}, verbose=False, language=language)
    raise typer.Exit(2)
