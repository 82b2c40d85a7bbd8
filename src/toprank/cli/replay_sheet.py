"""A replay as a sheet for people, in the terminal."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from toprank.cli.paper import Paper
from toprank.cli.pool_sheet import plain_table
from toprank.simulate.replay_document import cell, decimal, share
from toprank.words import catalogue, forms, say
from toprank.words.forms import MINUS
from toprank.words.retelling import figure, retold

Json = dict[str, Any]


def word(code: str, language: str, told: Mapping[str, Any] | None = None) -> str:
    """A word or a sentence of this sheet."""
    return say("replay_sheet", code, told or {}, language)


def written(text: str, language: str) -> str:
    """Numbers in English as a language writes them, with a real minus; the semicolon between two of them stays."""
    text = text.replace("-", MINUS)
    return figure(text) if language == "fr" else text


def print_replays(documents: list[Json], language: str = "en") -> None:
    """Prints the types of one replay or several, and every round of the first."""
    console = Paper()
    first = documents[0]
    console.print(Text(word("heading", language, first), style="bold"))
    console.print(word("missed", language))
    console.print(word("last_and_age", language), end="\n\n")
    if len(documents) > 1:
        console.print(side_of(documents, language))
        console.print()
    for each in documents:
        console.print(types_of(each, language))
        console.print()
    console.print(invited_of(first, language))
    console.print()
    console.print(rounds_of(first, language))
    people = first["people"]
    console.print()
    console.print(word("people", language, people | {"left": people["withdrawn"] + people["crowded_out"]}))


def side_of(documents: list[Json], language: str) -> Table:
    """One line for each type, one column for each set of shares and kind of rounds that some type has."""
    columns = [
        (each, which)
        for each in documents
        for which in ("fitted", "other")
        if any(row[f"{which}_rounds"] for row in each["types"])
    ]
    headings = [word(f"{which}_of", language, {"name": each["shares"]["name"]}) for each, which in columns]
    table = plain_table(word("type", language), *headings, word("same_as_last", language))
    for place, row in enumerate(documents[0]["types"]):
        cells = [written(cell(each["types"][place], which), language) for each, which in columns]
        table.add_row(name_of(row["target"], language), *cells, written(decimal(row["same_as_last"]), language))
    return table


def types_of(document: Json, language: str) -> Table:
    """One line for each type of round."""
    codes = ("type", "fitted", "other", "last", "age", "published_age")
    table = plain_table(*(word(code, language) for code in codes))
    table.title, table.title_justify = word("shares", language, document["shares"]), "left"
    for row in document["types"]:
        cells = (cell(row, "fitted"), cell(row, "other"), decimal(row["same_as_last"]))
        ages = ("" if row[key] is None else str(row[key]) for key in ("tie_break_days", "published_tie_break_days"))
        name = name_of(row["target"], language)
        table.add_row(name, *(written(each, language) for each in cells), *ages)
    return table


def invited_of(document: Json, language: str) -> Table:
    """One line for each published trait of the invited."""
    table = plain_table(
        word("of_invited", language), word("replayed", language), "2023", "2024", word("near", language)
    )
    for row in document["invited"]:
        near = "" if row["near"] is None else word(f"near_{'true' if row['near'] else 'false'}", language)
        told = {
            "dimension": retold(row["dimension"].removesuffix(", level"), language, "figure"),
            "value": retold(row["value"], language, "figure"),
        }
        shares = [written(share(each), language) for each in (row["reached"], *row["published"].values())]
        table.add_row(word("trait", language, told), *shares, near)
    return table


def name_of(target: str, language: str) -> str:
    """What a type of round is called: a program by its short name."""
    names = catalogue(language)["names"]
    return str(names["short"].get(target) or names["series"][target])


def rounds_of(document: Json, language: str) -> Table:
    """One line for each round."""
    number, signed = forms(language)["number"], forms(language)["signed"]
    codes = ("round", "day", "type_of_round", "size", "eligible", "cutoff", "published", "difference")
    table = plain_table(*(word(code, language) for code in codes))
    for column in table.columns:
        column.no_wrap = True
    for place in (1, 2):
        table.columns[place].justify = "left"
    for row in document["rounds"]:
        table.add_row(
            row["round"],
            row["at"][:10],
            name_of(row["target"], language),
            number(row["size"]),
            number(row["eligible"]),
            word("none", language) if row["cutoff"] is None else str(row["cutoff"]),
            str(row["published_cutoff"]),
            "" if row["difference"] is None else signed(row["difference"]),
        )
    return table
