"""One table on a day: its rows in words, where they come from, and all its versions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from toprank.rulebook.compare import version_on
from toprank.rulebook.dated import NotInForce, Table, Version
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.shown import cell, in_words, is_numeric
from toprank.web.asked import AskedDay
from toprank.web.context import title as told
from toprank.web.prose import with_days
from toprank.web.routes import other
from toprank.words import translated

FIRST_NOT_FOUND: Final = frozenset({"language/tcf_canada"})
"""Tables that hold from some day in the time that we cover, which was not found (see their certainty)."""
NARROW: Final = 3
"""Columns that fit on a phone."""

Shown = dict[str, Any]


def shown(rulebook: Rulebook, name: str, asked: AskedDay, language: str) -> Shown:
    """What the page of a table shows."""
    table = rulebook.table(name)
    version = version_on(table, asked.on)
    carried = known_before(table, asked) if version is not None and version.unseen else None
    rows_of = carried or (None if version is None or version.unseen else version)
    return {
        "table": table,
        "title": table.title[language],
        "other_title": table.title[other(language)],
        "unit": translated(table.unit, language),
        "note": prose(str(table.extra.get("note") or ""), language),
        "version": version,
        "sentence": sentence(version, rulebook, language) if version else "",
        "unseen": prose(version.unseen or "", language) if version else "",
        "absent": version is None and asked.on < table.versions[0].start,
        "carried": carried,
        "carried_from": max(carried.start, rulebook.first_day) if carried else None,
        "last_until": table.versions[-1].until,
        "read_to": read_to(version, asked),
        "rows_of": rows_of,
        "grid": grid(rows_of, language) if rows_of else None,
        "about": about(rows_of, rulebook, language) if rows_of else None,
        "versions": versions(table, version, rulebook, language),
    }


def prose(text: str, language: str) -> str:
    """A text of the rulebook in a language, its days in words."""
    return with_days(translated(text, language), language)


def first_not_found(version: Version) -> bool:
    """Whether nobody found since when a version holds."""
    return version.table in FIRST_NOT_FOUND and version.start == date(1900, 1, 1)


def known_before(table: Table, asked: AskedDay) -> Version | None:
    """The version that is carried on where the one in force was not seen."""
    try:
        return table.known(asked.on)
    except NotInForce:
        return None


def sentence(version: Version, rulebook: Rulebook, language: str) -> str:
    """When a version holds."""
    if first_not_found(version):
        return told("rulebook.unfound", language)
    code = "in_force_first" if version.start < rulebook.first_day else "in_force"
    code += "_to" if version.until else ""
    return told(f"rulebook.{code}", language, start=version.start, until=version.until, first=rulebook.first_day)


def read_to(version: Version | None, asked: AskedDay) -> Any:
    """The last day for which a version was read, where the day asked is later."""
    if version is None or version.unseen:
        return None
    known_to = version.verified_to or version.checked
    return known_to if known_to and known_to < asked.on else None


def grid(version: Version, language: str) -> Shown:
    """The rows of a version in words."""
    numeric = [is_numeric(version, place) and bool(version.rows) for place in range(len(version.columns))]
    return {
        "columns": list(zip((in_words("column", each, language) for each in version.columns), numeric, strict=True)),
        "rows": [
            [(with_days(cell(value, language), language), right) for value, right in zip(row, numeric, strict=True)]
            for row in version.rows
        ],
        "wide": len(version.columns) > NARROW,
    }


def about(version: Version, rulebook: Rulebook, language: str) -> Shown:
    """Where a version comes from."""
    folder = version.table.partition("/")[0]
    known = rulebook.bibliography(folder)
    return {
        "checked": version.checked,
        "verified_to": version.verified_to,
        "source": prose(version.source, language),
        "note": prose(version.note or "", language),
        "doubt": prose(str(version.extra.get("certainty") or ""), language),
        "seen_in": [
            {"title": each.title, "url": each.url, "seen": each.seen, "linked": each.url.startswith("https://")}
            for each in (known[id_] for id_ in version.seen_in if id_ in known)
        ],
    }


def period(version: Version, rulebook: Rulebook, language: str) -> str:
    """The days of a version."""
    if first_not_found(version):
        return told("rulebook.version_unfound", language)
    first = version.start < rulebook.first_day
    code = (
        ("version_first" if first else "version_closed")
        if version.until
        else "version_always"
        if first
        else "version_open"
    )
    return told(f"rulebook.{code}", language, start=version.start, until=version.until)


def versions(table: Table, current: Version | None, rulebook: Rulebook, language: str) -> Sequence[Shown]:
    """All versions, newest first, each with the day to ask for and the day before it began."""
    found = []
    for place, each in enumerate(table.versions):
        found.append(
            {
                "period": period(each, rulebook, language),
                "current": each is current,
                "unseen": bool(each.unseen),
                "on": max(each.start, rulebook.first_day),
                "before": each.start - timedelta(days=1) if place and each.start > rulebook.first_day else None,
                "source": prose(each.source or each.unseen or "", language),
                "checked": each.checked,
            }
        )
    return found[::-1]
