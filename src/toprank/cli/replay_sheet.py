"""A replay as a sheet for people, in the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from toprank.cli.pool_sheet import plain_table
from toprank.simulate.replay_document import by_shares, cell, decimal, share, side_by_side

Json = dict[str, Any]


def print_replays(documents: list[Json]) -> None:
    """Prints the types of one replay or several, and every round of the first."""
    console = Console(highlight=False)
    first = documents[0]
    console.print(Text(f"Published rounds of {first['from']} to {first['to']}, held again", style="bold"))
    console.print("Points between the cut-off reached and the published one: mean absolute (mean; rounds).")
    console.print("Last: what repeating the last cut-off misses. Age: median days of the tie-break, and published.\n")
    if len(documents) > 1:
        console.print(side_of(documents))
        console.print()
    for each in documents:
        console.print(types_of(each))
        console.print()
    console.print(invited_of(first))
    console.print()
    console.print(rounds_of(first))
    people = first["people"]
    console.print(
        f"\nPeople: {people['at_first']:,} at first, {people['arrived']:,} came; {people['accepted']:,} accepted, "
        f"{people['lapsed']:,} let an invitation lapse, {people['withdrawn'] + people['crowded_out']:,} withdrew, "
        f"{people['expired']:,} expired, {people['ineligible']:,} became ineligible; "
        f"{people['now']:,} are there or due."
    )


def side_of(documents: list[Json]) -> Table:
    """One line for each type, one column for each set of shares and kind of rounds."""
    headings, rows = side_by_side(documents)
    table = plain_table(*(heading.replace(" rounds", "") for heading in headings))
    for name, *cells in rows:
        table.add_row(name.replace("_canadian_experience", "").replace("_", " "), *cells)
    return table


def types_of(document: Json) -> Table:
    """One line for each type of round."""
    table = plain_table("Type", "fitted rounds", "other rounds", "last", "age", "pub.")
    table.title, table.title_justify = f"Shares {document['shares']['name']!r}, {by_shares(document)}", "left"
    for row in document["types"]:
        ages = [str(row[key]) for key in ("tie_break_days", "published_tie_break_days")]
        table.add_row(
            row["target"].replace("_canadian_experience", " (Canada)").replace("_", " "),
            cell(row, "fitted"),
            cell(row, "other"),
            decimal(row["same_as_last"]),
            *ages,
        )
    return table


def invited_of(document: Json) -> Table:
    """One line for each published trait of the invited."""
    table = plain_table("Of the invited, %", "replayed", "2023", "2024", "near")
    for row in document["invited"]:
        near = {True: "yes", False: "no", None: ""}[row["near"]]
        name = f"{row['dimension'].removesuffix(', level')}: {row['value']}"
        table.add_row(name, share(row["reached"]), *(share(each) for each in row["published"].values()), near)
    return table


def rounds_of(document: Json) -> Table:
    """One line for each round."""
    table = plain_table("Round", "day", "type", "size", "eligible", "cut-off", "published", "difference")
    for column in table.columns:
        column.no_wrap = True
    for place in (1, 2):
        table.columns[place].justify = "left"
    for row in document["rounds"]:
        reached = "none" if row["cutoff"] is None else str(row["cutoff"])
        difference = "" if row["difference"] is None else f"{row['difference']:+}"
        table.add_row(
            row["round"],
            row["at"][:10],
            row["target"].replace("_canadian_experience", ""),
            f"{row['size']:,}",
            f"{row['eligible']:,}",
            reached,
            str(row["published_cutoff"]),
            difference,
        )
    return table
