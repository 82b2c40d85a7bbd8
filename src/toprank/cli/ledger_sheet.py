"""The ledger of hours as a sheet for people, in the terminal."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from toprank.cli.plain_table import BOLD, GREEN, YELLOW, Cell, Table, Terminal
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import Rulebook
from toprank.words import forms, named, say

Json = dict[str, Any]
Told = Cell | Table
EMPTY = Cell("")
ALWAYS = ("crs_canadian", "crs_foreign", "cec", "fsw_continuous", "fsw_points")
MEASURES_OF_LAW = (*ALWAYS, "fst", "partner_canadian")


def print_ledger(answer: Json, rulebook: Rulebook, verbose: bool, language: str) -> None:
    """Prints a ledger: work by occupation, measures with their thresholds, what opens, and every line."""
    print("", *Terminal.here().lines(LedgerSheet(answer, rulebook, verbose, language).all()), sep="\n")


class LedgerSheet:
    """The pieces of the sheet of one ledger in one language."""

    def __init__(self, answer: Json, rulebook: Rulebook, verbose: bool, language: str):
        self.answer = answer
        self.language = language
        self.say = partial(say, language=language)
        self.h = forms(language)["h"]
        self.families = {version.key: version.name[language] for version in rulebook.categories()}
        self.shown = {
            name: found
            for name, found in answer["measures"].items()
            if verbose or found["credit"] or any(each["met"] or each["from"] for each in found["thresholds"])
        }
        self.verbose = verbose

    def word(self, code: str) -> str:
        """A word of the sheet that stands alone."""
        return self.say("ledger", code, {})

    def name(self, measure: str) -> str:
        """The name of a measure: that of the law, or that of the category."""
        return named("of_work", measure, self.language) if measure in MEASURES_OF_LAW else self.families[measure]

    def all(self) -> list[Told]:
        """Everything the ledger says."""
        answer = self.answer
        told: list[Told] = [Cell(self.say("ledger", "heading", answer), BOLD)]
        told += [Cell(self.say("sheet", "provisional", each), YELLOW) for each in answer["provisional"]]
        if not answer["work"]:
            return [*told, Cell(self.word("no_work"))]
        told += [EMPTY, Cell(self.word("work"), BOLD), self.work()]
        told += [EMPTY, Cell(self.word("measures"), BOLD), self.thresholds(), *self.nothing()]
        told += [EMPTY, Cell(self.word("opening"), BOLD), *self.opening()]
        for name, found in self.shown.items():
            if found["lines"]:
                told += [EMPTY, *self.measure(name, found)]
        return [*told, EMPTY, Cell(self.word("limits"))]

    def heads(self, *codes: str) -> list[Cell]:
        """The headings of columns."""
        return [Cell(self.word(code), BOLD) for code in codes]

    def work(self) -> Table:
        """Weeks by occupation and country."""
        table = Table(right=frozenset({3, 4}), indent=2)
        table.add(*self.heads("noc", "occupation", "country", "weeks", "worked", "held"))
        for row in self.answer["work"]:
            group = unit_groups()[row["noc"]]
            title = group.title_fr if self.language == "fr" else group.title_en
            held = self.say("ledger", "held_yes", {}) if row["held"] else ""
            table.add(row["noc"], title, row["country"], str(row["weeks"]), self.h(row["worked"]), held)
        return table

    def thresholds(self) -> Table:
        """Every measure with its hours, the threshold reached and the next one, and its window."""
        table = Table(right=frozenset({1, 2}), indent=2)
        table.add(*self.heads("measure", "counted", "needed", "reached", "lost", "leaving"))
        for name, found in self.shown.items():
            leaves = found["window"]["leaves_from"] or ""
            for place, each in enumerate(self.told_thresholds(found)):
                label = self.name(name) if place == 0 else ""
                counted = self.h(found["credit"]) if place == 0 else ""
                table.add(label, counted, self.needed(each), self.reached(each), each["until"] or "", leaves)
                leaves = ""
        return table

    def told_thresholds(self, found: Json) -> list[Json]:
        """Of the thresholds of a measure those that say most: the last one met, those with a day, or the first."""
        held = [each for each in found["thresholds"] if each["met"]]
        coming = [each for each in found["thresholds"] if each["from"]]
        lost = [each for each in held[:-1] if each["until"]]
        return [*lost, *held[-1:], *coming] or found["thresholds"][:1]

    def needed(self, threshold: Json) -> str:
        """What a threshold asks: hours, or whole years of them."""
        return self.h(threshold["credit"])

    def reached(self, threshold: Json) -> Cell:
        """Whether a threshold is reached, or the day on which it will be."""
        if threshold["met"]:
            return Cell(self.word("yes"), GREEN)
        return Cell(threshold["from"] or self.say("ledger", "never", self.answer))

    def nothing(self) -> Iterator[Cell]:
        """The measures that are not shown, in one line."""
        hidden = [self.name(name) for name in self.answer["measures"] if name not in self.shown]
        if hidden:
            yield Cell(self.say("ledger", "nothing", {"names": hidden}))

    def opening(self) -> Iterator[Told]:
        """The programs and categories that are open or will be; the others in one line."""
        table, closed = Table(indent=2), []
        table.add(*self.heads("program", "open_from", "open_until"))
        for name, course in self.answer["opens"].items():
            title = self.families.get(name) or named("program", name, self.language)
            if course["met"] or course["from"]:
                since = Cell(self.word("open_now"), GREEN) if course["met"] else Cell(course["from"])
                table.add(title, since, course["until"] or self.say("ledger", "open_on", self.answer))
            else:
                closed.append(title)
        if len(table.rows) > 1:
            yield table
        if closed:
            yield Cell(self.say("ledger", "closed", {"names": closed, **self.answer}))

    def measure(self, name: str, found: Json) -> Iterator[Told]:
        """One measure, job by job, with the running total and what was cut."""
        told = {"measure": self.name(name), **found, **found["window"]}
        yield Cell(self.say("ledger", "measure_in" if found["occupation"] else "measure_heading", told), BOLD)
        table = Table(right=frozenset({1, 2, 3}), indent=2)
        table.add(*self.heads("job", "worked", "counted", "running", "cut"))
        for line in found["lines"]:
            job = self.say("ledger", "job_held" if line["end"] is None else "job_ended", line)
            cut = [self.say("cut", reason, {"amount": each, **self.answer}) for reason, each in line["cut"].items()]
            table.add(job, self.h(line["worked"]), self.h(line["credited"]), self.h(line["running"]), "; ".join(cut))
        yield table
