"""What changed in the tables of the rulebook between two days: rows added, removed, and with other values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from toprank.rulebook.category_versions import CategoryVersion
from toprank.rulebook.dated import NotInForce, Row, Table, Version
from toprank.rulebook.loader import Rulebook


@dataclass(frozen=True)
class ChangedRow:
    """A row of the later version beside that of the former one; None where there was none, or is none."""

    former: Row | None
    later: Row | None


@dataclass(frozen=True)
class TableChange:
    """A table with another version in force on the second day than on the first; None where none was.

    `rows` are those that differ, in the order of the later version, removed ones last; empty where one version was not
    seen, or where only words beside the figures differ.
    """

    table: Table
    former: Version | None
    later: Version | None
    rows: tuple[ChangedRow, ...]


@dataclass(frozen=True)
class CategoryChange:
    """A category with another version in force on the second day than on the first; None where none was."""

    family: str
    former: CategoryVersion | None
    later: CategoryVersion | None
    added: tuple[str, ...]
    removed: tuple[str, ...]


def version_on(table: Table, on: date) -> Version | None:
    """The version of a table in force on a day, which may be unseen; None where there is none."""
    try:
        return table.in_force(on)
    except NotInForce:
        return None


def key_length(*versions: Version) -> int:
    """How many first columns tell the rows of each version apart."""
    columns = min(len(version.columns) for version in versions)
    for length in range(1, columns):
        if all(len({row[:length] for row in version.rows}) == len(version.rows) for version in versions):
            return length
    return columns


def changed_rows(former: Version, later: Version) -> tuple[ChangedRow, ...]:
    """The rows that differ between two versions of a table."""
    if former.columns != later.columns:
        return (*(ChangedRow(row, None) for row in former.rows), *(ChangedRow(None, row) for row in later.rows))
    length = key_length(former, later)
    before = {row[:length]: row for row in former.rows}
    after = {row[:length] for row in later.rows}
    found = [ChangedRow(before.get(row[:length]), row) for row in later.rows if before.get(row[:length]) != row]
    return (*found, *(ChangedRow(row, None) for key, row in before.items() if key not in after))


def table_changes(rulebook: Rulebook, first: date, second: date) -> list[TableChange]:
    """Every table whose version is another on the second day, by name."""
    found = []
    for name in rulebook.names():
        table = rulebook.table(name)
        former, later = version_on(table, first), version_on(table, second)
        if former is later:
            continue
        seen = former is not None and later is not None and not former.unseen and not later.unseen
        rows = changed_rows(former, later) if seen and former and later else ()
        found.append(TableChange(table, former, later, rows))
    return found


def category_changes(rulebook: Rulebook, first: date, second: date) -> list[CategoryChange]:
    """Every category whose version is another on the second day, by the first day of the family."""
    found = []
    for family in dict.fromkeys(each.family for each in rulebook.categories()):
        former, later = (rulebook.category_on(family, day) for day in (first, second))
        if former is not later:
            before, after = codes(former), codes(later)
            added, removed = tuple(sorted(after - before)), tuple(sorted(before - after))
            found.append(CategoryChange(family, former, later, added, removed))
    return found


def codes(version: CategoryVersion | None) -> set[str]:
    """The occupations of a version."""
    return set(version.unit_groups) if version else set()


def days_of_change(rulebook: Rulebook) -> list[tuple[date, Sequence[str]]]:
    """Every day after the first one covered on which a version of a table or category begins or ends, newest first.

    With the names of what begins or ends: tables, and families of categories as categories/healthcare.
    """
    versions = [
        (each.table, each.start, each.stop) for name in rulebook.names() for each in rulebook.table(name).versions
    ]
    versions += [(f"categories/{each.family}", each.start, each.stop) for each in rulebook.categories()]
    found: dict[date, list[str]] = {}
    for name, *ends in versions:
        for day in ends:
            if day is not None and day > rulebook.first_day and name not in found.setdefault(day, []):
                found[day].append(name)
    return [(day, found[day]) for day in sorted(found, reverse=True)]
