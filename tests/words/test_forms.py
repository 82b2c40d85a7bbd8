"""How each language writes a number, an amount, a day."""

from typing import Any

import pytest

from toprank.words import forms, say

N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("form", "value", "english", "french"),
    [
        ("number", 1560, "1,560", f"1{N}560"),
        ("number", 37.5, "37.5", "37,5"),
        ("number", 1234567, "1,234,567", f"1{N}234{N}567"),
        ("short", 9.0, "9", "9"),
        ("short", 0.5, "0.5", "0,5"),
        ("signed", 50, "+50", "+50"),
        ("signed", -6, "\N{MINUS SIGN}6", "\N{MINUS SIGN}6"),
        ("signed", 0, "0", "0"),
        ("dollars", 15263, "$15,263", f"15{N}263{N}$"),
        ("money", 15263, "15,263 CAD", f"15{N}263{N}$ CA".replace("$ CA", f"${N}CA")),
        ("percent", 35, "35%", f"35{N}%"),
        ("hours", 700 * 1560, "1,560", f"1{N}560"),
        ("h", 700 * 1560, "1,560 h", f"1{N}560{N}h"),
        ("h", 700 * 1560 + 350, "1,560.5 h", f"1{N}560,5{N}h"),
        ("h", 700 * 1560 - 1, "1,559.9 h", f"1{N}559,9{N}h"),
        ("age", 32, "32", f"32{N}ans"),
        ("age", 1, "1", f"1{N}an"),
        ("day", "2026-03-10", "March 10, 2026", f"10{N}mars 2026"),
        ("day", "2026-03-01", "March 1, 2026", f"1er{N}mars 2026"),
        ("day", "2026-08-11", "August 11, 2026", f"11{N}août 2026"),
        (
            "instant",
            "2026-01-21T12:37:00Z",
            "January 21, 2026 at 12:37 UTC",
            f"21{N}janvier 2026 à 12{N}h{N}37{N}(UTC)",
        ),
        ("instant", "2026-01-21T09:00:00Z", "January 21, 2026 at 09:00 UTC", f"21{N}janvier 2026 à 9{N}h{N}(UTC)"),
        (
            "instant",
            "2026-01-21T09:05:07Z",
            "January 21, 2026 at 09:05:07 UTC",
            f"21{N}janvier 2026 à 9{N}h{N}05{N}min{N}07{N}s{N}(UTC)",
        ),
        ("span", (462, 1200), "462 to 1,200", f"de 462 à 1{N}200"),
        ("and", ["a"], "a", "a"),
        ("and", ["a", "b", "c"], "a, b and c", "a, b et c"),
        ("or", ["a", "b"], "a or b", "a ou b"),
        ("yes_no", True, "yes", "oui"),
    ],
)
def test_a_form_in_both_languages(form: str, value: Any, english: str, french: str) -> None:
    assert forms("en")[form](value) == english
    assert forms("fr")[form](value) == french


@pytest.mark.parametrize(
    ("years", "english", "french"),
    [(0, "0 years", "0 année"), (1, "1 year", "1 année"), (1.5, "1.5 years", "1,5 année"), (2, "2 years", "2 années")],
)
def test_what_is_counted_takes_the_plural_of_its_language(years: float, english: str, french: str) -> None:
    assert say("have", "years", {"years": years}) == english
    assert say("have", "years", {"years": years}, "fr") == french


def test_zero_may_have_its_own_sentence() -> None:
    told = {"years": 0, "credit": 700 * 8}
    assert say("because", "years", told) == "no whole year (8 h credited)"
    assert say("because", "years", told, "fr") == f"aucune année entière (8{N}h retenues)"
