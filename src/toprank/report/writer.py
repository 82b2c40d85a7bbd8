"""What every section of a report writes with: one language, its words and names, and the list of sources."""

from datetime import date
from functools import lru_cache
from typing import Any

from toprank.assess.concerning import concerning
from toprank.incomplete import Cases
from toprank.report.blocks import Column, Json
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import Rulebook
from toprank.words import catalogue, named, say, translated
from toprank.words.forms import day as day_in
from toprank.words.forms import number as number_in


class Writer:
    """The words of one report, of a practice or of the public edition.

    Sources are numbered in the order in which they are first named. `cases` are there where some facts are not known.
    """

    def __init__(self, language: str, on: date, rulebook: Rulebook, public: bool = False, cases: Cases | None = None):
        self.language = language
        self.on = on
        self.rulebook = rulebook
        self.public = public
        self.cases = cases
        self._sources: dict[str, int] = {}

    def say(self, code: str, section: str = "report", /, **parameters: Any) -> str:
        """A sentence of the report, in the public edition its own where that has another one."""
        if self.public and section == "report" and code in catalogue(self.language)["report_public"]:
            section = "report_public"
        return say(section, code, parameters, self.language)

    def cased(self, code: str, /, **parameters: Any) -> str:
        """A sentence about the cases of a range; another one, where there is one, if not every case was tried."""
        tried = f"{code}_tried"
        told = (
            tried if self.cases and self.cases.thinned and tried in catalogue(self.language)["report_cases"] else code
        )
        return say("report_cases", told, parameters, self.language)

    def label(self, section: str, code: str) -> str:
        """A word of another section of the catalogue, such as the name of a factor."""
        return say(section, code, {}, self.language)

    def named(self, kind: str, key: str) -> str:
        """The name of a thing in the language."""
        return named(kind, key, self.language)

    def column(self, code: str, share: int, figures: bool = False) -> Column:
        """A column with its title."""
        return Column(self.label("report_column", code), share, figures)

    def day(self, value: date | str) -> str:
        """A day in words."""
        return day_in(value, self.language)

    def number(self, value: float) -> str:
        """A number as the language writes it; whole ones without a point."""
        return number_in(int(value) if value == int(value) else value, self.language)

    def source(self, source: str) -> str:
        """The number of a source in the list at the end."""
        return str(self._sources.setdefault(source, len(self._sources) + 1))

    def sources(self) -> list[tuple[int, str]]:
        """Every source named so far, with its number, in the language where it has words there."""
        return [(number, self.in_language(source)) for source, number in self._sources.items()]

    def in_language(self, source: str) -> str:
        """A source in the language; one that a user brought along stays as they wrote it."""
        return translated(source, self.language)

    def occupation(self, code: str) -> str:
        """A unit group by code and title."""
        return f"{code} {self.title(code)}"

    def title(self, code: str) -> str:
        """The title of a unit group."""
        group = unit_groups()[code]
        return group.title_fr if self.language == "fr" else group.title_en

    def open_to(self, key: str) -> str:
        """The name of a program, or of a category by its family or version."""
        if key in ("fsw", "cec", "fst", "pnp"):
            return self.named("program", key)
        return self.category(key)

    def category(self, key: str) -> str:
        """The published name of a category, as it stood on the day or last before it."""
        return category_name(self.rulebook, key, self.on, self.language)

    def changes(self, assessment: Json) -> list[Json]:
        """The changes ahead that concern the person."""
        facts = [fact for each in assessment["changes"] for fact in each["parameters"]["facts"]]
        keys = {key for fact in facts for key in fact.get("measures", ())} & {c.key for c in self.rulebook.categories()}
        hours = {key: self.say("category_hours", title=self.category(key)) for key in keys}
        return concerning(assessment, self.language, hours)

    def versioned(self, key: str) -> str:
        """The published name of a version of a category, with its number."""
        version = self.rulebook.category(key)
        return self.say("category_version", title=self.category(key), number=version.number)


@lru_cache(maxsize=1024)
def category_name(rulebook: Rulebook, key: str, on: date, language: str) -> str:
    """The published name of a category by its family or version, as it stood on a day or last before it."""
    versions = [each for each in rulebook.categories() if key in (each.key, each.family)]
    version = next((each for each in reversed(versions) if each.start <= on), versions[0])
    return version.name.get(language) or version.name["en"]
