"""Futures as a sheet for people, in the terminal."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from toprank.cli.paper import Paper
from toprank.cli.pool_sheet import plain_table
from toprank.simulate.futures_document import FEWEST, IGNORED, shown
from toprank.words import catalogue, say

Json = dict[str, Any]

COLUMN: Final = 17


def print_futures(document: Json, language: str = "en") -> None:
    """Prints what was drawn, the cut-offs by days and type, and what is left out."""
    console, drawn, come = Paper(), document["drawn_from"], document["arrivals"]
    tell = partial(say, "futures", language=language)
    console.print(Text(tell("heading", document), style="bold"))
    console.print(tell("drawn", {**document, **drawn, "drawn": drawn["rounds"]}))
    if drawn["left_out"]:
        console.print(tell("not_drawn", {"names": drawn["left_out"]}))
    console.print(tell("arrive", come) if come else tell("nobody_joins", {}))
    for each in document["warnings"]:
        console.print(Text(tell(each["code"], each["parameters"]), style="yellow"))
    if not shown(document):
        console.print(f"\n{tell('too_few', {'fewest': FEWEST})}\n")
    else:
        console.print(f"\n{tell('how', {'fewest': FEWEST})}\n")
    for table in tables(document, console.width, language):
        console.print(table)
        console.print()
    console.print(tell("left_out", {}), style="bold")
    for code in (*IGNORED, "arrivals_like" if come else "no_arrivals"):
        console.print(tell(code, {}))


def tables(document: Json, width: int, language: str) -> Iterator[Table]:
    """One row for each stretch of days, one column for each type of round; as many types as fit beside each other."""
    found = shown(document)
    count = {each["type"]: 0 for each in found}
    for each in found:
        count[each["type"]] += each["rounds"]
    types = sorted(count, key=lambda type_: -count[type_])
    beside = max((width - 12) // COLUMN, 1)
    cells = {(each["from"], each["type"]): cell(each) for each in found}
    for first in range(0, len(types), beside):
        beside_each_other = types[first : first + beside]
        names = (short(type_, language) for type_ in beside_each_other)
        table = plain_table(say("futures", "from", {}, language), *names)
        for column in table.columns[1:]:
            column.min_width = COLUMN - 2
        for day in sorted({each["from"] for each in found}):
            table.add_row(day, *(cells.get((day, type_), "") for type_ in beside_each_other))
        shares = ({"count": round(count[type_] / document["futures"], 1)} for type_ in beside_each_other)
        each_of = (say("futures", "each", each, language) for each in shares)
        table.add_row(say("futures", "rounds", {}, language), *each_of, style="dim")
        yield table


def cell(each: Json) -> str:
    """The middle cut-off and the range of 8 in 10."""
    cutoff = each["cutoff"]
    return f"{cutoff['p50']} ({cutoff['p10']}-{cutoff['p90']})"


def short(type_: str, language: str) -> str:
    """A type of round in the width of a column."""
    names = catalogue(language)["names"]
    return str(names["short"].get(type_) or names["series"].get(type_, type_))
