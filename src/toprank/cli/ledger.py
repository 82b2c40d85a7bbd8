"""`toprank ledger`: every hour of work, credited or cut, and the day on which each threshold is reached."""

import csv
import sys
from functools import partial
from typing import Annotated, Any

import typer

from toprank.cli.each_profile import Json, each_answer, print_each
from toprank.cli.ledger_sheet import print_ledger
from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.errors import ToprankError
from toprank.ledger import ledgers
from toprank.ledger.reasons import CUT, LEFT_OUT
from toprank.rulebook.tables import covers
from toprank.words.forms import credited_hours

JOB = ("pointer", "noc", "country", "start", "end", "hours_per_week")
AMOUNTS = ("worked", "credited", "running")
HEADER = ("profile", "on", "measure", *JOB, "worked_hours", "credited_hours", *AMOUNTS, *LEFT_OUT, *CUT)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(ledger)


def ledger(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON, TOML or JSON Lines; - is standard input.")],
    on: On = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print one row a measure and job as CSV.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show measures without hours as well.")] = False,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """Every hour of work, credited or cut and why, and the day each threshold is reached if the jobs held go on.

    toprank ledger examples/ngozi.json --on 2026-03-10
    """
    book, day, language = rulebook_of(rulebook), day_of(on), language_of(lang)
    if as_json and as_csv:
        raise ToprankError("--json and --csv: choose one of them.")
    covers(book, day)
    found = each_answer(file, day, book, language, lambda document, on: ledgers(document, on, book, language))
    if as_csv:
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(HEADER)
        print_each(file, found, False, language, partial(write_rows, rows))
    else:
        print_each(file, found, as_json, language, lambda answer: print_ledger(answer, book, verbose, language))


def write_rows(rows: Any, answer: Json) -> None:
    """One row a measure and job; amounts are credit, hours beside them are cut to one decimal."""
    for name, measure in answer["measures"].items():
        for line in measure["lines"]:
            hours = [credited_hours(line["worked"]), credited_hours(line["credited"])]
            cut = [line["cut"].get(reason, 0) for reason in (*LEFT_OUT, *CUT)]
            told = [line[key] for key in JOB]
            rows.writerow([answer["profile"], answer["on"], name, *told, *hours, *(line[key] for key in AMOUNTS), *cut])
