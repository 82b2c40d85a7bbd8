"""The calibration of a pool as a sheet for people, in the terminal."""

from typing import Any

from rich.table import Table
from rich.text import Text

from toprank.cli.paper import Paper
from toprank.pool.calibration_page import number
from toprank.words import say
from toprank.words.retelling import figure, retold

Json = dict[str, Any]
WIDE = 110


def word(code: str, language: str) -> str:
    """A word of this sheet that stands alone."""
    return say("calibration_sheet", code, {}, language)


def print_calibration(found: Json, language: str = "en") -> None:
    """Prints every figure; its source too where the terminal is wide enough, once for those that follow each other."""
    console = Paper()
    console.print(Text(say("calibration_sheet", "heading", found, language), style="bold"), end="\n\n")
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    table.add_column(word("figure", language))
    for heading in ("target", "allowed", "reached"):
        table.add_column(word(heading, language), justify="right", no_wrap=True)
    table.add_column(word("basis", language), no_wrap=True)
    if console.width >= WIDE:
        table.add_column(word("source", language), style="dim")
    group = source = ""
    for row in found["figures"]:
        if row["group"] != group:
            group, source = row["group"], ""
            table.add_row("", Text(retold(group, language, "figure"), style="bold"))
        shown = "" if row["source"] == source else retold(row["source"], language, "figure")
        source = row["source"]
        table.add_row(*cells(row, language), *([shown] if console.width >= WIDE else []))
    console.print(table)


def cells(row: Json, language: str) -> list[Text | str]:
    """One figure: whether it is met, what it is, its target, what is allowed, what was reached, what it stands on."""
    mark = Text(word("met", language), style="green") if row["met"] else Text(word("not_met", language), "bold red")
    limits = {end: written(number(row[end]), language) for end in ("least", "most")}
    return [
        mark,
        retold(row["name"], language, "figure"),
        target(row["target"], language),
        say("calibration_sheet", "limits", limits, language),
        written(number(row["reached"]), language),
        retold(row["basis"], language, "figure"),
    ]


def target(text: str, language: str) -> str:
    """A target, which is a number or says how many at least."""
    told = retold(text, language, "figure")
    return written(text, language) if told == text else told


def written(text: str, language: str) -> str:
    """A number in English as a language writes it."""
    return figure(text) if language == "fr" else text
