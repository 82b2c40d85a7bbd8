"""The list of a category on a day as a file: CSV with one occupation a line, JSON as `toprank category --json`."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.http import HttpResponse

from toprank.rulebook.category_documents import family_document
from toprank.rulebook.category_history import listed_since, versions_of
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import Rulebook

COLUMNS: Final = ("category", "version", "on", "noc", "teer", "title_en", "title_fr", "listed_since")


def rows(family: str, on: date, rulebook: Rulebook) -> Iterable[tuple[str | int, ...]]:
    """The occupations of the version in force on a day; none where none is in force."""
    versions = versions_of(family, rulebook)
    for version in (each for each in versions if each.holds(on)):
        since = listed_since(version, versions)
        for code in version.unit_groups:
            group = unit_groups()[code]
            yield (
                family, version.key, on.isoformat(), code, group.teer, group.title_en, group.title_fr,
                since[code].isoformat(),
            )  # fmt: skip


def as_csv(family: str, on: date, rulebook: Rulebook) -> HttpResponse:
    """The list as CSV: UTF-8, one header line."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(family, on, rulebook))
    return HttpResponse(
        written.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{family}-{on.isoformat()}.csv"'},
    )


def as_json(document: dict[str, Any]) -> HttpResponse:
    """A document as JSON."""
    return HttpResponse(json.dumps(document, ensure_ascii=False), content_type="application/json; charset=utf-8")


def list_document(family: str, on: date, rulebook: Rulebook) -> dict[str, Any]:
    """One category on a day, as `toprank category` gives it."""
    return family_document(rulebook.category_on(family, on), versions_of(family, rulebook), on)
