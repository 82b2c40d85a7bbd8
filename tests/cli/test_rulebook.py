"""`toprank table`, `category` and `noc`: what the terminal shows of the law."""

import json

import pytest

from tests.cli.conftest import Run
from toprank.rulebook.loader import load


@pytest.mark.parametrize("columns", ["80", "100", "160"])
def test_no_key_of_a_category_is_cut(toprank: Run, columns: str) -> None:
    ran = toprank("category", "--on", "2026-03-10", columns=columns)
    words = ran.out.split()
    held = [version for version in load().categories() if version.key in words]
    assert len(held) == 10
    assert all(version.family in words for version in held)
    assert "…" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= int(columns)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-03-24", ["In force from November 19, 2016 to March 24, 2025.", "Verified to March 24, 2025."]),
        ("2025-03-25", ["In force from March 25, 2025 to November 2, 2026.", "Verified to November 2, 2026."]),
    ],
)
def test_a_table_says_until_when_it_held(toprank: Run, day: str, said: list[str]) -> None:
    lines = toprank("table", "crs/arranged_employment", "--on", day).err.splitlines()
    assert lines[:3] == [said[0], "Checked on November 22, 2026.", said[1]]


def test_a_table_still_in_force(toprank: Run) -> None:
    ran = toprank("table", "programs/funds", "--on", "2026-07-24")
    assert ran.err.startswith("In force since July 7, 2025.\nChecked on June 14, 2026.\nSource: ")
    assert "Read to June 14, 2026 only; July 24, 2026 is later." in ran.err
    found = json.loads(toprank("table", "crs/age", "--on", "2026-03-10", "--json").out)
    assert (found["until"], found["checked"], found["verified_to"]) == (None, "2026-11-22", "2026-11-02")


def test_the_title_of_a_narrow_table_is_one_line(toprank: Run) -> None:
    assert (
        toprank("table", "crs/sibling", "--on", "2026-03-10").out.splitlines()[0]
        == "Sibling in Canada on March 10, 2026"
    )


@pytest.mark.parametrize("words", [[""], [" ", ""]])
def test_a_search_for_no_word_is_usage(toprank: Run, words: list[str]) -> None:
    ran = toprank("noc", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("toprank: no word to search for.")
