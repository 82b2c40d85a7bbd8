"""Occupations within the check: what a title may be, and the one that is chosen for it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from toprank.occupations import Hit, find
from toprank.occupations.search import LONGEST_QUERY
from toprank.rulebook.classification import UnitGroup, unit_groups
from toprank.rulebook.loader import Rulebook
from toprank.web.check.answers import Answers, Item
from toprank.web.check.fields import Field, Step, lists_of, singles

SHOWN: Final = 6
CLEAR: Final = 0.5
"""The best hit is a clear one where the next comes to less than this share of it."""


@dataclass(frozen=True)
class Occupation:
    """A unit group as it is offered: its title in the language, what matched, the categories of the day it is in."""

    code: str
    title: str
    matched: str
    teer: int
    categories: tuple[str, ...]


def title_of(group: UnitGroup, language: str) -> str:
    """The title of a unit group in a language."""
    return group.title_fr if language == "fr" else group.title_en


def occupation(code: str, rulebook: Rulebook, on: date, language: str, matched: str = "") -> Occupation | None:
    """The unit group of a code; None where there is none."""
    group = unit_groups().get(code)
    if group is None:
        return None
    listing = [each for each in rulebook.categories() if code in each.unit_groups and each.holds(on)]
    titles = (group.title_en, group.title_fr, "")
    shown = "" if matched in titles else matched
    names = tuple(each.name[language] for each in listing)
    return Occupation(code, title_of(group, language), shown, group.teer, names)


def found_for(title: str, language: str | None = None) -> list[Hit]:
    """The best occupations for a title; `language` is that of who asks."""
    return find(title[:LONGEST_QUERY], SHOWN, language) if title.strip() else []


def hits(title: str, rulebook: Rulebook, on: date, language: str) -> list[Occupation]:
    """What a title may be, best first."""
    listed = (
        occupation(hit.unit_group.code, rulebook, on, language, hit.matched) for hit in found_for(title, language)
    )
    return [each for each in listed if each]


def code_of(asked: Field, values: Item) -> str:
    """The code that stands for an answer: the one chosen for this title, or the title where it is a code; else ""."""
    title, code, chosen_for = (values.get(name, "") for name in asked.pieces)
    if code in unit_groups() and title == chosen_for:
        return code
    return title if title in unit_groups() else ""


def settled(answers: Answers, step: Step) -> list[str]:
    """Chooses the clear best occupation for every title of a step that has none yet; the inputs for which it did so."""
    found = [asked.name for asked in singles(step.questions) if settle(asked, answers.values)]
    for listed in lists_of(step):
        for number, item in enumerate(answers.items(listed)):
            found += [f"{listed.name}-{number}-{asked.name}" for asked in listed.fields if settle(asked, item)]
    return found


def settle(asked: Field, values: Item) -> bool:
    """Chooses for one answer; whether it did."""
    if asked.kind != "occupation":
        return False
    title, code, chosen_for = asked.pieces
    if code_of(asked, values) or values.get(title, "").strip().isdecimal():
        return False
    values.pop(code, None)
    values.pop(chosen_for, None)
    listed = found_for(values.get(title, ""))
    if not listed or (len(listed) > 1 and listed[1].score > CLEAR * listed[0].score):
        return False
    values[code], values[chosen_for] = listed[0].unit_group.code, values[title]
    return True


def another(asked: Field, values: Item, language: str) -> None:
    """Takes a choice back; a code that was written becomes the title of its group."""
    title, code, chosen_for = asked.pieces
    values.pop(code, None)
    values.pop(chosen_for, None)
    group = unit_groups().get(values.get(title, ""))
    if group:
        values[title] = title_of(group, language)
