"""An answer for each profile of a file, or its faults in its place: what commands about one person share."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import typer
from pydantic_core import to_json

from toprank.assess.batch import refusal
from toprank.cli.assess import faults_of_line, show, told_if_empty
from toprank.errors import Refused
from toprank.reading import Entry, entries
from toprank.rulebook.loader import Rulebook

Json = dict[str, Any]
Answer = Callable[[Any, date], Json]


def each_answer(file: str, day: date, book: Rulebook, language: str, answer: Answer) -> Iterator[tuple[Entry, Json]]:
    """Each profile of a file with its answer, or with its faults where it is refused."""
    for entry in told_if_empty(entries(file, language=language), file, language):
        faults = faults_of_line(entry, book, language)
        told = {"line": entry.line, "profile": entry.profile}
        if faults:
            yield entry, {**told, **refusal(Refused(faults))}
            continue
        try:
            yield entry, answer(entry.document, entry.on or day)
        except Refused as refused:
            yield entry, {**told, **refusal(refused)}


def print_each(
    file: str, found: Iterator[tuple[Entry, Json]], as_json: bool, language: str, sheet: Callable[[Json], None]
) -> None:
    """Prints each answer, as a line of JSON or as a sheet; exit 2 at the end where any was refused."""
    failed = False
    for entry, answer in found:
        failed |= "error" in answer
        if as_json:
            sys.stdout.buffer.write(to_json(answer) + b"\n")
        elif "error" in answer:
            show(file, entry, answer, False, language)
        else:
            sheet(answer)
    sys.stdout.flush()
    if failed:
        raise typer.Exit(2)
