"""A scored pool as a sheet for people, in the terminal."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.table import Table
from rich.text import Text

from toprank.cli.paper import Paper
from toprank.words import catalogue, forms, say
from toprank.words.forms import SPACE

Json = dict[str, Any]


def plain_table(*headings: str) -> Table:
    """A table without lines; the first column is text, the others numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        table.add_column(heading, justify="right" if place else "left", no_wrap=bool(place))
    return table


def share(part: int, whole: int, language: str = "en") -> str:
    """A part of a whole, in per cent with one decimal."""
    if not whole:
        return ""
    written = f"{100 * part / whole:.1f}"
    return f"{written.replace('.', ',')}{SPACE}%" if language == "fr" else f"{written}%"


def headed(codes: Sequence[str], language: str) -> Table:
    """A plain table with headings of this sheet."""
    return plain_table(*(say("pool_sheet", code, {}, language) if code else "" for code in codes))


def print_summary(found: Json, folder: str, language: str = "en") -> None:
    """Prints the distribution of a pool and its eligible counts."""
    console, number = Paper(), forms(language)["number"]
    live, eligible = found["live"], found["eligible_for_a_program"]
    told = {"folder": folder, "at": found["at"], "candidates": found["candidates"], "live": live, "eligible": eligible}
    console.print(Text(say("pool_sheet", "at", told, language), style="bold"))
    console.print(say("pool_sheet", "counts", told, language), end="\n\n")
    bands = headed(("score", "eligible", "share"), language)
    for band in found["distribution"]:
        limits = {"low": f"{band['from']:>3}", "high": f"{band['to']:>4}"}
        count = band["candidates"]
        bands.add_row(say("round_sheet", "band", limits, language), number(count), share(count, eligible, language))
    every = Text(say("pool_sheet", "all", {}, language), style="bold")
    bands.add_row(every, Text(number(eligible), style="bold"), share(eligible, eligible, language))
    console.print(bands)
    console.print()
    classes = headed(("eligible_for", "candidates", "share_of_live"), language)
    names = catalogue(language)["names"]["program"]
    for key, count in found["eligible"].items():
        name = say("pool_sheet", "named", {"key": key, "name": names[key]}, language) if key in names else key
        classes.add_row(name, number(count), share(count, live, language))
    console.print(classes)
    if found["percentiles"]:
        console.print()
        console.print(percentiles(found["percentiles"], eligible, language))


def percentiles(standings: list[Json], eligible: int, language: str) -> Table:
    """Where scores stand among those eligible for a program."""
    table, number = (
        headed(("of_eligible", "at_or_above", "share", "below", "share"), language),
        forms(language)["number"],
    )
    for each in standings:
        cells = [say("pool_sheet", "score_of", {"score": each["score"]}, language)]
        for count in (each["at_or_above"], each["below"]):
            cells += [number(count), share(count, eligible, language)]
        table.add_row(*cells)
    return table


def print_overview(found: Json, folder: str, language: str = "en") -> None:
    """Prints how the profiles of a pool stand and the parts of its log."""
    console, number = Paper(), forms(language)["number"]
    console.print(Text(say("pool_sheet", "at", {"folder": folder, "at": found["at"]}, language), style="bold"))
    states = headed(("", "profiles", "share"), language)
    total = found["counts"]["candidates"]
    for name, count in found["states"].items():
        states.add_row(say("state", name, {}, language), number(count), share(count, total, language))
    states.add_row(Text(say("pool_sheet", "all", {}, language), style="bold"), Text(number(total), style="bold"), "")
    console.print(states)
    console.print()
    log = Table(box=None, pad_edge=False, header_style="bold")
    log.add_column(say("pool_sheet", "part", {}, language))
    log.add_column(say("pool_sheet", "rows", {}, language), justify="right")
    log.add_column(say("pool_sheet", "what", {}, language), overflow="fold")
    for run in runs(found["log"], language):
        log.add_row(*run)
    console.print(log)
    console.print(f"\n{found['pool']}", soft_wrap=True)


def runs(log: list[Json], language: str) -> list[tuple[str, str, str]]:
    """The parts of a log, those of candidates that follow on each other as one line."""
    found: list[tuple[str, str, str]] = []
    number = forms(language)["number"]
    for candidates, group in groupby(log, lambda part: part["kind"] == "candidates"):
        parts = list(group)
        if candidates:
            told = {"name": parts[0]["name"], "more": len(parts) - 1}
            name = told["name"] if len(parts) == 1 else say("pool_sheet", "part_and_more", told, language)
            found.append(
                (name, number(sum(part["rows"] for part in parts)), say("pool_sheet", "profiles", {}, language))
            )
            continue
        for part in parts:
            if "round" in part:
                what = say("pool_sheet", "invited_by", {"round": part["round"]["id"]}, language)
            else:
                what = ", ".join(catalogue(language)["marked"].get(event, event) for event in part["events"])
            found.append((part["name"], number(part["rows"]), what))
    return found
