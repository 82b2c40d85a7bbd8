"""What changed between two days, put into words."""

from datetime import date, timedelta
from typing import Any, Final

from toprank.rulebook.compare import (
    CategoryChange,
    ChangedRow,
    TableChange,
    category_changes,
    days_of_change,
    table_changes,
)
from toprank.rulebook.dated import Table, Version
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.shown import cell, in_words, is_numeric
from toprank.web.context import title as told
from toprank.words import translated

MOST_ROWS: Final = 60

Shown = dict[str, Any]


def between(rulebook: Rulebook, first: date, second: date, language: str) -> Shown:
    """Tables and categories that differ, in words."""
    tables = table_changes(rulebook, first, second)
    categories = category_changes(rulebook, first, second)
    return {
        "count": len(tables) + len(categories),
        "unseen": [unseen(each.table, each.later, language) for each in tables if each.later and each.later.unseen],
        "tables": [table(each, first, second, language) for each in tables if not (each.later and each.later.unseen)],
        "categories": [category(each, first, second, language) for each in categories],
    }


def unseen(found: Table, later: Version, language: str) -> Shown:
    """A table for which a change is reported that nobody could read."""
    return {
        "name": found.name,
        "title": found.title[language],
        "start": later.start,
        "text": translated(later.unseen or "", language),
    }


def turning(rulebook: Rulebook) -> list[Shown]:
    """Every day of change with the day before it, newest first."""
    return [
        {"day": day, "before": day - timedelta(days=1), "count": len(names)} for day, names in days_of_change(rulebook)
    ]


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


def category(found: CategoryChange, first: date, second: date, language: str) -> Shown:
    """One category that changed."""
    former, later = found.former, found.later
    either = later or former
    assert either is not None
    told_: Shown = {"until": former.stop - timedelta(days=1) if former and former.stop else None}
    if later is not None:
        told_ |= {"start": later.start, "number": later.number, "count": len(later.unit_groups)}
    code = code_of(found)
    return {
        "family": found.family,
        "title": either.name[language],
        "sentence": told(
            f"rulebook_changes.{code}", language, added=len(found.added), removed=len(found.removed), **told_
        ),
        "added": found.added if former else (),
        "removed": found.removed if later else (),
        "on": second if later else first,
    }


def code_of(found: CategoryChange) -> str:
    """Which sentence says what happened to a category."""
    if found.later is None:
        return "category_gone"
    if not found.later.unit_groups:
        return "category_language"
    if found.former is None:
        return "category_new"
    return "category_list" if found.added or found.removed else "category_same_list"
