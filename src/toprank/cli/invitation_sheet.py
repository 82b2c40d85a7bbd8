"""What `toprank invitation` says, as a sheet for people in the terminal."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from toprank.cli.plain_table import BOLD, GREEN, RED, YELLOW, Cell, Table, Terminal
from toprank.rules.crs.score import PARTS
from toprank.words import forms, named, say

Json = dict[str, Any]
Told = Cell | Table
EMPTY = Cell("")
VERDICT: Final = {True: ("holds", GREEN), False: ("fails", RED), None: ("open", YELLOW)}
MARK: Final = {True: ("passed", GREEN), False: ("failed", RED), None: ("unknown", YELLOW)}


def print_invitation(answer: Json, language: str) -> None:
    """Prints the verdict, the checks, the letter, the plan and the memo."""
    print("", *Terminal.here().lines(InvitationSheet(answer, language).all()), sep="\n")


class InvitationSheet:
    """The pieces of the sheet in one language."""

    def __init__(self, answer: Json, language: str):
        self.answer = answer
        self.language = language
        self.say = partial(say, language=language)
        self.signed = forms(language)["signed"]

    def word(self, code: str) -> str:
        """A word of the sheet that stands alone."""
        return self.say("invitation", code, {})

    def all(self) -> list[Told]:
        """Everything that is said."""
        answer = self.answer
        verdict, style = VERDICT[answer["holds"]]
        told: list[Told] = [
            Cell(self.say("invitation", "heading", answer), BOLD),
            Cell(self.word(verdict), f"{BOLD};{style}"),
            *(Cell(self.say("sheet", "provisional", each), YELLOW) for each in answer["provisional"]),
            EMPTY,
            Cell(self.word("checks"), BOLD),
            self.checks(),
        ]
        if answer["letter"]:
            told += [EMPTY, Cell(self.word("letter"), BOLD), *self.letter(answer["letter"])]
        told += [EMPTY, Cell(self.say("invitation", "plan", answer["plan"]), BOLD), *self.plan()]
        if answer["plan"]["changes"]:
            told += [EMPTY, Cell(self.word("changes"), BOLD), self.changes()]
        for choice in ("apply", "decline", "lapse"):
            told += [EMPTY, Cell(self.word(choice), BOLD), self.memo(answer["memo"][choice])]
        return [*told, EMPTY, Cell(self.word("limits"))]

    def checks(self) -> Table:
        """Every check with its sentence and source, and what is not met behind a no."""
        table = Table(indent=2)
        for check in self.answer["checks"]:
            mark, style = MARK[check["passed"]]
            table.add(Cell(self.word(mark), style), check["message"], check["source"])
            for each in check["unmet"]:
                told = each | {"requirement": self.say("requirement", each["code"], {})}
                table.add("", self.say("invitation", "unmet", told), each["source"])
        return table

    def letter(self, lines: list[Json]) -> Iterator[Told]:
        """The letter beside our count."""
        table = Table(right=frozenset({1, 2, 3, 4}), indent=2)
        heads = ("factor", "in_letter", "ours", "difference", "at_filing")
        table.add(*(Cell(self.word(head), BOLD) for head in heads))
        for line in lines:
            difference = Cell(self.signed(line["difference"]), RED if line["difference"] else "")
            points = (str(line["letter"]), str(line["at_invitation"]), difference, str(line["at_filing"]))
            table.add(self.factor(line["factor"]), *points)
        yield table
        if not any(line["difference"] for line in lines):
            yield Cell(f"  {self.word('letter_agrees')}")

    def factor(self, name: str) -> str:
        """The name of a line of a letter."""
        if name == "total":
            return self.word("total")
        return named("part", name, self.language) if name in PARTS else self.say("factor", name, {})

    def plan(self) -> Iterator[Told]:
        """What has to be ready, with what sources disagree about."""
        table, documents = Table(indent=2), self.answer["plan"]["documents"]
        for place, each in enumerate(documents):
            table.add(self.state(each), each["message"])
            last = place + 1 == len(documents) or documents[place + 1]["document"] != each["document"]
            if each["conflict"] and last:
                table.add("", Cell(each["conflict"], YELLOW))
        yield table
        if any(each["lead_days"] == "unknown" for each in documents):
            yield Cell(f"  {self.word('unknown_lead')}")

    def state(self, entry: Json) -> Cell:
        """How a document stands on the filing day, or by when to begin."""
        if not entry["in_order"]:
            return Cell(self.word("out_of_order"), RED)
        if entry["begin_by"]:
            return Cell(self.say("invitation", "begin_by", {"day": entry["begin_by"]}))
        return Cell(self.word("good"), GREEN) if entry["good_until"] else EMPTY

    def changes(self) -> Table:
        """What changes by itself within the period."""
        table = Table(right=frozenset({1}), indent=2)
        for change in self.answer["plan"]["changes"]:
            excused = [self.word("birthday_excused")] if change["code"] == "birthday" else []
            table.add(change["on"], self.signed(change["points"]), " ".join([change["message"], *excused]))
        return table

    def memo(self, facts: list[Json]) -> Table:
        """The facts of one choice, each with its source."""
        table = Table(indent=2)
        for fact in facts:
            table.add(fact["message"], fact["source"])
        return table
