"""An assessment as a sheet for people, in the terminal."""

from collections.abc import Iterator
from typing import Any

from toprank.cli.plain_table import BOLD, GREEN, RED, YELLOW, Cell, Table, Terminal
from toprank.words import catalogue, say

Json = dict[str, Any]
Told = Cell | Table
MARK = {True: Cell("yes", GREEN), False: Cell("no", RED)}
EMPTY = Cell("")


def print_assessment(answer: Json, verbose: bool) -> None:
    """Prints one assessment: score line by line, programs, categories, what changes, warnings."""
    told: list[Told] = [*heading(answer), EMPTY, score_table(answer["crs"], verbose), EMPTY]
    for name, found in answer["programs"].items():
        told += [*program(name, found, verbose), EMPTY]
    told += categories(answer["categories"], verbose)
    if answer["changes"]:
        told += [EMPTY, Cell("Within a year, by itself", BOLD), change_table(answer["changes"])]
    if answer["warnings"]:
        told += [EMPTY, Cell("To be looked at", BOLD), warning_table(answer["warnings"])]
    print("", *Terminal.here().lines(told), sep="\n")


def heading(answer: Json) -> Iterator[Cell]:
    """Who, when, how many points, and what stands over all of it."""
    names = catalogue("en")["names"]
    yield Cell(f"{answer['profile']} on {answer['on']}: CRS {answer['crs']['total']}", BOLD)
    first = names["language"].get(answer["first_language"], "none, no valid result")
    under = answer["invited_under"]
    open_class = names["program"][under] if under else "none, not eligible for any program"
    yield Cell(f"First official language: {first}. An invitation today would be under: {open_class}.")
    for reason in answer["provisional"]:
        yield Cell(f"Provisional: {reason['message']}", YELLOW)


def score_table(crs: Json, verbose: bool) -> Table:
    """Every line of the score, by part."""
    table = Table(right=frozenset({1, 2}))
    heads = ("Comprehensive Ranking System", "points", "at most", "because", *(["source"] if verbose else []))
    table.add(*(Cell(head, BOLD) for head in heads))
    for part, title in catalogue("en")["names"]["part"].items():
        table.add(Cell(title, BOLD), Cell(str(crs[part]), BOLD))
        for line in crs["lines"]:
            if line["part"] == part:
                most = "" if line["code"] == "cap" else str(line["maximum"])
                cells = [f"  {say('factor', line['factor'], {})}"]
                table.add(*cells, str(line["points"]), most, line["because"], *([line["source"]] if verbose else []))
    table.add(Cell("Total", BOLD), Cell(str(crs["total"]), BOLD), "1200")
    return table


def program(name: str, found: Json, verbose: bool) -> Iterator[Told]:
    """A program: whether it is open, its grid if it has one, and its requirements."""
    yield verdict(catalogue("en")["names"]["program"][name], found["eligible"])
    if found.get("grid"):
        parts = ", ".join(f"{part} {points}" for part, points in found["grid"].items())
        yield Cell(f"  Grid: {found['points']} points ({parts})")
    table = Table(indent=2)
    for each in found["requirements"]:
        requirement(table, MARK[each["met"]], say("requirement", each["code"], {}), each, verbose)
    yield table


def verdict(title: str, eligible: bool) -> Cell:
    """A heading that says whether something is open."""
    return Cell(f"{title}: {'eligible' if eligible else 'not eligible'}", f"{BOLD};{GREEN if eligible else RED}")


def requirement(table: Table, mark: Cell, title: str, found: Json, verbose: bool) -> None:
    """One requirement, with what there is and what it takes."""
    table.add(mark, title, found["have"], f"needs {found['need']}", *([found["source"]] if verbose else []))


def categories(found: Json, verbose: bool) -> Iterator[Told]:
    """Every category with its own conditions; what they all ask for is said once."""
    if not found:
        return
    yield Cell("Categories", BOLD)
    table, federal = Table(indent=2), None
    for key, category in found.items():
        for place, each in enumerate(category["requirements"]):
            if each["code"] == "federal_program":
                federal = each
                continue
            title = Cell((category["version"] or key) if place == 0 else "")
            marked = MARK[category["eligible"]] if place == 0 else EMPTY
            own = Cell(say("requirement", each["code"], {}), "" if each["met"] else RED)
            sources = [each["source"]] if verbose else []
            table.add(marked, title, own, each["have"], f"needs {each['need']}", *sources)
    yield table
    if federal:
        yield Cell(f"  Each asks besides for one of FSW, CEC, FST: {federal['have']}.")


def change_table(changes: list[Json]) -> Table:
    """What will change within a year without anyone doing anything."""
    table = Table(right=frozenset({1}), indent=2)
    for change in changes:
        told = change["parameters"]
        moved = [f"opens {', '.join(told['opened'])}"] if told.get("opened") else []
        moved += [f"closes {', '.join(told['closed'])}"] if told.get("closed") else []
        points = f"{change['points']:+d}" if change["points"] else "0"
        table.add(change["on"], points, change["message"], *(["; ".join(moved)] if moved else []))
    return table


def warning_table(warnings: list[Json]) -> Table:
    """What is doubtful, and where it stands in the profile."""
    table = Table(indent=2)
    for warning in warnings:
        table.add(Cell(warning["pointer"], YELLOW), warning["message"])
    return table
