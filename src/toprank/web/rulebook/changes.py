"""What changed between two days, put into words."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from toprank.rulebook.category_documents import condition, conditions
from toprank.rulebook.category_versions import CategoryVersion
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.compare import (
    CategoryChange,
    ChangedRow,
    TableChange,
    category_changes,
    codes,
    days_of_change,
    table_changes,
)
from toprank.rulebook.dated import Table, Version
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.shown import cell, in_words, is_numeric
from toprank.web.context import title as told
from toprank.web.prose import with_days
from toprank.words import translated

MOST_ROWS: Final = 60
SUMMARY: Final = "crs/regimes"
"""The table that says in a sentence what changed in the others: shown as that sentence, and not counted."""

Shown = dict[str, Any]


def between(rulebook: Rulebook, first: date, second: date, language: str) -> Shown:
    """Tables and categories that differ, in words."""
    tables = [each for each in table_changes(rulebook, first, second) if each.table.name != SUMMARY]
    categories = category_changes(rulebook, first, second)
    return {
        "count": len(tables) + len(categories),
        "unseen": [unseen(each.table, each.later, language) for each in tables if each.later and each.later.unseen],
        "tables": [table(each, first, second, language) for each in tables if not (each.later and each.later.unseen)],
        "categories": [category(each, rulebook, first, second, language) for each in categories],
        "summary": summary(rulebook, first, second, language),
    }


def summary(rulebook: Rulebook, first: date, second: date, language: str) -> list[Shown]:
    """What changed in the score after the first day and up to the second, a sentence for each such day."""
    if SUMMARY not in rulebook.names():
        return []
    begun = [each for each in rulebook.table(SUMMARY).versions if first < each.start <= second and not each.unseen]
    return [
        {"start": each.start, "text": with_days(cell(text, language), language)}
        for each in begun
        for text in each.column("summary")
    ]


def unseen(found: Table, later: Version, language: str) -> Shown:
    """A table for which a change is reported that nobody could read."""
    return {
        "name": found.name,
        "title": found.title[language],
        "start": later.start,
        "text": with_days(translated(later.unseen or "", language), language),
    }


def turning(rulebook: Rulebook) -> list[Shown]:
    """Every day of change with the day before it, newest first."""
    found = [(day, [name for name in names if name != SUMMARY]) for day, names in days_of_change(rulebook)]
    return [{"day": day, "before": day - timedelta(days=1), "count": len(names)} for day, names in found if names]


def table(found: TableChange, first: date, second: date, language: str) -> Shown:
    """One table that changed."""
    rows = found.rows[:MOST_ROWS]
    return {
        "name": found.table.name,
        "title": found.table.title[language],
        "sentence": sentence(found, first, second, language),
        "columns": columns(found.later, language) if found.later and rows else [],
        "rows": [row(each, found.later or found.former, language) for each in rows],
        "count": len(found.rows),
        "on": second if found.later else first,
    }


def sentence(found: TableChange, first: date, second: date, language: str) -> str:
    """What happened to a table."""
    former, later = found.former, found.later
    told_ = {"first": first, "second": second}
    if later is None:
        until = former.until if former else None
        return told("rulebook_changes.none_after", language, until=until, **told_)
    began = told("rulebook_changes.began", language, start=later.start)
    if former is None:
        return f"{began} {told('rulebook_changes.none_before', language, **told_)}"
    if former.unseen:
        return f"{began} {told('rulebook_changes.unseen_before', language, **told_)}"
    return began if found.rows else f"{began} {told('rulebook_changes.words_only', language)}"


def columns(version: Version, language: str) -> list[tuple[str, bool]]:
    """The headings of a version, and whether numbers stand under them."""
    return [
        (in_words("column", each, language), is_numeric(version, place)) for place, each in enumerate(version.columns)
    ]


def row(found: ChangedRow, version: Version | None, language: str) -> Shown:
    """One row that differs: what it is now, and beside each cell that changed what it was."""
    now = found.later or found.former or ()
    before = found.former if found.later else None
    cells = []
    for place, value in enumerate(now):
        was = cell(before[place], language) if before and before[place] != value else ""
        cells.append((cell(value, language), was, bool(version and version.rows and is_numeric(version, place))))
    kind = "removed" if found.later is None else "added" if found.former is None else "changed"
    return {"kind": kind, "cells": cells}


def category(found: CategoryChange, rulebook: Rulebook, first: date, second: date, language: str) -> Shown:
    """One category that changed: beside its version of the first day, or the last one before where it came back."""
    former, later = found.former or version_before(found.later, rulebook), found.later
    either = later or former
    assert either is not None
    added, removed = (codes(later) - codes(former), codes(former) - codes(later)) if former and later else ((), ())
    was, now = (conditions(each) if each else {} for each in (former, later))
    other_conditions = [name for name in now if now[name] != was.get(name)] if former else []
    told_: Shown = {"until": former.until if former else None, "added": len(added), "removed": len(removed)}
    if later is not None:
        told_ |= {"start": later.start, "number": later.number, "count": len(later.unit_groups)}
    back = found.former is None and former is not None
    code = "category_back" if back else code_of(found, bool(added or removed), bool(other_conditions))
    return {
        "family": found.family,
        "title": either.name[language],
        "sentence": told(f"rulebook_changes.{code}", language, **told_),
        "added": titled(added, language),
        "removed": titled(removed, language),
        "conditions": [condition(name, now[name], language) for name in other_conditions],
        "conditions_before": [condition(name, was[name], language) for name in other_conditions if name in was],
        "on": second if later else first,
    }


def version_before(later: CategoryVersion | None, rulebook: Rulebook) -> CategoryVersion | None:
    """The version of a category before one that came back; None for the first."""
    if later is None:
        return None
    own = [each for each in rulebook.categories() if each.family == later.family and each.start < later.start]
    return own[-1] if own else None


def titled(found: Iterable[str], language: str) -> list[tuple[str, str]]:
    """Occupations by their codes, each with its title."""
    return [
        (code, unit_groups()[code].title_fr if language == "fr" else unit_groups()[code].title_en)
        for code in sorted(found)
    ]


def code_of(found: CategoryChange, other_list: bool, other_conditions: bool) -> str:
    """Which sentence says what happened to a category."""
    if found.later is None:
        return "category_gone"
    if not found.later.unit_groups:
        return "category_language"
    if found.former is None:
        return "category_new"
    if other_list:
        return "category_list"
    return "category_conditions" if other_conditions else "category_same"
