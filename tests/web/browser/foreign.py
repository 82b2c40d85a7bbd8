"""Texts of the other language that have no business on a page: whole ones, and the fixed parts of sentences."""

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Any

from toprank.rulebook.loader import load
from toprank.words import catalogue

LONG_ENOUGH = 3
"""Words of a part of a sentence by which it is known; shorter ones are only looked for as whole texts."""
RULEBOOK = "rulebook"
"""The section of French that is looked up by the English of the rulebook."""
NAME = re.compile(r"[ -]")
"""A text of several words that also stands within one of the own language is a name that both use."""
MARKS = re.compile(r"\*\*|\[|\]|`")


def leaves(found: dict[str, Any]) -> Iterator[str]:
    """Every text of a catalogue but what says how to count, and addresses."""
    for key, value in found.items():
        if isinstance(value, dict):
            if key != "slug":
                yield from leaves(value)
        elif key != "by":
            yield value


def plain(text: str) -> str:
    """Without marks of strength and links, white space made single."""
    return re.sub(r"[ \n\t]+", " ", MARKS.sub("", text)).strip()


def parts(text: str) -> list[str]:
    """The fixed parts of a sentence, those long enough to be known by."""
    fixed = (plain(literal) for literal, *_ in Formatter().parse(text))
    pieces = (piece.strip() for literal in fixed for piece in re.split(r"(?<=[.;:?!]) ", literal))
    return [piece for piece in pieces if len(re.findall(r"[^\W\d_]{2,}", piece)) >= LONG_ENOUGH]


@cache
def known(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The whole texts of a language, and the parts of its sentences."""
    found = [text for name, words in catalogue(language).items() if name != RULEBOOK for text in leaves({name: words})]
    found += catalogue("fr")[RULEBOOK].keys() if language == "en" else catalogue("fr")[RULEBOOK].values()
    return frozenset(plain(text) for text in found if "{" not in text), frozenset(
        part for text in found for part in parts(text)
    )


@cache
def in_both() -> frozenset[str]:
    """Titles of tables that are names, the same in both languages."""
    titles = [load().table(name).title for name in load().names()]
    return frozenset(title["en"] for title in titles if title["en"] == title["fr"])


@cache
def foreign(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole texts and parts that belong to the other language alone."""
    other = "fr" if language == "en" else "en"
    own_texts, own_parts = known(language)
    other_texts, other_parts = known(other)
    own = "\n".join((*own_texts, *own_parts))
    shared = own_texts | in_both()
    words = frozenset(
        text
        for text in other_texts
        if text not in shared and re.search(r"[^\W\d_]{3}", text) and not (NAME.search(text) and text in own)
    )
    return words, tuple(sorted(part for part in other_parts if part not in own))


def untranslated(shown: list[str], language: str) -> list[str]:
    """What a page shows of the other language."""
    words, sentences = foreign(language)
    whole = "\n".join(shown)
    return list(
        dict.fromkeys([*(text for text in shown if text in words), *(part for part in sentences if part in whole)])
    )
