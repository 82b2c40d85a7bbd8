"""The calibration of a pool as a sheet for people, in the terminal."""

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from toprank.pool.calibration_page import number

Json = dict[str, Any]
WIDE = 110


def print_calibration(found: Json) -> None:
    """Prints every figure; its source too where the terminal is wide enough."""
    console = Console(highlight=False)
    console.print(Text(f"Calibration on {found['on']}: {found['met']} of {found['of']} figures met\n", style="bold"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("", "figure"):
        table.add_column(heading, no_wrap=heading == "")
    for heading in ("target", "allowed", "reached"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("basis", no_wrap=True)
    if console.width >= WIDE:
        table.add_column("source", style="dim")
    group = ""
    for row in found["figures"]:
        if row["group"] != group:
            group = row["group"]
            table.add_row("", Text(group, style="bold"))
        mark = Text("met" if row["met"] else "NOT", style="green" if row["met"] else "bold red")
        allowed = f"{number(row['least'])} to {number(row['most'])}"
        cells = [mark, row["name"], row["target"], allowed, number(row["reached"]), row["basis"]]
        table.add_row(*cells, *([row["source"]] if console.width >= WIDE else []))
    console.print(table)
