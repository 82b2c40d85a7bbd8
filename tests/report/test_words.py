"""The words of the report: the same codes with the same parameters in both languages, French written as French."""

import re
import tomllib
from pathlib import Path
from string import Formatter
from typing import Any

import toprank.words

SAME = {"Points", "Total", "Signature", "Date", "{title}, version {number}"}


def flat(found: dict[str, Any], path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    told: dict[tuple[str, ...], str] = {}
    for key, value in found.items():
        told |= flat(value, (*path, key)) if isinstance(value, dict) else {(*path, key): value}
    return told


def catalogue(language: str) -> dict[tuple[str, ...], str]:
    file = Path(toprank.words.__file__).parent / language / "report.toml"
    return flat(tomllib.loads(file.read_text(encoding="utf-8")))


def parameters(text: str) -> set[tuple[str, str | None]]:
    return {(name, form) for _, name, form, _ in Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    english, french = catalogue("en"), catalogue("fr")
    assert english.keys() == french.keys()
    for code, text in english.items():
        if code[-1] != "by":
            assert parameters(text) == parameters(french[code]), code
            assert text != french[code] or text in SAME, code


def test_french_signs_are_french() -> None:
    for code, text in catalogue("fr").items():
        assert not re.search(r"['\"]|[^\u00a0]:(?!\w)|\s[;?!]", text), code
