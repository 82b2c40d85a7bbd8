"""`toprank assess`: profiles on a day, with every reason."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic_core import to_json

from toprank.assess.batch import assess_profiles, check_categories, faults_of
from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.days import LAST_DAY
from toprank.errors import Fault
from toprank.reading import Entry, entries
from toprank.rulebook.loader import Rulebook, load
from toprank.rulebook.tables import covers
from toprank.words import say

AT_ONCE, LATER_AT_ONCE = 1000, 1500
"""Profiles of the first batch, which is answered as soon as it is read, and of the others, spread over the cores."""


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(assess)


def assess(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="JSON, TOML or JSON Lines; - is standard input.")
    ],
    on: On = None,
    category: Annotated[
        list[str] | None, typer.Option("--category", metavar="KEY", help="A category or version to answer as well.")
    ] = None,
    as_json: AsJson = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show the source of every line.")] = False,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """Assess profiles on a day: score, programs, categories, every reason, and what will change.

    toprank assess examples/ngozi.json --on 2026-03-10
    """
    book, day, asked, language = rulebook_of(rulebook), day_of(on), tuple(category or ()), language_of(lang)
    check_categories(book, asked)
    covers(book, day)
    failed = False
    for name in files:
        found = batches(told_if_empty(entries(name, language=language), name, language))
        if as_json:
            failed |= write_lines(found, day, asked, book, language)
            continue
        for batch in found:
            for entry, answer in answered(batch, day, asked, book, language):
                failed |= "error" in answer
                show(name, entry, answer, verbose, language)
    sys.stdout.flush()
    if failed:
        raise typer.Exit(2)


def told_if_empty(found: Iterator[Entry], name: str, language: str) -> Iterator[Entry]:
    """The entries; a remark on standard error where a file holds none, which is no fault."""
    first = next(found, None)
    if first is None:
        shown = say("sheet", "standard_input", {}, language) if name == "-" else name
        print(f"toprank: {say('sheet', 'no_profile', {'name': shown}, language)}", file=sys.stderr)
        return
    yield first
    yield from found


def batches(found: Iterator[Entry]) -> Iterator[list[Entry]]:
    """The entries, some at a time."""
    at_once = AT_ONCE
    while batch := list(islice(found, at_once)):
        yield batch
        at_once = LATER_AT_ONCE


def write_lines(
    found: Iterator[list[Entry]], day: date, asked: tuple[str, ...], rulebook: Rulebook, language: str
) -> bool:
    """Writes one line of JSON an entry, in order; whether any was refused. More than one batch takes every core."""
    lines, failed = as_lines(next(found, []), day, asked, rulebook.overlays, language)
    sys.stdout.buffer.write(lines)
    if (second := next(found, None)) is not None:
        from toprank.cli.side_by_side import on_every_core  # Processes are only imported where they are started

        work = partial(as_lines, day=day, asked=asked, overlays=rulebook.overlays, language=language)
        for lines, refused in on_every_core(work, chain([second], found)):
            sys.stdout.buffer.write(lines)
            failed |= refused
    return failed


def as_lines(
    batch: list[Entry], day: date, asked: tuple[str, ...], overlays: tuple[Path, ...], language: str
) -> tuple[bytes, bool]:
    """The lines of JSON of a batch, and whether any was refused."""
    answers = [answer for _, answer in answered(batch, day, asked, load(overlays), language)]
    return b"".join(to_json(answer) + b"\n" for answer in answers), any("error" in answer for answer in answers)


def answered(
    batch: list[Entry], day: date, asked: tuple[str, ...], rulebook: Rulebook, language: str
) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """The answer of each entry of a batch, in order."""
    faults = [faults_of_line(entry, rulebook, language) for entry in batch]
    sound = [entry for entry, found in zip(batch, faults, strict=True) if not found]
    documents, ons = [each.document for each in sound], [each.on or day for each in sound]
    answers = iter(assess_profiles(documents, ons, asked, rulebook, language))
    for entry, found in zip(batch, faults, strict=True):
        answer = {"error": {"faults": [fault.as_json() for fault in found]}} if found else next(answers)
        yield entry, {"line": entry.line, "profile": entry.profile, **answer} if "error" in answer else answer


def faults_of_line(entry: Entry, rulebook: Rulebook, language: str) -> list[Fault]:
    """The fault of a line as such, and those of its profile beside it; none where only the profile is to be judged.

    A line is at fault that is no JSON, or whose day is none or is not covered.
    """
    allowed = say("allowed", "day", {"first": rulebook.first_day, "last": LAST_DAY}, language)
    if entry.on is not None and entry.on < rulebook.first_day:
        of_line = Fault("/on", str(entry.on), allowed, say("fault", "day_not_covered", {}, language))
    elif entry.fault is not None and entry.fault.pointer == "/on":
        of_line = replace(entry.fault, allowed=allowed)
    else:
        return [entry.fault] if entry.fault else []
    return [of_line, *faults_of(entry.document, entry.on, language)]


def show(name: str, entry: Entry, answer: dict[str, Any], verbose: bool, language: str) -> None:
    """One answer for people."""
    if "error" in answer:
        code = "refused_line" if entry.line else "refused"
        print(say("sheet", code, {"name": name, "line": entry.line}, language), file=sys.stderr)
        for fault in answer["error"]["faults"]:
            found = {"found": json.dumps(fault["found"], ensure_ascii=True), "pointer": fault["pointer"] or "/"}
            print(f"  {say('sheet', 'fault', fault | found, language)}", file=sys.stderr)
        return
    from toprank.cli.sheet import print_assessment  # Rich is only imported where it is shown

    print_assessment(answer, verbose, language)
