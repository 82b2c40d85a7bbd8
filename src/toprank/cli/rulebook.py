"""`toprank table`, `toprank tables`, `toprank category`: the law as it stood on a day, with its source."""

import difflib
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import typer

from toprank.cli.options import AsJson, On, Overlays, day_of, rulebook_of
from toprank.errors import ToprankError
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import CategoryVersion, Rulebook, Version
from toprank.rulebook.tables import covers


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(table)
    app.command()(tables)
    app.command()(category)


def table(
    name: Annotated[str, typer.Argument(help="The name of a table, such as crs/age.")],
    on: On = None,
    as_json: AsJson = False,
    rulebook: Overlays = None,
) -> None:
    """Print a dated table as it stood on a day, and where it comes from.

    toprank table crs/arranged_employment --on 2025-03-24
    """
    book, day = rulebook_of(rulebook), day_of(on)
    if name not in book.names():
        near = difflib.get_close_matches(name, book.names(), 3, 0.4)
        raise ToprankError(f"no table {name}. {'Near it: ' + ', '.join(near) if near else 'See toprank tables'}.")
    version = book.in_force(name, day)
    if as_json:
        print(json.dumps(as_document(version, book, day), ensure_ascii=False))
        return
    show(version, book, day)


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


def show(version: Version, rulebook: Rulebook, day: date) -> None:
    """A version of a table for people: rows on standard output, where it comes from on standard error."""
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    about = rulebook.table(version.table)
    if version.unseen:
        print(f"{about.title['en']}: {version.unseen}", file=sys.stderr)
        print(f"A change from {version.start} is reported and its text was not seen; no figures.", file=sys.stderr)
        return
    printed = Table(box=None, pad_edge=False)
    for place, heading in enumerate(version.columns):
        numeric = all(isinstance(row[place], int | float) and not isinstance(row[place], bool) for row in version.rows)
        printed.add_column(heading.replace("_", " "), justify="right" if numeric else "left")
    for row in version.rows:
        printed.add_row(*(str(cell) for cell in row))
    console = Console(highlight=False)
    console.print(f"[bold]{about.title['en']} on {day}[/bold]")
    console.print(printed)
    for remark in standing(version, day):
        print(remark, file=sys.stderr)


def standing(version: Version, day: date) -> Iterator[str]:
    """When a version is or was in force, where it comes from, and how far it can be relied on for a day."""
    held = f"In force from {version.start} to {version.until}" if version.until else f"In force since {version.start}"
    verified = f" Verified to {version.verified_to}." if version.verified_to else ""
    yield f"{held}. Checked on {version.checked}.{verified} Source: {version.source}"
    if version.note:
        yield version.note
    known_to = version.verified_to or version.checked
    if known_to and known_to < day:
        yield f"Read to {known_to} only; {day} is later."


def tables(as_json: AsJson = False, rulebook: Overlays = None) -> None:
    """List every table of the rulebook with its versions."""
    book = rulebook_of(rulebook)
    found = [(book.table(name).title["en"], name, book.table(name).versions) for name in book.names()]
    if as_json:
        listed = [
            {
                "name": name,
                "title": title,
                "versions": [{"from": str(each.start), "unseen": each.unseen} for each in versions],
            }
            for title, name, versions in found
        ]
        print(json.dumps({"tables": listed}, ensure_ascii=False))
        return
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    printed = Table(box=None, pad_edge=False)
    for heading in ("table", "title", "versions from"):
        printed.add_column(heading, no_wrap=heading == "table")
    for title, name, versions in found:
        printed.add_row(
            name, title, ", ".join(f"{each.start}{' (unseen)' if each.unseen else ''}" for each in versions)
        )
    Console(highlight=False).print(printed)


