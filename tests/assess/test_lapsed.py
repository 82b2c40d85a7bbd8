"""A language result that is too old is named, with the day on which it stopped to count."""

from datetime import date
from typing import Any

import pytest

from tests.web.result.people import ngozi
from toprank.assess import assess_profiles

TAKEN = {"test": "ielts_general", "taken": "2024-11-25", "listening": 8, "reading": 7, "writing": 6.5, "speaking": 7}
TOLD = "IELTS General of November 25, 2024 was 2 years old on November 25, 2026 and no longer counts"


def assessed(languages: list[dict[str, Any]], on: date = date(2026, 11, 26), language: str = "en") -> dict[str, Any]:
    """The assessment of Ngozi with other results."""
    return assess_profiles([ngozi(languages=languages)], [on], (), None, language)[0]


def because(found: dict[str, Any], factor: str) -> str:
    """Why a line has its points."""
    return str(next(each for each in found["crs"]["lines"] if each["factor"] == factor)["because"])


def has(found: dict[str, Any], program: str) -> str:
    """What there is of the language that a program asks for."""
    needed = found["programs"][program]["requirements"]
    return str(next(each for each in needed if each["code"] == "language")["have"])


def test_a_lapsed_result_is_named_with_its_last_day() -> None:
    found = assessed([TAKEN])
    assert because(found, "first_language") == TOLD
    assert has(found, "fsw") == has(found, "cec") == TOLD
    french = assessed([TAKEN], language="fr")
    assert "25\N{NO-BREAK SPACE}novembre 2026" in because(french, "first_language")
    assert "TCF" not in because(found, "second_language")


def test_the_day_before_it_counts() -> None:
    found = assessed([TAKEN], date(2026, 11, 24))
    assert "Listening" not in because(found, "first_language")
    assert "no longer" not in because(found, "first_language")
    assert "no longer" in because(assessed([TAKEN], date(2026, 11, 25)), "first_language")


def test_no_result_at_all_is_no_lapsed_one() -> None:
    found = assessed([])
    assert because(found, "first_language") == "no valid result"
    assert "no result" in has(found, "cec")


@pytest.mark.parametrize("first", ["first_language", "second_language"])
def test_one_that_counts_is_told_beside_one_that_does_not(first: str) -> None:
    french = {"test": "tef_canada", "taken": "2024-01-10"} | dict.fromkeys(
        ("listening", "reading", "writing", "speaking"), 500
    )
    found = assessed([{**TAKEN, "taken": "2025-06-01"}, french])
    assert ("TEF Canada of January 10, 2024" in because(found, first)) is (first == "second_language")
    assert "TEF Canada of January 10, 2024" in because(found, "french")
