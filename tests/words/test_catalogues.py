"""Both languages say the same things with the same parameters, each in its own typography."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from toprank.rounds.record import embedded
from toprank.rulebook.loader import load
from toprank.words import LANGUAGES, catalogue, translated

N = "\N{NO-BREAK SPACE}"
SAME_IN_BOTH = {
    "CEC", "FÉER", "TEER", "Grade", "IELTS General", "PTE Core", "TEF Canada", "TCF Canada", "Alberta", "Manitoba",
    "Nunavut", "Ontario", "Saskatchewan", "Yukon", "classification", "points", "source", "version", "Total", "total",
    "{points} point", "{points} points", "table", "Transport", "Agriculture", "General", "expérience", "doctorat",
    "type", "Type",
    "{noc}", "certificate", "gain", "{points:signed} ({candidates:number})", "Date", "Points", "Signature",
    "{title}, version {number}", "Menu", "Test {number}",
    "{size:number} invitation", "{size:number} invitations", "Sources",
    "Version", "Invitations", "Version {number}", "v{number}", "Code", "{name}, version {number}",
    "Source",
}  # fmt: skip
"""What reads the same in both languages: names, codes and the words that the two share."""


BY_THEIR_ENGLISH = ("rulebook", "told")


def leaves(found: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a catalogue with where it stands."""
    for key, value in found.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def texts(language: str) -> dict[tuple[str, ...], str]:
    """Every text of a language but the sentences that are looked up by their English."""
    return {path: text for path, text in leaves(catalogue(language)) if path[0] not in BY_THEIR_ENGLISH}


FRENCH, ENGLISH = texts("fr"), texts("en")


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def sentence(path: tuple[str, ...]) -> tuple[str, ...]:
    """Where the whole of a sentence stands: its wordings for one, other and zero together."""
    return path[:-1] if len(path) == 3 and path[0] not in ("names", "none") else path


def test_both_languages_have_the_same_codes() -> None:
    assert {sentence(path) for path in FRENCH} == {sentence(path) for path in ENGLISH}
    assert {path[1:] for path in FRENCH if path[0] == "names"} == {path[1:] for path in ENGLISH if path[0] == "names"}


def test_a_sentence_has_the_same_parameters_in_both() -> None:
    used: dict[str, dict[tuple[str, ...], set[str]]] = {language: {} for language in LANGUAGES}
    for language, found in (("en", ENGLISH), ("fr", FRENCH)):
        for path, text in found.items():
            asked = {text} if path[-1] == "by" else parameters(text)
            used[language].setdefault(sentence(path), set()).update(each.split(":")[0] for each in asked)
    assert used["en"].keys() == used["fr"].keys()
    differing = {
        path: (used["en"][path], used["fr"][path]) for path in used["en"] if used["en"][path] != used["fr"][path]
    }
    assert differing == {}


def test_what_is_counted_has_every_wording() -> None:
    for language in LANGUAGES:
        found = texts(language)
        for path in found:
            if path[-1] == "by":
                assert (*path[:-1], "one") in found
                assert (*path[:-1], "other") in found


def test_no_french_text_is_its_english_one() -> None:
    same = {
        text
        for path, text in FRENCH.items()
        if path[-1] != "by" and path[:2] != ("names", "slug") and ENGLISH.get(path) == text
    }
    bare = {text for text in same if re.search("[a-z]", re.sub(r"\{[^}]*\}", "", text))}
    assert bare <= SAME_IN_BOTH


TYPOGRAPHY = {
    "the apostrophe is U+2019": "'",
    "quotation marks are « and »": '"',
    "no-break spaces before %, » and after «": r"(?<!\N{NO-BREAK SPACE})[%»]|«(?!\N{NO-BREAK SPACE})",
    "no space before ; ? !": r"\s[;?!]",
    "no brackets or points inside words": r"\w\([a-z]{1,3}\)|·",
}
COLON = r"(?<![\d\N{NO-BREAK SPACE}]):(?=\s|$)"


@pytest.mark.parametrize("section", catalogue("fr"))
def test_the_typography_of_french(section: str) -> None:
    wrong = []
    for path, text in leaves(catalogue("fr")[section], (section,)):
        wrong += [("/".join(path), rule, text) for rule, broken in TYPOGRAPHY.items() if re.search(broken, text)]
        if re.search(COLON, re.sub(r"\{[^}]*\}", "", text)):
            wrong.append(("/".join(path), "a no-break space before :", text))
    assert wrong == []


def test_the_files_of_a_language_hold_the_same_areas() -> None:
    for section in catalogue("en"):
        assert section in catalogue("fr")


def test_every_sentence_of_the_rulebook_is_told_in_french() -> None:
    book = load()
    told = {text for version in book.categories() for text in (version.goal, version.source, *version.notes)}
    for name in book.names():
        for version in book.table(name).versions:
            told |= {text for text in (version.note, version.unseen, version.extra.get("certainty")) if text}
            told |= {version.source} if version.source else set()
        told |= {book.table(name).unit} - SAME_IN_BOTH
    told |= {remark for each in embedded().rounds for remark in each.remarks}
    told |= {remark for each in embedded().distributions for remark in each.remarks}
    assert {text for text in told if translated(text, "fr") == text} == set()
    assert all(translated(text, "en") == text for text in told)


def test_every_column_of_a_table_has_a_heading() -> None:
    book = load()
    columns = {column for name in book.names() for each in book.table(name).versions for column in each.columns}
    assert columns <= catalogue("en")["column"].keys()
