"""`toprank range`: the least and the most favourable answer of an intake with unknown facts."""

from typing import Annotated

import typer

from toprank.cli.each_profile import each_answer, print_each
from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.cli.range_sheet import print_range
from toprank.incomplete import range_of
from toprank.rulebook.tables import covers


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("range")(score_range)


def score_range(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON, TOML or JSON Lines; - is standard input.")],
    on: On = None,
    as_json: AsJson = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show the score with each value tried.")] = False,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """With some facts unknown: the least and the most favourable score, what is open, which unknown matters most.

    The file is a profile with a list of the fields that are not known: "unknown": ["/languages", "/partner"].

    toprank range intake.json --on 2026-03-10
    """
    book, day, language = rulebook_of(rulebook), day_of(on), language_of(lang)
    covers(book, day)
    found = each_answer(file, day, book, language, lambda document, on: range_of(document, on, book, language))
    print_each(file, found, as_json, language, lambda answer: print_range(answer, book, verbose, language))
