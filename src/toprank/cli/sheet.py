"""An assessment as a sheet for people, in the terminal."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from toprank.assess.concerning import concerning, nominated
from toprank.cli.plain_table import BOLD, GREEN, RED, YELLOW, Cell, Table, Terminal
from toprank.words import catalogue, forms, named, say

Json = dict[str, Any]
Told = Cell | Table
EMPTY = Cell("")


def print_assessment(answer: Json, verbose: bool, language: str) -> None:
    """Prints one assessment: score line by line, programs, categories, what changes, warnings."""
    print("", *Terminal.here().lines(Sheet(verbose, language).of(answer)), sep="\n")


class Sheet:
    """The pieces of a sheet in one language, with or without the source of every line."""

    def __init__(self, verbose: bool, language: str):
        self.verbose = verbose
        self.language = language
        self.say = partial(say, language=language)
        self.written = forms(language)
        self.mark = {True: Cell(self.word("yes"), GREEN), False: Cell(self.word("no"), RED)}

    def word(self, code: str) -> str:
        """A word of the sheet that stands alone."""
        return self.say("sheet", code, {})

    def of(self, answer: Json) -> list[Told]:
        """Everything an assessment says."""
        told: list[Told] = [*self.heading(answer), EMPTY, self.score(answer["crs"]), EMPTY]
        for name, found in answer["programs"].items():
            told += [*self.program(name, found), EMPTY]
        told += self.categories(answer["categories"], nominated(answer))
        if changes := concerning(answer, self.language):
            told += [EMPTY, Cell(self.word("changes"), BOLD), self.changes(changes)]
        if answer["warnings"]:
            told += [EMPTY, Cell(self.word("warnings"), BOLD), warning_table(answer["warnings"])]
        return told

    def heading(self, answer: Json) -> Iterator[Cell]:
        """Who, when, how many points, and what stands over all of it."""
        total = answer["crs"]["total"]
        told = {"profile": answer["profile"], "on": answer["on"], "total": total}
        yield Cell(self.say("sheet", "heading", told), BOLD)
        first, under = answer["first_language"], answer["invited_under"]
        left = next((each["parameters"] for each in answer["warnings"] if each["code"] == "profile_over"), None)
        if left:
            yield Cell(self.say("sheet", "left_pool", left), YELLOW)
        invited = "invited_under_none" if not under else "invited_under_anew" if left else "invited_under"
        said = [
            self.say("sheet", "first_language" if first else "no_first_language", {"language": first}),
            self.say("sheet", invited, {"program": under}),
        ]
        yield Cell(" ".join(said))
        for reason in answer["provisional"]:
            yield Cell(self.say("sheet", "provisional", {"message": reason["message"]}), YELLOW)

    def source(self, found: Json) -> list[str]:
        """The source of a line, where it was asked for."""
        return [found["source"]] if self.verbose else []

    def score(self, crs: Json) -> Table:
        """Every line of the score, by part."""
        table = Table(right=frozenset({1, 2}))
        heads = ("crs", "points", "at_most", "because", *(["source"] if self.verbose else []))
        table.add(*(Cell(self.word(head), BOLD) for head in heads))
        for part, title in catalogue(self.language)["names"]["part"].items():
            table.add(Cell(title, BOLD), Cell(str(crs[part]), BOLD))
            for line in crs["lines"]:
                if line["part"] == part:
                    most = "" if line["code"] == "cap" else str(line["maximum"])
                    factor = f"  {self.say('factor', line['factor'], {})}"
                    table.add(factor, str(line["points"]), most, line["because"], *self.source(line))
        table.add(Cell(self.word("total"), BOLD), Cell(str(crs["total"]), BOLD), self.written["number"](1200))
        return table

    def program(self, name: str, found: Json) -> Iterator[Told]:
        """A program: whether it is open, its grid if it has one, and its requirements."""
        yield self.verdict(named("program", name, self.language), found["eligible"])
        if found.get("grid"):
            grid = found["grid"].items()
            parts = [self.say("sheet", "grid_part", {"part": part, "points": points}) for part, points in grid]
            yield Cell(f"  {self.say('sheet', 'grid', {'points': found['points'], 'parts': parts})}")
        table = Table(indent=2)
        for each in found["requirements"]:
            table.add(self.mark[each["met"]], self.say("requirement", each["code"], {}), *self.held_and_needed(each))
        yield table

    def verdict(self, title: str, eligible: bool) -> Cell:
        """A heading that says whether something is open."""
        said = self.say("sheet", "eligible" if eligible else "not_eligible", {"title": title})
        return Cell(said, f"{BOLD};{GREEN if eligible else RED}")

    def held_and_needed(self, found: Json) -> list[str]:
        """What there is of a requirement, what it takes, and its source where it was asked for."""
        return [found["have"], self.say("sheet", "needs", {"need": found["need"]}), *self.source(found)]

    def categories(self, found: Json, nominee: bool) -> Iterator[Told]:
        """Every category with its own conditions; what they all ask for is said once."""
        if not found:
            return
        yield Cell(self.word("categories"), BOLD)
        table, federal = Table(indent=2), None
        for key, category in found.items():
            for place, each in enumerate(category["requirements"]):
                if each["code"] == "federal_program":
                    federal = each
                    continue
                title = Cell((category["version"] or key) if place == 0 else "")
                marked = self.mark[category["eligible"]] if place == 0 else EMPTY
                own = Cell(self.say("requirement", each["code"], {}), "" if each["met"] else RED)
                table.add(marked, title, own, *self.held_and_needed(each))
        yield table
        if federal:
            yield Cell(f"  {self.say('sheet', 'federal', {'have': federal['have']})}")
        if nominee:
            yield Cell(f"  {self.say('report', 'nominee', {})}", YELLOW)

    def changes(self, changes: list[Json]) -> Table:
        """What will change within a year without anyone doing anything."""
        table = Table(right=frozenset({1}), indent=2)
        for change in changes:
            told = change["parameters"]
            moves = (("opens", told.get("opened")), ("closes", told.get("closed")))
            moved = [self.say("sheet", code, {"names": names}) for code, names in moves if names]
            points = f"{change['points']:+d}" if change["points"] else "0"
            table.add(change["on"], points, change["message"], *(["; ".join(moved)] if moved else []))
        return table


def warning_table(warnings: list[Json]) -> Table:
    """What is doubtful, and where it stands in the profile."""
    table = Table(indent=2)
    for warning in warnings:
        table.add(Cell(warning["pointer"], YELLOW), warning["message"])
    return table
