"""What the pages of occupations say: hits with what matched and their categories, and what a unit group opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from toprank.occupations import Hit, job_titles
from toprank.occupations.titles import JobTitles
from toprank.rulebook.category_history import first_day, versions_listing
from toprank.rulebook.category_versions import CategoryVersion
from toprank.rulebook.classification import (
    FormerGroup,
    UnitGroup,
    former_groups,
    former_groups_of,
    position_of,
    unit_groups,
)
from toprank.rulebook.dated import Version
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Tables, tables
from toprank.web.known import Known
from toprank.web.routes import other
from toprank.words import say

SIBLINGS: Final = 4
"""First digits of a code that groups of the same minor group share."""


@dataclass(frozen=True)
class Standing:
    """A category that lists a unit group now, or did, and the day since which it does, or until which it did."""

    version: CategoryVersion
    day: date

    @property
    def canada(self) -> bool:
        """Whether only work in Canada counts."""
        return self.version.location == "canada"


def standings(code: str, rulebook: Rulebook, on: date) -> tuple[list[Standing], list[Standing]]:
    """The categories that list a unit group on a day, and those that did before it and no longer do."""
    listing = [version for version in versions_listing(code, rulebook) if version.start <= on]
    now = [Standing(version, first_day(version, listing)) for version in listing if version.holds(on)]
    there = {each.version.family for each in now}
    gone: dict[str, Standing] = {}
    for version in listing:
        if version.family not in there and version.until:
            gone.setdefault(version.family, Standing(version, version.until))
    return now, list(gone.values())


@dataclass(frozen=True)
class Opened:
    """A program, whether work in a unit group counts for it, and why."""

    key: str
    open: bool
    sentence: str


class ShownHit:
    """A unit group that was found, as a language shows it."""

    def __init__(self, hit: Hit, known: Known, language: str) -> None:
        self.hit, self.known, self.language = hit, known, language
        self.group = hit.unit_group

    @property
    def title(self) -> str:
        """The title of the group."""
        return self.group.title(self.language)

    @cached_property
    def matched(self) -> dict[str, str] | None:
        """What matched, with the code of its sentence and its language; None where it is the title itself."""
        written = self.hit.matched
        if written == self.title or self.by_number:
            return None
        if written == self.group.title(other(self.language)):
            return {"code": "matched_other", "title": written, "language": other(self.language)}
        jobs = job_titles(self.group.code)
        for language, titles in (("en", jobs.english), ("fr", jobs.french)):
            if written in titles:
                return {"code": "matched_job", "title": written, "language": language}
        return {"code": "matched_alias", "title": written, "language": self.language}

    @property
    def by_number(self) -> bool:
        """Whether a code or a level found it: nothing in words matched then."""
        return self.hit.matched == self.group.title_en and self.hit.score == 1.0

    @property
    def federal(self) -> bool:
        """Whether work in it counts for a federal program at all."""
        return bool(tables_now(self.known).work.skilled[position_of()[self.group.code]])

    @cached_property
    def standings(self) -> tuple[list[Standing], list[Standing]]:
        """The categories that list it today, and those that did."""
        return standings(self.group.code, self.known.rulebook, self.known.today)


def tables_now(known: Known) -> Tables:
    """The figures of today."""
    return tables(known.rulebook, known.today)


def shown(hits: Iterable[Hit], known: Known, language: str) -> list[ShownHit]:
    """Hits as a language shows them."""
    return [ShownHit(hit, known, language) for hit in hits]


class ShownGroup:
    """A unit group: what it opens, where it was listed, what it is called."""

    def __init__(self, code: str, on: date, known: Known, language: str) -> None:
        self.code, self.on, self.known, self.language = code, on, known, language
        self.tables = tables(known.rulebook, on)
        self.group = unit_groups()[code]
        self.place = position_of()[code]

    @property
    def title(self) -> str:
        """Its title in the language of the page."""
        return self.group.title(self.language)

    @property
    def other_title(self) -> str:
        """Its title in the other language."""
        return self.group.title(other(self.language))

    @property
    def federal(self) -> bool:
        """Whether work in it counts for a federal program at all."""
        return bool(self.tables.work.skilled[self.place])

    @property
    def programs(self) -> list[Opened]:
        """The three federal programs, each with whether work in it counts and why."""
        work, programs = self.tables.work, self.tables.programs
        level = int(work.cec_level[self.place])
        found = (
            ("fsw", self.federal, programs.fsw_window_years),
            ("cec", self.federal, programs.cec_window_years),
            ("fst", bool(work.trades[self.place]), programs.fst_window_years),
        )
        return [self.opened(key, counts, window_years=years, level=level) for key, counts, years in found]

    def opened(self, key: str, counts: bool, **told: int) -> Opened:
        """A program with its sentence."""
        code = f"{key}_{'open' if counts else 'shut'}"
        return Opened(key, counts, say("web_group", code, {**told, "teer": self.group.teer}, self.language))

    @property
    def teer(self) -> str:
        """Its level of training, explained."""
        return say("web_group", f"teer_{self.group.teer}", {}, self.language)

    @cached_property
    def standings(self) -> tuple[list[Standing], list[Standing]]:
        """The categories that list it on the day, and those that did."""
        return standings(self.code, self.known.rulebook, self.on)

    @property
    def listing(self) -> list[CategoryVersion]:
        """Every version of a category that lists it and has begun by the day, newest first."""
        listing = versions_listing(self.code, self.known.rulebook)
        return [version for version in listing if version.start <= self.on]

    @property
    def former(self) -> list[tuple[FormerGroup, str]]:
        """The groups of NOC 2016 that it came from, each with its title."""
        groups = former_groups()
        return [(groups[code], groups[code].title(self.language)) for code in former_groups_of()[self.code]]

    @property
    def classification(self) -> Version:
        """The version of the rulebook that says which classification is read today."""
        return self.known.rulebook.in_force("programs/classification", self.known.today)

    @property
    def titles(self) -> JobTitles:
        """Its job titles in both languages."""
        return job_titles(self.code)

    @property
    def jobs(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Its job titles in the language of the page, and in the other."""
        pair = (self.titles.english, self.titles.french)
        return pair if self.language == "en" else pair[::-1]

    @property
    def siblings(self) -> list[tuple[UnitGroup, str]]:
        """The other groups of the same minor group, each with its title."""
        near = (group for group in unit_groups().values() if group.code[:SIBLINGS] == self.code[:SIBLINGS])
        return [(group, group.title(self.language)) for group in near if group.code != self.code]
