"""What would help, as the advice says it: options, combinations, work begun for a category, the choices of a couple."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Any, Final

from toprank.advise.gathered import gathered
from toprank.report.blocks import Json, heading, items, row, section, table, text
from toprank.report.writer import Writer
from toprank.words import say
from toprank.words.forms import money, signed

NOTHING: Final[Json] = {"opened": [], "closed": []}
OPTIONS: Final = 12
COMBINATIONS: Final = 5
"""So many are shown at most, in the public edition every option; options beyond are counted."""


def help_(advice: Json, writer: Writer) -> Json:
    """The section of advice."""
    return section("advice", writer.label("report_section", "advice"), list(Help(advice, writer).blocks()))


def for_nominee(advice: Json) -> Json:
    """The advice as it serves a nominee, to whom rounds of categories and other programs open nothing."""
    return advice | {
        "options": points_alone(advice["options"]),
        "combinations": points_alone(advice["combinations"]),
        "category_work": [],
    }


def for_programs(advice: Json) -> Json:
    """The advice to somebody without a program: the steps that open one, alone or together."""
    opens = {
        kind: [each for each in advice[kind] if each["programs"]["opened"]] for kind in ("options", "combinations")
    }
    return {**advice, **opens, "category_work": []}


def points_alone(options: Sequence[Json]) -> list[Json]:
    """The options that gain points, without what they open, most for their effort first."""
    kept = [{**each, "programs": NOTHING, "categories": NOTHING} for each in options if each["gain"] > 0]
    return sorted(kept, key=lambda each: -each["gain"] / max(each["effort"]["units"], 1))


class Help:
    """Writes the blocks of one advice."""

    def __init__(self, advice: Json, writer: Writer):
        self.advice = advice
        self.writer = writer
        self.every = gathered(advice["options"], writer.language)
        self.options = self.every[: None if writer.public else OPTIONS]
        self.combinations = advice["combinations"][:COMBINATIONS]
        notes = [each for option in self.options + self.combinations for each in option["depends"]]
        self.notes: dict[str, str] = {each["code"]: each["message"] for each in notes}
        self.letters = dict(zip(self.notes, ascii_lowercase, strict=False))

    def say(self, code: str, **parameters: Any) -> str:
        """A sentence of the advice."""
        return say("advice", code, parameters, self.writer.language)

    def blocks(self) -> Iterator[Json]:
        """Options, combinations, what they depend on, work begun, the couple."""
        yield text(self.advice["limits"])
        if changing := self.advice["tables_change"]:
            yield text(self.say("tables_change", tables="; ".join(self.say("table_from", **each) for each in changing)))
        in_the_way = self.advice["in_the_way"]
        if in_the_way:
            yield text(in_the_way["message"])
            yield items(f"{each['message']} ({each['source']})" for each in in_the_way["requirements"])
        if self.options:
            yield self.table("points_only" if in_the_way else "options", self.options)
        else:
            yield text(self.say("no_options"))
        further = len(self.every) - len(self.options)
        if further:
            yield text(self.writer.say("further", count=further), small=True)
        if self.combinations:
            yield heading(self.say("combinations"))
            yield self.table("combinations", self.combinations)
        if self.letters:
            yield heading(self.say("depends"))
            yield items(f"({letter}) {self.notes[code]}" for code, letter in self.letters.items())
        yield from self.category_work()
        yield from self.couple()
        yield text(self.advice["order"], small=True)

    def table(self, code: str, options: Sequence[Json]) -> Json:
        """A table of options."""
        writer = self.writer
        columns = [writer.column("points", 2, figures=True), writer.column("total", 2, figures=True)]
        columns += [writer.column("on", 4), writer.column("step", 11), writer.column("source", 2, figures=True)]
        return table(self.say(code), columns, [self.option(option) for option in options])

    def option(self, option: Json) -> Json:
        """One option: its gain, its total, the day on which it counts, its steps and what goes with them."""
        writer, today = self.writer, option["on"] == self.advice["on"]
        steps = [step["message"] for step in option["steps"]]
        told = " ".join([*steps, *self.details(option)])
        known = option["effort"]["weeks"] or option["effort"]["cost"]
        sources = [writer.source(each) for each in dict.fromkeys(option["effort"]["sources"])] if known else []
        day = self.say("today") if today else writer.day(option["on"])
        gain, total = signed(option["gain"], writer.language), writer.number(option["total"])
        return row(gain, total, day, told, ", ".join(sources))

    def details(self, option: Json) -> Iterator[str]:
        """What an option opens and closes, and what it takes as far as that is known."""
        effort, language = option["effort"], self.writer.language
        for turn in ("opened", "closed"):
            keys = option["programs"][turn] + option["categories"][turn]
            if keys:
                titles = "; ".join(self.advice["titles"][key] for key in keys)
                yield self.writer.say("opens" if turn == "opened" else "closes", titles=titles)
        if option["by_itself"]:
            yield self.say("detail_by_itself", points=option["by_itself"])
        if effort["weeks"]:
            yield self.say("detail_weeks", weeks=self.span(effort["weeks"], self.writer.number))
        if effort["cost"]:
            yield self.say("detail_cost", cost=self.span(effort["cost"], lambda value: money(value, language)))
        letters = [self.letters[each["code"]] for each in option["depends"] if each["code"] in self.letters]
        if letters:
            yield self.say("detail_notes", notes=", ".join(letters))

    def span(self, found: Json, written: Any) -> str:
        """A figure from least to most."""
        least, most = written(found["least"]), found["most"]
        if most is None:
            return self.say("at_least", least=least)
        return least if found["least"] == most else self.say("span", least=least, most=written(most))

    def category_work(self) -> Iterator[Json]:
        """Work begun for a category, and when it is complete."""
        found = self.advice["category_work"]
        if found:
            yield heading(self.say("category_heading"))
            yield items(self.begun(each) for each in found)

    def begun(self, found: Json) -> str:
        """The hours for one category."""
        message: str = found["message"]
        return f"{message} ({self.say('category_opens', on=found['opens_on'])})" if found["opens_on"] else message

    def couple(self) -> Iterator[Json]:
        """The choices of a couple, with the legal duty beside them."""
        found = self.advice["couple"]
        if found is None:
            return
        staying, principal = found["accompanying"], found["principal"]
        yield heading(self.say("couple"))
        duty = f"{staying['message']} {staying['duty']} ({staying['source']})"
        yield items([duty, *([principal["message"]] if principal else [])])
