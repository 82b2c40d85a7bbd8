"""Two sides of a comparison: the same round over the same people, under other rules, another list or another size.

A side is a question and the tables that answer it. A list with occupations dropped or added is a category version
like any other, derived from one of the rulebook; the rules do not know the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from toprank.errors import ToprankError
from toprank.rounds.question import Question, question, ties_are_ordered
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import CategoryVersion, Rulebook
from toprank.rulebook.tables import Category, Tables, category_of, tables


@dataclass(frozen=True)
class Changes:
    """What side B changes; None or nothing where it is as side A. `day` is the day whose rules hold."""

    rulebook: Rulebook | None = None
    day: date | None = None
    version: str | None = None
    size: int | None = None
    drop: tuple[str, ...] = ()
    add: tuple[str, ...] = ()

    @property
    def touches_list(self) -> bool:
        """Whether the list of occupations is another one."""
        return bool(self.version or self.drop or self.add)


@dataclass(frozen=True)
class Side:
    """One side: the round asked, the day whose rules hold, their tables with the category asked alone."""

    question: Question
    rulebook: Rulebook
    day: date
    tables: Tables
    ordered: bool

    @property
    def category(self) -> CategoryVersion | None:
        """The version of the category as it is applied, None for other kinds of round."""
        return self.tables.categories[0].version if self.tables.categories else None

    def has_law_of(self, other: "Side") -> bool:
        """Whether every table but the category is the same one: tables of a span of days are made once and kept."""
        return self.tables.crs is other.tables.crs


def side_a(kind: str, target: str | None, size: int, at: datetime, rulebook: Rulebook) -> Side:
    """The round as it would be held. ToprankError where there can be no such round."""
    asked = question(kind, target, size, at, rulebook)
    version = None if asked.version is None else rulebook.category(asked.version)
    return side(asked, rulebook, asked.on, version)


def side_b(of: Side, changes: Changes) -> Side:
    """The round with the changes. ToprankError where they cannot be."""
    book, day = changes.rulebook or of.rulebook, changes.day or of.day
    size = of.question.size if changes.size is None else changes.size
    question(
        of.question.kind, None if of.question.kind == "general" else of.question.target, size, of.question.at, book
    )
    version = version_of(of, changes, book, day)
    asked = replace(of.question, size=size, version=None if version is None else version.key)
    return side(asked, book, day, version)


def side(asked: Question, rulebook: Rulebook, day: date, version: CategoryVersion | None) -> Side:
    """A side whose tables hold no category but the one asked."""
    of_day = tables(rulebook, day)
    listed: tuple[Category, ...] = () if version is None else (category_of(version, of_day.work),)
    return Side(asked, rulebook, day, replace(of_day, categories=listed), ties_are_ordered(day, rulebook))


def version_of(of: Side, changes: Changes, rulebook: Rulebook, day: date) -> CategoryVersion | None:
    """The version of the category that side B applies."""
    if of.category is None:
        if changes.touches_list:
            raise ToprankError("--version-b, --drop and --add change a category: they need --kind category.")
        return None
    found = named_version(of.category.family, changes, rulebook, day)
    return with_list(found, changes.drop, changes.add) if changes.drop or changes.add else found


def named_version(family: str, changes: Changes, rulebook: Rulebook, day: date) -> CategoryVersion:
    """The version asked by key, else the one in force on the day."""
    if changes.version is not None:
        found = rulebook.category(changes.version)
        if found.family != family:
            raise ToprankError(f"--version-b {changes.version} is of {found.family}; --target is of {family}.")
        return found
    in_force = rulebook.category_on(family, day)
    if in_force is None:
        keys = ", ".join(each.key for each in rulebook.categories() if each.family == family)
        raise ToprankError(f"the category {family} is not in force on {day}: name one of its versions, {keys}.")
    return in_force


def with_list(version: CategoryVersion, drop: Sequence[str], add: Sequence[str]) -> CategoryVersion:
    """A version with unit groups dropped from its list and added to it. ToprankError where that cannot be."""
    if version.type == "language":
        raise ToprankError(f"{version.key} has no list of occupations: nothing can be dropped or added.")
    unknown = [code for code in (*drop, *add) if code not in unit_groups()]
    if unknown:
        raise ToprankError(f"no unit group of NOC 2021 is {unknown[0]!r}: allowed are five digits, such as 31301.")
    absent = [code for code in drop if code not in version.unit_groups]
    if absent:
        raise ToprankError(f"{absent[0]} is not on the list of {version.key} and cannot be dropped from it.")
    present = [code for code in add if code in version.unit_groups]
    if present:
        raise ToprankError(f"{present[0]} is on the list of {version.key} already.")
    kept = [code for code in version.unit_groups if code not in drop] + list(dict.fromkeys(add))
    signs = [f"-{code}" for code in dict.fromkeys(drop)] + [f"+{code}" for code in dict.fromkeys(add)]
    key = " ".join([version.key, *signs])
    return replace(version, key=key, unit_groups=tuple(kept), occupations=len(kept))
