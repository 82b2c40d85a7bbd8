"""Curves and comparisons as sheets for people, in the terminal."""

import os
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from toprank.cli.paper import Paper
from toprank.cli.pool_sheet import plain_table, share
from toprank.rulebook.classification import unit_groups
from toprank.simulate.documents import standing_out
from toprank.words import catalogue, forms, say

Json = dict[str, Any]

MOST_GROUPS: Final = 12
NUMBERS_WIDTH: Final = 50
WIDEST: Final = 64
ROWS: Final = ("rules_of", "version", "occupations", "size", "invited", "cutoff", "tied", "tie_break")
CELLS: Final = ("on_a", "share", "on_b", "share", "gain", "lose")
NAMES: Final = {"age": "age_band", "first_language": "language", "program": "program"}
"""The list of names that tells the groups of a trait."""


def word(code: str, language: str) -> str:
    """A word of this sheet that stands alone."""
    return say("what_if", code, {}, language)


def written(value: Any, language: str) -> str:
    """A value of a document as a cell: numbers with their thousands apart, nothing as "none"."""
    if value is None:
        return word("none", language)
    return forms(language)["number"](value) if isinstance(value, int) else str(value)


def heading(document: Json, version: str | None, language: str) -> Text:
    """The round that a sheet is about."""
    asked = version or document["target"]
    code = f"targeted_{document['kind']}" if asked else "general"
    return Text(say("what_if", code, {"asked": asked, "at": document["at"]}, language), style="bold")


def print_curve(document: Json, language: str = "en") -> None:
    """Prints the cut-off for each size."""
    console = Paper()
    console.print(heading(document, document["version"], language))
    console.print(say("what_if", "in_pool", document, language), end="\n\n")
    columns = ("size", "invited", "cutoff", "tied", "tie_break")
    table = plain_table(*(word(column, language) for column in columns))
    table.columns[0].justify = "right"
    for point in document["points"]:
        table.add_row(*(written(point[column], language) for column in columns))
    console.print(table)


def print_comparison(document: Json, language: str = "en") -> None:
    """Prints both rounds, who gains and who loses in all, and by each trait that somebody is told apart by.

    A terminal cuts titles that are too long for it; into a file or a pipe they are whole.
    """
    console = Paper()
    console.print(heading(document, None, language))
    console.print(say("what_if", "people", document, language), end="\n\n")
    console.print(sides_table(document, language))
    print_totals(console, document, language)
    if not document["a"]["invited"] and not document["b"]["invited"]:
        console.print(word("nobody", language))
    invited = {trait: [each for each in found if shown_at_all(each)] for trait, found in document["by"].items()}
    widest = min(max(console.width - NUMBERS_WIDTH, 12), WIDEST)
    if not console.is_terminal and not os.environ.get("COLUMNS"):
        names = (name_of(group, trait, language) for trait, found in invited.items() for group in found)
        widest = max(map(len, names), default=widest)
        console.width = widest + NUMBERS_WIDTH
    for trait, found in invited.items():
        if found:
            console.print()
            console.print(groups_table(trait, found, document["totals"], widest, language))


def shown_at_all(group: Json) -> bool:
    """Whether somebody of a group is invited on a side."""
    return bool(group["invited_a"] or group["invited_b"])


def sides_table(document: Json, language: str) -> Table:
    """Both rounds beside each other."""
    table = plain_table("", word("side_a", language), word("side_b", language))
    for key in ROWS:
        a, b = document["a"][key], document["b"][key]
        if a is not None or b is not None:
            label = word(key if key == "rules_of" else f"{key}_row", language)
            table.add_row(label, written(a, language), Text(written(b, language), style="bold" if a != b else ""))
    eligible = (document["totals"]["eligible_a"], document["totals"]["eligible_b"])
    table.add_row(word("eligible_row", language), *(written(count, language) for count in eligible))
    return table


def print_totals(console: Console, document: Json, language: str) -> None:
    """Prints how many gain and lose in all, and how the scores differ, in sentences."""
    told, scores = document["totals"], document["scores"]
    console.print()
    for code, style in (("gainers", "bold"), ("newly", ""), ("losers", "bold"), ("no_longer", ""), ("both", "")):
        console.print(Text(say("what_if", code, told, language), style=style))
    if not scores["rise"] and not scores["fall"]:
        console.print(word("no_score", language))
        return
    console.print(say("what_if", "scores", scores, language))
    commonest = sorted(scores["by_points"], key=lambda each: -each["candidates"])[:4]
    steps = [say("what_if", "step", each, language) for each in commonest]
    console.print(say("what_if", "often", {"steps": steps}, language))


def groups_table(trait: str, found: list[Json], told: Json, widest: int, language: str) -> Table:
    """The groups of one trait: invited on each side with their share, and who gains and loses."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(word(trait, language), width=widest, no_wrap=True, overflow="ellipsis")
    for name, width in zip(CELLS, (6, 7, 6, 7, 6, 6), strict=True):
        table.add_column(word(name, language), justify="right", no_wrap=True, width=width)
    shown = found if len(found) <= MOST_GROUPS + 1 else standing_out(found, MOST_GROUPS)
    rest = [group for group in found if group not in shown]
    for group in shown:
        table.add_row(name_of(group, trait, language), *cells(group, told, language))
    if rest:
        others = {key: sum(group[key] for group in rest) for key in ("invited_a", "invited_b", "gain", "lose")}
        more = say("what_if", "more", {"count": len(rest)}, language)
        table.add_row(Text(more, style="dim"), *cells(others, told, language))
    return table


def name_of(group: Json, trait: str, language: str) -> str:
    """What a group of a trait is called."""
    key = group["key"]
    if key == "none":
        return word("none", language)
    if trait == "education":
        return str(catalogue(language)["cell"][key])
    if trait != "occupation":
        return str(catalogue(language)["names"][NAMES[trait]].get(key, group["name"]))
    title = unit_groups()[key].title_fr if language == "fr" and key in unit_groups() else group["name"]
    return f"{key} {title}"


def cells(group: Json, told: Json, language: str) -> list[str]:
    """The numbers of a group; shares are of all who are invited on the side."""
    number = forms(language)["number"]
    found = []
    for side in ("invited_a", "invited_b"):
        found += [number(group[side]), share(group[side], told[side], language)]
    return [*found, number(group["gain"]), number(group["lose"])]
