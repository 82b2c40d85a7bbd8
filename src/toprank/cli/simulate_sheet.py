"""Curves and comparisons as sheets for people, in the terminal."""

from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from toprank.cli.pool_sheet import plain_table, share
from toprank.simulate.documents import standing_out

Json = dict[str, Any]

MOST_GROUPS: Final = 12
NUMBERS_WIDTH: Final = 50
HEADINGS: Final = {
    "occupation": "Occupation",
    "age": "Age",
    "first_language": "First language",
    "program": "Class of the invitation",
    "education": "Education",
}


def written(value: Any) -> str:
    """A value of a document as a cell: numbers with their thousands apart, nothing as "none"."""
    return "none" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def heading(document: Json, version: str | None) -> Text:
    """The round that a sheet is about."""
    asked = version or document["target"]
    return Text(
        f"{document['kind'].capitalize()} round{f' {asked}' if asked else ''} at {document['at']}", style="bold"
    )


def print_curve(document: Json) -> None:
    """Prints the cut-off for each size."""
    console = Console(highlight=False)
    console.print(heading(document, document["version"]))
    console.print(
        f"{document['in_pool']:,} candidates eligible for a program, {document['eligible']:,} eligible for the round\n"
    )
    table = plain_table("Size", "invited", "cut-off", "at the cut-off", "tie-break")
    table.columns[0].justify = "right"
    for point in document["points"]:
        values = (point[key] for key in ("size", "invited", "cutoff", "tied", "tie_break"))
        table.add_row(*map(written, values))
    console.print(table)


def print_comparison(document: Json) -> None:
    """Prints both rounds, who gains and who loses in all, and by each trait."""
    console = Console(highlight=False)
    console.print(heading(document, None))
    console.print(f"{document['live']:,} live candidates\n")
    console.print(sides_table(document))
    print_totals(console, document)
    for trait, found in document["by"].items():
        invited = [group for group in found if group["invited_a"] or group["invited_b"]]
        console.print()
        console.print(groups_table(trait, invited, document["totals"], console.width - NUMBERS_WIDTH))


def sides_table(document: Json) -> Table:
    """Both rounds beside each other."""
    table = plain_table("", "side A", "side B")
    rows = (
        ("Rules of", "rules_of"),
        ("Version of the category", "version"),
        ("Occupations listed", "occupations"),
        ("Size", "size"),
        ("Invited", "invited"),
        ("Cut-off", "cutoff"),
        ("At the cut-off", "tied"),
        ("Tie-break", "tie_break"),
    )
    for label, key in rows:
        a, b = document["a"][key], document["b"][key]
        if a is not None or b is not None:
            table.add_row(label, written(a), Text(written(b), style="bold" if a != b else ""))
    eligible = (document["totals"]["eligible_a"], document["totals"]["eligible_b"])
    table.add_row("Eligible for the round", *map(written, eligible))
    return table


def print_totals(console: Console, document: Json) -> None:
    """Prints how many gain and lose in all, and how the scores differ, in sentences."""
    told, scores = document["totals"], document["scores"]
    console.print()
    console.print(Text(f"{told['gain']:,} gain: invited on side B alone.", style="bold"))
    console.print(f"  {told['gain_newly_eligible']:,} of them are not eligible on side A.")
    console.print(Text(f"{told['lose']:,} lose: invited on side A alone.", style="bold"))
    console.print(f"  {told['lose_no_longer_eligible']:,} of them are not eligible on side B.")
    console.print(f"{told['invited_in_both']:,} are invited on both sides.")
    if scores["rise"] or scores["fall"]:
        console.print(f"Scores: {scores['rise']:,} rise, {scores['fall']:,} fall, {scores['same']:,} stay.")
        commonest = sorted(scores["by_points"], key=lambda each: -each["candidates"])[:4]
        console.print(
            "  Most often: " + ", ".join(f"{each['points']:+} ({each['candidates']:,})" for each in commonest)
        )
    else:
        console.print("No score differs.")


def groups_table(trait: str, found: list[Json], told: Json, widest: int) -> Table:
    """The groups of one trait: invited on each side with their share, and who gains and loses."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(HEADINGS[trait], width=min(max(widest, 12), 64), no_wrap=True, overflow="ellipsis")
    for name, width in (("on A", 6), ("share", 7), ("on B", 6), ("share", 7), ("gain", 6), ("lose", 6)):
        table.add_column(name, justify="right", no_wrap=True, width=width)
    shown = found if len(found) <= MOST_GROUPS + 1 else standing_out(found, MOST_GROUPS)
    rest = [group for group in found if group not in shown]
    for group in shown:
        name = f"{group['key']} {group['name']}" if trait == "occupation" and group["key"] != "none" else group["name"]
        table.add_row(name, *cells(group, told))
    if rest:
        others = {key: sum(group[key] for group in rest) for key in ("invited_a", "invited_b", "gain", "lose")}
        table.add_row(Text(f"{len(rest)} more", style="dim"), *cells(others, told))
    return table


def cells(group: Json, told: Json) -> list[str]:
    """The numbers of a group; shares are of all who are invited on the side."""
    return [
        f"{group['invited_a']:,}",
        share(group["invited_a"], told["invited_a"]),
        f"{group['invited_b']:,}",
        share(group["invited_b"], told["invited_b"]),
        f"{group['gain']:,}",
        f"{group['lose']:,}",
    ]
