"""`toprank category`: the categories of the Minister on a day, with their conditions, occupations and history."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.errors import ToprankError
from toprank.rulebook.category_documents import categories_document, condition, conditions, family_document
from toprank.rulebook.category_history import versions_of
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import CategoryVersion, Rulebook
from toprank.rulebook.tables import covers
from toprank.words import say, translated


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(category)


def category(
    key: Annotated[
        str | None, typer.Argument(help="A category such as healthcare, or a version such as healthcare-v2.")
    ] = None,
    on: On = None,
    as_json: AsJson = False,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """The categories in force on a day, or one of them with its occupations, conditions and history."""
    book, day, language = rulebook_of(rulebook), day_of(on), language_of(lang)
    covers(book, day)
    if key is None:
        versions = [version for version in book.categories() if version.holds(day)]
        listed(versions, book, day, as_json, language)
        return
    history = [version for version in book.categories() if key in (version.family, version.key)]
    if not history:
        known = sorted({version.family for version in book.categories()})
        raise ToprankError(f"no such category: {key}. Known are {', '.join(known)}, and their versions.")
    family = versions_of(history[0].family, book)
    version = next((each for each in history if each.key == key or each.holds(day)), None)
    described(version, family, day, as_json, language)


def listed(versions: list[CategoryVersion], rulebook: Rulebook, day: date, as_json: bool, language: str) -> None:
    """The categories in force."""
    if as_json:
        print(json.dumps(categories_document(versions, day), ensure_ascii=False))
        return
    if not versions:
        first = min(version.start for version in rulebook.categories())
        print(say("category", "none_in_force", {"on": day, "first": first}, language), file=sys.stderr)
        return
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    printed = Table(box=None, pad_edge=False)
    # Keys are what the next command needs: they are never cut, and the names go on below.
    for name in ("category_and_version", "name", "since", "occupations"):
        right = name == "occupations"
        title = say("category", name, {}, language)
        printed.add_column(title, justify="right" if right else "left", no_wrap=name != "name")
    for version in versions:
        count = str(len(version.unit_groups)) if version.unit_groups else ""
        keys = f"{version.family}\n  {version.key}"
        printed.add_row(keys, version.name[language], str(version.start), count)
    heading = say("category", "heading", {"on": day}, language)
    Console(highlight=False).print(f"[bold]{heading}[/bold]", printed, sep="\n")


def described(
    version: CategoryVersion | None, family: Sequence[CategoryVersion], day: date, as_json: bool, language: str
) -> None:
    """One category on a day, with its history."""
    if as_json:
        document = family_document(version, family, day)
        print(json.dumps(document, ensure_ascii=False))
        return
    from rich.console import Console  # Rich is only imported where it is shown

    console = Console(highlight=False)
    if version is None:
        console.print(say("category", "not_in_force", {"name": family[-1].name[language], "on": day}, language))
    else:
        tell(version, day, language)
    console.print(say("category", "history", {}, language))
    for each in family:
        told = {"key": each.key, "start": each.start, "until": each.until, "count": len(each.unit_groups)}
        console.print(f"  {say('category', 'past' if each.until else 'current', told, language)}")


def tell(version: CategoryVersion, day: date, language: str) -> None:
    """One version: its names, its time, its goal, its conditions and its occupations."""
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    console = Console(highlight=False)
    told = {"key": version.key, "start": version.start, "until": version.until, "on": day, "source": version.source}
    told |= {
        "name": version.name[language],
        "goal": translated(version.goal, language),
        "count": len(version.unit_groups),
    }
    console.print(f"[bold]{say('category', 'title', told, language)}[/bold]")
    console.print(say("category", "from_to" if version.until else "since_day", told, language))
    if not version.holds(day):
        console.print(say("category", "not_in_force_then", told, language))
    console.print(say("category", "goal", told, language))
    for name, value in conditions(version).items():
        console.print(f"  {condition(name, value, language)}")
    if version.unit_groups:
        printed = Table(box=None, pad_edge=False)
        for heading in ("code", "teer", "group"):
            printed.add_column(say("category", heading, {}, language))
        for code in version.unit_groups:
            group = unit_groups()[code]
            printed.add_row(code, str(group.teer), group.title_fr if language == "fr" else group.title_en)
        console.print(printed)
        console.print(say("category", "groups", told, language))
    print(say("category", "source", told, language), file=sys.stderr)
