"""A scored pool and a round as sheets for people, in the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from toprank.words import catalogue

Json = dict[str, Any]


def plain_table(*headings: str) -> Table:
    """A table without lines; the first column is text, the others numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place else "left", no_wrap=bool(place))
    return table


def share(part: int, whole: int) -> str:
    """A part of a whole, in per cent with one decimal."""
    return f"{100 * part / whole:.1f} %" if whole else ""


def print_summary(found: Json, folder: str) -> None:
    """Prints the distribution of a pool and its eligible counts."""
    console = Console(highlight=False)
    live, eligible = found["live"], found["eligible_for_a_program"]
    console.print(Text(f"{folder} at {found['at']}", style="bold"))
    console.print(f"{found['candidates']:,} candidates, {live:,} live, {eligible:,} eligible for a program\n")
    bands = plain_table("CRS score", "candidates", "share")
    for band in found["distribution"]:
        bands.add_row(
            f"{band['from']:>3} to {band['to']:>4}", f"{band['candidates']:,}", share(band["candidates"], eligible)
        )
    bands.add_row(Text("all", style="bold"), Text(f"{eligible:,}", style="bold"), share(eligible, eligible))
    console.print(bands)
    console.print()
    classes = plain_table("Eligible for", "candidates", "share")
    names = catalogue("en")["names"]["program"]
    for name, count in found["eligible"].items():
        classes.add_row(f"{name}: {names[name]}" if name in names else name, f"{count:,}", share(count, live))
    console.print(classes)
    if found["percentiles"]:
        console.print()
        console.print(percentiles(found["percentiles"], eligible))


def percentiles(standings: list[Json], eligible: int) -> Table:
    """Where scores stand among those eligible for a program."""
    table = plain_table("Of those eligible for a program", "at or above", "share", "below", "share")
    for each in standings:
        above, below = each["at_or_above"], each["below"]
        score = f"CRS score {each['score']}"
        table.add_row(score, f"{above:,}", share(above, eligible), f"{below:,}", share(below, eligible))
    return table


def print_round(certificate: Json) -> None:
    """Prints the result of a round and its checks."""
    console = Console(highlight=False)
    asked = certificate["version"] or certificate["target"] or ""
    console.print(Text(f"Round {certificate['kind']} {asked}".rstrip() + f" at {certificate['at']}", style="bold"))
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, key in (
        ("In the pool", "in_pool"),
        ("Eligible for the round", "eligible"),
        ("Size", "size"),
        ("Invited", "invited"),
        ("Cut-off", "cutoff"),
        ("Above the cut-off", "above_cutoff"),
        ("At the cut-off", "tied"),
        ("  of them invited", "tied_invited"),
        ("Tie-break", "tie_break"),
    ):
        value = certificate[key]
        table.add_row(label, "none" if value is None else f"{value:,}" if isinstance(value, int) else value)
    console.print(table)
    console.print()
    found = certificate["checks"]
    print_checks([(each["code"], each["passed"], f"looked at {each['looked_at']:>9,}") for each in found])


def print_checks(rows: list[tuple[str, bool, str]]) -> None:
    """Prints checks, one a line: passed or not, which, and what was found."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for code, passed, found in rows:
        mark = Text("passed" if passed else "FAILED", style="green" if passed else "bold red")
        table.add_row(mark, Text(code.replace("_", " ")), Text(found, overflow="fold"))
    Console(highlight=False).print(table)
