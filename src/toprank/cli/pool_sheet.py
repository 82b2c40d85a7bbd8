"""A scored pool as a sheet for people, in the terminal."""

from itertools import groupby
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
    bands = plain_table("CRS score", "eligible for a program", "share")
    for band in found["distribution"]:
        bands.add_row(
            f"{band['from']:>3} to {band['to']:>4}", f"{band['candidates']:,}", share(band["candidates"], eligible)
        )
    bands.add_row(Text("all", style="bold"), Text(f"{eligible:,}", style="bold"), share(eligible, eligible))
    console.print(bands)
    console.print()
    classes = plain_table("Eligible for", "candidates", "share of the live")
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


def print_overview(found: Json, folder: str) -> None:
    """Prints how the profiles of a pool stand and the parts of its log."""
    console, words = Console(highlight=False), catalogue("en")
    console.print(Text(f"{folder} at {found['at']}", style="bold"))
    states = plain_table("", "profiles", "share")
    total = found["counts"]["candidates"]
    for name, count in found["states"].items():
        states.add_row(words["state"][name], f"{count:,}", share(count, total))
    states.add_row(Text("all", style="bold"), Text(f"{total:,}", style="bold"), "")
    console.print(states)
    console.print()
    log = Table(box=None, pad_edge=False, header_style="bold")
    log.add_column("Part")
    log.add_column("rows", justify="right")
    log.add_column("what", overflow="fold")
    for run in runs(found["log"]):
        log.add_row(*run)
    console.print(log)
    console.print(f"\n{found['pool']}", soft_wrap=True)


def runs(log: list[Json]) -> list[tuple[str, str, str]]:
    """The parts of a log, those of candidates that follow on each other as one line."""
    found: list[tuple[str, str, str]] = []
    for candidates, group in groupby(log, lambda part: part["kind"] == "candidates"):
        parts = list(group)
        if candidates:
            name = parts[0]["name"] if len(parts) == 1 else f"{parts[0]['name']} and {len(parts) - 1:,} more"
            found.append((name, f"{sum(part['rows'] for part in parts):,}", "profiles"))
            continue
        for part in parts:
            what = f"invited by {part['round']['id']}" if "round" in part else ", ".join(part["events"])
            found.append((part["name"], f"{part['rows']:,}", what))
    return found
