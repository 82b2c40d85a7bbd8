"""Advice as a sheet for people, in the terminal."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from toprank.advise.gathered import after, gathered
from toprank.cli.plain_table import BOLD, GREEN, RED, YELLOW, Cell, Table, Terminal
from toprank.words import say
from toprank.words.forms import money, percent, signed

Json = dict[str, Any]
Told = Cell | Table
EMPTY: Final = Cell("")
SHOWN: Final = 12
OWN: Final = frozenset(("candidate", "partner"))
SHOWN_TOGETHER: Final = 6
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def print_advice(found: Json, every: bool) -> None:
    """Prints one piece of advice: where someone stands, options, combinations, what changes, the couple."""
    print("", *Terminal.here().lines(list(Sheet(found, every).told())), sep="\n")


def points(change: int) -> Cell:
    """Points gained or lost."""
    return Cell(signed(change, "en"), GREEN if change > 0 else RED if change < 0 else "")


def hundredths(shares: Json) -> dict[str, int]:
    """Shares of one in whole hundredths."""
    return {name: round(100 * share) for name, share in shares.items()}


class Sheet:
    """The sheet of one piece of advice."""

    def __init__(self, found: Json, every: bool):
        self.found = found
        self.every = every
        shown, together = (None, None) if every else (SHOWN, SHOWN_TOGETHER)
        own = [option for option in found["options"] if OWN.issuperset(option["in_hands_of"])]
        self.options = gathered(own, found["language"])[:shown]
        self.others = [option for option in found["options"] if not OWN.issuperset(option["in_hands_of"])]
        self.further = len(own) - sum(option.get("gathered", 1) for option in self.options)
        self.combinations: list[Json] = found["combinations"][:together]
        codes = [each for option in (*self.options, *self.combinations, *self.others) for each in option["depends"]]
        self.notes = {each["code"]: each["message"] for each in codes}
        self.letters = dict(zip(self.notes, LETTERS, strict=False))

    def say(self, code: str, **parameters: Any) -> str:
        """A sentence or a word of the sheet."""
        return say("advice", code, parameters, self.found["language"])

    def told(self) -> Iterator[Told]:
        """Everything on the sheet, in order."""
        yield from self.heading()
        yield from self.in_the_way()
        points_only = self.found["in_the_way"] is not None
        yield from self.table("points_only" if points_only else "options", self.options, self.say("no_options"))
        if self.further:
            yield Cell(f"  {self.say('further', count=self.further)}")
        if self.others:
            yield from self.table("others", self.others, "")
        if self.combinations:
            yield from self.table("combinations", self.combinations, "")
        yield EMPTY
        yield Cell(self.say("left_out", **self.found["left_out"]))
        if self.notes:
            yield from self.remarks()
        yield from self.waiting()
        yield from self.category_work()
        yield from self.couple()
        yield from self.chances()
        yield EMPTY
        yield Cell(self.say("order"))
        yield Cell(self.say("unknown_figures"))
        yield Cell(self.say("limits"))
        if changing := self.found["tables_change"]:
            yield Cell(self.say("tables_change", tables="; ".join(self.say("table_from", **each) for each in changing)))

    def heading(self) -> Iterator[Told]:
        """Who, when, how many points, what is open, and what stands over all of it."""
        now, titles = self.found["now"], self.found["titles"]
        yield Cell(self.say("heading", profile=self.found["profile"], on=self.found["on"], total=now["total"]), BOLD)
        names = "; ".join(titles[key] for key in (*now["programs"], *now["categories"]))
        yield Cell(self.say("open", programs=names) if names else self.say("open_none"))
        if told := self.found["chance"]:
            yield Cell(self.say("chance_now", days=told["days"], chances=told["before"].values()))
        for reason in self.found["provisional"]:
            yield Cell(say("sheet", "provisional", reason, self.found["language"]), YELLOW)

    def in_the_way(self) -> Iterator[Told]:
        """What stands in the way where no step opens a program."""
        found = self.found["in_the_way"]
        if found is None:
            return
        yield EMPTY
        yield Cell(found["message"], YELLOW)
        table = Table(indent=2)
        for each in found["requirements"]:
            table.add(each["message"], each["source"])
        yield table

    def table(self, heading: str, options: Sequence[Json], empty: str) -> Iterator[Told]:
        """A table of options under its heading."""
        yield EMPTY
        if not options:
            yield Cell(empty)
            return
        table = Table(right=frozenset({0, 1}), indent=2)
        yield Cell(self.say(heading), BOLD)
        table.add(*(Cell(self.say(head), BOLD) for head in ("gain", "total", "day", "step")))
        for option in options:
            first, *others = option["steps"]
            day = self.say("today") if option["on"] == self.found["on"] else option["on"]
            table.add(points(option["gain"]), str(option["total"]), day, first["message"])
            for other in others:
                table.add("", "", "", f"+ {other['message']}")
            if detail := " ".join(self.details(option)):
                table.add("", "", "", f"  {detail}")
            if chances := after(option):
                table.add("", "", "", f"  {self.say('chance_after', chances=chances)}")
        yield table

    def details(self, option: Json) -> Iterator[str]:
        """What an option opens and closes, and what it takes as far as that is known."""
        effort, letters = option["effort"], [self.letters.get(each["code"], "") for each in option["depends"]]
        yield from self.turns(option["programs"], option["categories"])
        if option["by_itself"]:
            yield self.say("detail_by_itself", points=option["by_itself"])
        if effort["weeks"]:
            yield self.say("detail_weeks", weeks=self.span(effort["weeks"], str))
        if effort["cost"]:
            written = self.span(effort["cost"], lambda value: money(value, self.found["language"]))
            yield self.say("detail_cost", cost=written)
        if letters:
            yield self.say("detail_notes", notes=", ".join(letters))

    def turns(self, programs: Json, categories: Json) -> Iterator[str]:
        """What is opened and what is closed, by name."""
        for turn in ("opened", "closed"):
            names = "; ".join(self.found["titles"][key] for key in programs[turn] + categories[turn])
            if names:
                yield self.say("detail_opens" if turn == "opened" else "detail_closes", **{turn: names})

    def span(self, found: Json, written: Callable[[int], str]) -> str:
        """A figure from least to most."""
        least, most = written(found["least"]), found["most"]
        if most is None:
            return self.say("at_least", least=least)
        return least if found["least"] == most else self.say("span", least=least, most=written(most))

    def remarks(self) -> Iterator[Told]:
        """What the options depend on, by letter."""
        yield EMPTY
        yield Cell(self.say("depends"), BOLD)
        table = Table(indent=2)
        for code, letter in self.letters.items():
            table.add(letter, self.notes[code])
        yield table

    def waiting(self) -> Iterator[Told]:
        """What changes without anyone doing anything."""
        yield EMPTY
        yield Cell(self.say("waiting"), BOLD)
        if not self.found["waiting"]:
            yield Cell(f"  {self.say('no_waiting')}")
            return
        table = Table(right=frozenset({0, 1}), indent=2)
        for each in self.found["waiting"]:
            turns = " ".join(self.turns(each, {"opened": [], "closed": []}))
            table.add(points(each["points"]), str(each["total"]), each["on"], each["message"])
            if turns:
                table.add("", "", "", f"  {turns}")
        yield table

    def category_work(self) -> Iterator[Told]:
        """Work begun for a category, and when it is complete."""
        if not self.found["category_work"]:
            return
        yield EMPTY
        yield Cell(self.say("category_heading"), BOLD)
        table = Table(indent=2)
        for each in self.found["category_work"]:
            opens = self.say("category_opens", on=each["opens_on"]) if each["opens_on"] else ""
            table.add(each["message"], opens)
        yield table

    def couple(self) -> Iterator[Told]:
        """The choices of a couple, with the duty that stands beside them."""
        found = self.found["couple"]
        if found is None:
            return
        yield EMPTY
        yield Cell(self.say("couple"), BOLD)
        yield Cell(f"  {found['accompanying']['message']} {found['accompanying']['duty']}")
        yield Cell(f"  {found['accompanying']['source']}")
        if found["principal"]:
            yield Cell(f"  {found['principal']['message']}")

    def chances(self) -> Iterator[Told]:
        """How chances were found, how often such ones came true, and what limits them."""
        found, language = self.found["chance"], self.found["language"]
        if found is None:
            return
        yield EMPTY
        yield Cell(self.say("chances"), BOLD)
        yield Cell(found["method"])
        in_a_year = {each["low"]: each["came_true"] for each in found["reliability_in_a_year"]}
        table = Table(right=frozenset({1, 2}), indent=2)
        table.add(*(Cell(self.say(head), BOLD) for head in ("chance_told", "chance_held", "chance_held_year")))
        for each in found["reliability"]:
            bounds, year = self.say("chance_bounds", **hundredths(each)), in_a_year.get(each["low"])
            shares = (
                "" if true is None else percent(round(100 * true), language) for true in (each["came_true"], year)
            )
            table.add(bounds, *shares)
        yield table
        for each in found["notes"]:
            yield Cell(each["message"])
