"""An assessment as a sheet for people, in the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from toprank.words import catalogue, say

Json = dict[str, Any]
MARK = {True: ("yes", "green"), False: ("no", "red")}


def print_assessment(answer: Json, verbose: bool) -> None:
    """Prints one assessment: score line by line, programs, categories, what changes, warnings."""
    console = Console(highlight=False)
    crs = answer["crs"]
    console.print()
    console.print(Text(f"{answer['profile']} on {answer['on']}: CRS {crs['total']}", style="bold"))
    languages = catalogue("en")["names"]["language"]
    first = languages.get(answer["first_language"], "none, no valid result")
    under = answer["invited_under"]
    open_class = catalogue("en")["names"]["program"][under] if under else "none: not eligible for any program"
    console.print(f"First official language: {first}. An invitation today would be under: {open_class}.")
    for reason in answer["provisional"]:
        console.print(Text(f"Provisional: {reason['message']}", style="yellow"))
    console.print(score_table(crs, verbose))
    for name, found in answer["programs"].items():
        console.print(requirement_table(program_title(name, found), found, verbose))
    for name, found in answer["categories"].items():
        console.print(requirement_table(f"Category {name} ({found['version'] or 'not in force'})", found, verbose))
    if answer["changes"]:
        console.print(change_table(answer["changes"]))
    for warning in answer["warnings"]:
        console.print(Text(f"Note {warning['pointer']}: {warning['message']}", style="yellow"))


def score_table(crs: Json, verbose: bool) -> Table:
    """Every line of the score, by part."""
    table = Table(
        title="Comprehensive Ranking System", title_justify="left", title_style="bold", box=None, pad_edge=False
    )
    for heading, side in (("", "left"), ("points", "right"), ("at most", "right"), ("because", "left")):
        table.add_column(heading, justify=side)  # type: ignore[arg-type]
    if verbose:
        table.add_column("source")
    for part in ("core", "spouse", "transferability", "additional"):
        title = catalogue("en")["names"]["part"][part]
        table.add_row(Text(title, style="bold"), Text(str(crs[part]), style="bold"))
        for line in crs["lines"]:
            if line["part"] == part:
                most = str(line["maximum"]) if line["maximum"] else ""
                cells = [f"  {say('factor', line['factor'], {})}", str(line["points"]), most, line["because"]]
                table.add_row(*cells, *([line["source"]] if verbose else []))
    table.add_row(Text("Total", style="bold"), Text(str(crs["total"]), style="bold"), "1200")
    return table


def program_title(name: str, found: Json) -> str:
    """The name of a program, with the points of its grid."""
    title = str(catalogue("en")["names"]["program"][name])
    if found.get("grid"):
        parts = ", ".join(f"{part} {points}" for part, points in found["grid"].items())
        return f"{title}, grid {found['points']}: {parts}"
    return title


def requirement_table(title: str, found: Json, verbose: bool) -> Table:
    """The requirements of a program or a category."""
    word, style = MARK[found["eligible"]]
    heading = Text.assemble(
        (f"{title}: ", "bold"), ("eligible" if found["eligible"] else "not eligible", f"bold {style}")
    )
    table = Table(title=heading, title_justify="left", box=None, pad_edge=False, show_header=False)
    for each in found["requirements"]:
        word, style = MARK[each["met"]]
        cells = [
            Text(f"  {word}", style=style),
            say("requirement", each["code"], {}),
            each["have"],
            f"needs {each['need']}",
        ]
        table.add_row(*cells, *([each["source"]] if verbose else []))
    return table


def change_table(changes: list[Json]) -> Table:
    """What will change within a year without anyone doing anything."""
    table = Table(
        title="Within a year, by itself",
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        show_header=False,
    )
    for change in changes:
        told = change["parameters"]
        moved = [f"opens {', '.join(told['opened'])}"] if told.get("opened") else []
        moved += [f"closes {', '.join(told['closed'])}"] if told.get("closed") else []
        points = f"{change['points']:+d}" if change["points"] else "0"
        table.add_row(f"  {change['on']}", Text(points, justify="right"), change["message"], "; ".join(moved))
    return table
