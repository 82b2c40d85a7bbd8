"""Futures as a sheet for people, in the terminal."""

from collections.abc import Iterator
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from toprank.cli.pool_sheet import plain_table
from toprank.simulate.futures_document import shown

Json = dict[str, Any]

COLUMN: Final = 17


def print_futures(document: Json) -> None:
    """Prints what was drawn, the cut-offs by days and type, and what is left out."""
    console, drawn = Console(highlight=False), document["drawn_from"]
    heading = f"{document['futures']:,} futures of {document['rounds']:,} rounds after {document['at']}"
    console.print(Text(heading, style="bold"))
    console.print(
        f"{document['in_pool']:,} candidates eligible for a program. Rounds are drawn from {drawn['rounds']:,} rounds "
        f"in {drawn['clusters']:,} clusters held {drawn['since']} to {drawn['until']}."
    )
    if drawn["left_out"]:
        console.print(f"Not drawn, for there is no such category on the day: {', '.join(drawn['left_out'])}.")
    come = document["arrivals"]
    if come is None:
        console.print("Nobody joins the pool, so that cut-offs fall as it empties: see --arrivals.")
    else:
        console.print(f"{come['per_round']:,} profiles arrive for each round on average: {come['per_week']:,} a week.")
    console.print("\nCut-off: the middle of the futures, and in brackets 8 of 10 of them.\n")
    for table in tables(document, console.width):
        console.print(table)
        console.print()
    console.print("Left out:", style="bold")
    for remark in [*document["left_out"], *([come["remark"]] if come else [])]:
        console.print(remark)


def tables(document: Json, width: int) -> Iterator[Table]:
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
        table = plain_table("From", *(short(type_) for type_ in beside_each_other))
        for column in table.columns[1:]:
            column.min_width = COLUMN - 2
        for day in sorted({each["from"] for each in found}):
            table.add_row(day, *(cells.get((day, type_), "") for type_ in beside_each_other))
        table.add_row(
            "rounds", *(f"{count[type_] / document['futures']:.1f} each" for type_ in beside_each_other), style="dim"
        )
        yield table


def cell(each: Json) -> str:
    """The middle cut-off and the range of 8 in 10."""
    cutoff = each["cutoff"]
    return f"{cutoff['p50']} ({cutoff['p10']}-{cutoff['p90']})"


def short(type_: str) -> str:
    """A type of round in the width of a column."""
    name = type_.replace("_canadian_experience", "").replace("_", " ")
    return name.upper() if name in ("pnp", "cec", "fsw", "fst") else name
