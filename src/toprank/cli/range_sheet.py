"""The range of an intake with unknown facts, as a sheet for people in the terminal."""

from functools import partial
from typing import Any, Final

from toprank.cli.plain_table import BOLD, GREEN, RED, YELLOW, Cell, Table, Terminal
from toprank.rulebook.loader import Rulebook
from toprank.words import named, say

Json = dict[str, Any]
Told = Cell | Table
EMPTY = Cell("")
OPEN: Final = {"all": GREEN, "some": YELLOW, "none": RED}


def print_range(answer: Json, rulebook: Rulebook, verbose: bool, language: str) -> None:
    """Prints a range: both ends, what is open, and what each unknown field is worth."""
    print("", *Terminal.here().lines(RangeSheet(answer, rulebook, verbose, language).all()), sep="\n")


class RangeSheet:
    """The pieces of the sheet of one range in one language."""

    def __init__(self, answer: Json, rulebook: Rulebook, verbose: bool, language: str):
        self.answer = answer
        self.verbose = verbose
        self.language = language
        self.say = partial(say, language=language)
        self.families = {version.key: version.name[language] for version in rulebook.categories()}

    def word(self, code: str) -> str:
        """A word of the sheet that stands alone."""
        return self.say("range", code, {})

    def heads(self, *codes: str) -> list[Cell]:
        """The headings of columns."""
        return [Cell(self.word(code), BOLD) for code in codes]

    def all(self) -> list[Told]:
        """Everything that is said."""
        answer, ends = self.answer, self.answer["total"]
        heading = "heading" if ends["least"] < ends["most"] else "exact"
        told: list[Told] = [Cell(self.say("range", heading, answer | ends), BOLD)]
        told += [Cell(self.say("sheet", "provisional", each), YELLOW) for each in answer["provisional"]]
        if answer["unknown"]:
            told += [Cell(self.say("range", "cases", answer)), self.most_telling()]
            told += [EMPTY, self.ends(), EMPTY, Cell(self.word("unknown"), BOLD), self.unknown()]
        told += [EMPTY, Cell(self.word("programs"), BOLD), self.programs()]
        if self.verbose:
            for each in answer["unknown"]:
                told += [EMPTY, Cell(each["field"], BOLD), self.values(each)]
        if answer["thinned"]:
            told += [EMPTY, Cell(self.say("range", "thinned", answer), YELLOW)]
        return [*told, EMPTY, Cell(self.word("limits"))]

    def most_telling(self) -> Cell:
        """Which unknown matters most, and by how much."""
        if self.answer["matters_most"] is None:
            return Cell(self.word("matters_none"))
        width = self.answer["total"]["most"] - self.answer["total"]["least"]
        return Cell(self.say("range", "matters_most", self.answer["unknown"][0] | {"width": width}))

    def ends(self) -> Table:
        """The values of the least and of the most favourable case, side by side."""
        table, ends = Table(indent=2), self.answer["total"]
        heads = [self.say("range", f"{end}_at", {"total": ends[end]}) for end in ("least", "most")]
        table.add(*self.heads("field"), *(Cell(head, BOLD) for head in heads))
        for least, most in zip(self.answer["least_at"], self.answer["most_at"], strict=True):
            table.add(least["field"], least["name"], most["name"])
        return table

    def unknown(self) -> Table:
        """What each unknown field is worth."""
        table = Table(right=frozenset({1, 2, 3}), indent=2)
        table.add(*self.heads("field", "narrows", "average", "tried"))
        for each in self.answer["unknown"]:
            average = self.say("choice", "average", {"value": each["narrows_on_average"]})
            table.add(each["field"], str(each["narrows_by"]), average, str(each["tried"]))
        return table

    def programs(self) -> Table:
        """What is open in all cases, in some, in none."""
        table = Table(indent=2)
        for program, found in self.answer["programs"].items():
            table.add(named("program", program, self.language), Cell(self.word(found), OPEN[found]))
        for key, found in self.answer["categories"].items():
            table.add(self.families[key], Cell(self.word(found), OPEN[found]))
        return table

    def values(self, unknown: Json) -> Table:
        """The score with each value of an unknown field."""
        table = Table(right=frozenset({1, 2}), indent=2)
        table.add(*self.heads("value", "least", "most"))
        for each in unknown["values"]:
            if each["least"] is not None:
                table.add(each["name"], str(each["least"]), str(each["most"]))
        return table
