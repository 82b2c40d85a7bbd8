"""A scored pool as a sheet for people, in the terminal."""

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
