"""A version of a table as it is shown: as a document for programs, its words in a language for people."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from toprank.rulebook.dated import Version
from toprank.rulebook.loader import Rulebook
from toprank.words import catalogue, forms, translated


def as_document(version: Version, rulebook: Rulebook, day: date) -> dict[str, Any]:
    """A version of a table as JSON."""
    about = rulebook.table(version.table)
    return {
        "name": version.table,
        "on": day.isoformat(),
        "title": about.title,
        "unit": about.unit,
        "from": version.start.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "checked": version.checked.isoformat() if version.checked else None,
        "verified_to": version.verified_to.isoformat() if version.verified_to else None,
        "unseen": version.unseen,
        "columns": list(version.columns),
        "rows": [list(row) for row in version.rows],
        "source": version.source,
        "seen_in": list(version.seen_in),
        "note": version.note,
    }


def as_csv(version: Version) -> str:
    """The rows of a version under the names of their columns, as they stand in the rulebook."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(version.columns)
    writer.writerows([str(cell).lower() if isinstance(cell, bool) else cell for cell in row] for row in version.rows)
    return sink.getvalue()


def in_words(section: str, name: str, language: str) -> str:
    """The word for a name in a table, which may be a sentence; as it stands where there is none."""
    words: Mapping[str, str] = catalogue(language)[section]
    return words.get(name) or translated(name, language)


def cell(value: Any, language: str) -> str:
    """A cell as the language writes it; codes and days stay as they are."""
    if isinstance(value, bool):
        return forms(language)["yes_no"](value)
    return in_words("cell", value, language) if isinstance(value, str) else forms(language)["number"](value)


def is_numeric(version: Version, place: int) -> bool:
    """Whether a column holds numbers alone."""
    return all(isinstance(row[place], int | float) and not isinstance(row[place], bool) for row in version.rows)
