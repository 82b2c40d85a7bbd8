"""`toprank noc`: unit groups by title, job title, alias or code, with the categories each one is or was in."""

import json
import sys
from datetime import date
from typing import Annotated, Any

import typer

from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.errors import ToprankError
from toprank.occupations import Hit, find
from toprank.rulebook.category_history import first_day, versions_listing
from toprank.rulebook.loader import CategoryVersion, Rulebook
from toprank.rulebook.tables import covers
from toprank.words import say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(noc)


def noc(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="A title, job title, alias or code; English or French.")
    ],
    on: On = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many unit groups at the most.")] = 10,
    as_json: AsJson = False,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """Find unit groups, their TEER, and the categories they are in, were in, or are not in.

    toprank noc registered nurse
    """
    book, day, language = rulebook_of(rulebook), day_of(on), language_of(lang)
    covers(book, day)
    if not any(word.strip() for word in words):
        raise ToprankError("no word to search for. Give a title, a job title, an alias or a code.")
    try:
        hits = find(" ".join(words), limit)
    except ValueError as error:
        raise ToprankError(f"{error}") from None
    if as_json:
        print(json.dumps({"hits": [as_document(hit, book) for hit in hits]}, ensure_ascii=False))
        return
    if not hits:
        print(say("noc", "none_found", {}, language), file=sys.stderr)
        return
    show(hits, day, book, language)


def in_language(english: str, french: str, language: str) -> tuple[str, str]:
    """Two texts that say the same, the one of the language first."""
    return (french, english) if language == "fr" else (english, french)


def as_document(hit: Hit, rulebook: Rulebook) -> dict[str, Any]:
    """A hit as the contract writes it."""
    group = hit.unit_group
    return {
        "noc": group.code,
        "title_en": group.title_en,
        "title_fr": group.title_fr,
        "teer": group.teer,
        "matched": hit.matched,
        "categories": [
            {
                "key": version.key,
                "from": version.start.isoformat(),
                "until": version.until.isoformat() if version.until else None,
            }
            for version in versions_listing(group.code, rulebook)
        ],
    }


def show(hits: list[Hit], day: date, rulebook: Rulebook, language: str) -> None:
    """The hits for people."""
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("code", "teer", "unit_group", "categories"):
        table.add_column(say("noc", heading, {"on": day}, language))
    for hit in hits:
        group = hit.unit_group
        first, second = in_language(group.title_en, group.title_fr, language)
        title = f"{first}\n[dim]{second}[/dim]"
        if hit.matched not in (group.title_en, group.title_fr):
            title += f"\n[italic]{hit.matched}[/italic]"
        table.add_row(
            group.code, str(group.teer), title, standing(group.code, day, rulebook, language), end_section=True
        )
    Console(highlight=False).print(table)


def standing(code: str, day: date, rulebook: Rulebook, language: str) -> str:
    """In which categories a unit group is on the day, and in which it was."""
    listing = versions_listing(code, rulebook)
    now = [version for version in listing if version.holds(day)]
    past = [version for version in listing if version.until is not None and version.until < day]
    families = {version.family for version in now}
    said = [
        say("noc", "since", {"family": version.family, "day": first_day(version, listing)}, language) for version in now
    ]
    gone: dict[str, CategoryVersion] = {}
    for version in past:
        gone.setdefault(version.family, version)
    said += [
        say("noc", "until", {"family": name, "day": version.until}, language)
        for name, version in gone.items()
        if name not in families
    ]
    return "\n".join(said) or say("noc", "in_none", {}, language)
