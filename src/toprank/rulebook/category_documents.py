"""Categories as documents: what `toprank category --json` prints and the site gives for download."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from toprank.rulebook.category_versions import CategoryVersion
from toprank.rulebook.classification import unit_groups
from toprank.words import say

CONDITIONS: Final = (
    "months",
    "continuous",
    "window_years",
    "location",
    "nclc",
    "service_years",
    "offer_years",
    "post_secondary_years",
)


def conditions(version: CategoryVersion) -> dict[str, Any]:
    """The conditions that a version states."""
    return {name: getattr(version, name) for name in CONDITIONS if getattr(version, name) is not None}


def condition(name: str, value: Any, language: str) -> str:
    """A condition of a version in words."""
    if name == "continuous":
        return say("condition", "continuous" if value else "not_continuous", {}, language)
    if name == "location":
        return say("condition", value, {}, language)
    return say("condition", name, {"value": value}, language)


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


def categories_document(versions: Iterable[CategoryVersion], on: date) -> dict[str, Any]:
    """The categories in force on a day."""
    return {"on": on.isoformat(), "categories": [category_document(each) for each in versions]}


def family_document(version: CategoryVersion | None, family: Sequence[CategoryVersion], on: date) -> dict[str, Any]:
    """One category on a day, None where it was not in force, with all its versions."""
    return {
        "on": on.isoformat(),
        "category": category_document(version) if version else None,
        "history": [
            {"key": each.key, "from": str(each.start), "until": str(each.until) if each.until else None}
            for each in family
        ],
    }