def category(
    key: Annotated[
        str | None, typer.Argument(help="A category such as healthcare, or a version such as healthcare-v2.")
    ] = None,
    on: On = None,
    as_json: AsJson = False,
    rulebook: Overlays = None,
) -> None:
    """The categories in force on a day, or one of them with its occupations, conditions and history."""
    book, day = rulebook_of(rulebook), day_of(on)
    covers(book, day)
    if key is None:
        versions = [version for version in book.categories() if version.holds(day)]
        listed(versions, day, as_json)
        return
    history = [version for version in book.categories() if key in (version.family, version.key)]
    if not history:
        known = sorted({version.family for version in book.categories()})
        raise ToprankError(f"no such category: {key}. Known are {', '.join(known)}, and their versions.")
    family = [version for version in book.categories() if version.family == history[0].family]
    version = next((each for each in history if each.key == key or each.holds(day)), None)
    described(version, family, day, as_json)


def period(version: CategoryVersion) -> str:
    """When a version is or was in force."""
    return f"from {version.start} to {version.until}" if version.until else f"since {version.start}"


def category_document(version: CategoryVersion) -> dict[str, Any]:
    """A version of a category as JSON."""
    return {
        "key": version.key,
        "category": version.family,
        "name": version.name,
        "from": version.start.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "type": version.type,
        "conditions": conditions(version),
        "occupations": [
            {"noc": code, "title_en": unit_groups()[code].title_en, "title_fr": unit_groups()[code].title_fr}
            for code in version.unit_groups
        ],
        "goal": version.goal,
        "source": version.source,
    }


def conditions(version: CategoryVersion) -> dict[str, Any]:
    """The conditions that a version states."""
    names = (
        "months",
        "continuous",
        "window_years",
        "location",
        "nclc",
        "service_years",
        "offer_years",
        "post_secondary_years",
    )
    return {name: getattr(version, name) for name in names if getattr(version, name) is not None}


def listed(versions: list[CategoryVersion], day: date, as_json: bool) -> None:
    """The categories in force."""
    if as_json:
        print(
            json.dumps(
                {"on": day.isoformat(), "categories": [category_document(each) for each in versions]},
                ensure_ascii=False,
            )
        )
        return
    if not versions:
        print(f"No category is in force on {day}: the first ones start on 2023-05-31.", file=sys.stderr)
        return
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    printed = Table(box=None, pad_edge=False)
    # Keys are what the next command needs: they are never cut, and the names go on below.
    printed.add_column("category and version", no_wrap=True)
    printed.add_column("name", min_width=16)
    printed.add_column("since", no_wrap=True)
    printed.add_column("occupations", justify="right", no_wrap=True)
    for version in versions:
        count = str(len(version.unit_groups)) if version.unit_groups else ""
        keys = f"{version.family}\n  {version.key}"
        printed.add_row(keys, version.name["en"], str(version.start), count)
    console = Console(highlight=False)
    console.print(f"[bold]Categories on {day}[/bold]")
    console.print(printed)


def described(version: CategoryVersion | None, family: list[CategoryVersion], day: date, as_json: bool) -> None:
    """One category on a day, with its history."""
    if as_json:
        document = {
            "on": day.isoformat(),
            "category": category_document(version) if version else None,
            "history": [
                {"key": each.key, "from": str(each.start), "until": str(each.until) if each.until else None}
                for each in family
            ],
        }
        print(json.dumps(document, ensure_ascii=False))
        return
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    console = Console(highlight=False)
    if version is None:
        console.print(f"{family[-1].name['en']}: not in force on {day}.")
    else:
        console.print(f"[bold]{version.name['en']}[/bold] ({version.name['fr']}), {version.key}, {period(version)}")
        if not version.holds(day):
            console.print(f"Not in force on {day}.")
        console.print(f"Goal: {version.goal}")
        for name, value in conditions(version).items():
            console.print(f"  {name.replace('_', ' ')}: {value}")
        printed = Table(box=None, pad_edge=False)
        for heading in ("NOC", "TEER", "title", "titre"):
            printed.add_column(heading)
        for code in version.unit_groups:
            group = unit_groups()[code]
            printed.add_row(code, str(group.teer), group.title_en, group.title_fr)
        if version.unit_groups:
            console.print(printed)
            console.print(f"{len(version.unit_groups)} unit groups.")
        print(f"Source: {version.source}", file=sys.stderr)
    console.print("History:")
    for each in family:
        console.print(f"  {each.key}: {each.start} to {each.until or 'now'}, {len(each.unit_groups)} unit groups")
