"""The figures of the programs, and both sides of every day on which one of them changed."""

from datetime import date, timedelta
from typing import Any

import pytest

from toprank.rulebook.loader import NotInForce, Rulebook

ALWAYS = [date(2015, 1, 1), date(2016, 11, 19), date(2022, 11, 16), date(2026, 11, 22)]
RULES = {
    "work": {"full_time_hours": 30, "year_hours": 1560, "six_month_hours": 780, "gap_days": 14},
    "credentials": {"eca_years": 5, "canadian_study_months": 8},
    "fsw_minimum": {"work_hours": 1560, "window_years": 10, "language_level": 7, "pass_mark": 67},
    "fsw_offer": {"months": 12},
    "fsw_adaptability_conditions": {"most": 10, "partner_language_level": 4, "work_hours": 1560},
    "cec": {"work_hours": 1560, "window_years": 3},
    "fst": {"work_hours": 3120, "window_years": 5, "offer_months": 12},
    "fst_language": {"listening": 5, "reading": 4, "writing": 4, "speaking": 5},
    "fst_offer": {"ii": True, "iii": True, "iv": False, "v": True},
    "fsw_language": {7: 4, 8: 5, 9: 6},
    "fsw_second_language": {5: 4},
    "fsw_experience": {0: 0, 1: 9, 2: 11, 4: 13, 6: 15},
    "fsw_arranged_employment": {"a": (10, True), "b": (10, True), "c": (10, False), "d": (10, True)},
    "fsw_education": {
        "less_than_secondary": 0,
        "secondary": 5,
        "one_year": 15,
        "two_year": 19,
        "three_year_or_more": 21,
        "two_or_more": 22,
        "masters_or_professional": 23,
        "doctoral": 25,
    },
    "fsw_adaptability": {
        "partner_language": 5,
        "own_study": 5,
        "partner_study": 5,
        "own_work": 10,
        "partner_work": 5,
        "relative": 5,
        "arranged_employment": 5,
    },
    "invitation_order": {"pnp": (), "cec": (), "fsw": (), "fst": ()},
}
FUNDS = {
    date(2022, 6, 9): (13310, 16570, 20371, 24733, 28052, 31638, 35224, 3586),
    date(2023, 4, 25): (13757, 17127, 21055, 25564, 28994, 32700, 36407, 3706),
    date(2024, 5, 28): (14690, 18288, 22483, 27297, 30690, 34917, 38875, 3958),
    date(2025, 7, 7): (15263, 19001, 23360, 28362, 32168, 36280, 40392, 4112),
}


@pytest.mark.parametrize("on", ALWAYS)
@pytest.mark.parametrize("name", sorted(RULES))
def test_figures_that_never_changed(rulebook: Rulebook, name: str, on: date) -> None:
    found = rulebook.in_force(f"programs/{name}", on).mapping()
    assert found == RULES[name]
    assert list(found) == list(RULES[name])


@pytest.mark.parametrize("on", ALWAYS)
def test_age_in_the_selection_grid(rulebook: Rulebook, on: date) -> None:
    points = [0, *[12] * 18, *range(11, -1, -1)]
    assert rulebook.in_force("programs/fsw_age", on).rows == tuple(zip(range(17, 48), points, strict=True))


def test_the_grid_adds_up_to_one_hundred(rulebook: Rulebook) -> None:
    def most(name: str) -> int:
        return max(int(cell) for cell in rulebook.in_force(f"programs/{name}", ALWAYS[-1]).column("points"))

    language = 4 * most("fsw_language") + most("fsw_second_language")
    single = sum(most(name) for name in ("fsw_education", "fsw_experience", "fsw_age", "fsw_arranged_employment"))
    assert language == 28
    adaptability = rulebook.in_force("programs/fsw_adaptability_conditions", ALWAYS[-1]).value("most")
    assert language + single + adaptability == 100


@pytest.mark.parametrize(
    ("name", "first", "before", "after"),
    [
        ("classification", date(2022, 11, 16), (("classification", "noc2016"),), (("classification", "noc2021"),)),
        (
            "skilled",
            date(2022, 11, 16),
            (("0", 7), ("A", 7), ("B", 5)),
            (("0", 7), ("1", 7), ("2", 5), ("3", 5)),
        ),
        ("physicians", date(2023, 4, 25), (), (("31100",), ("31101",), ("31102",))),
        (
            "fst_trades",
            date(2022, 11, 16),
            tuple((group, "include") for group in ("72", "73", "82", "92", "632", "633")),
            (
                *((group, "include") for group in ("72", "73", "82", "83", "92", "93", "6320", "62200")),
                ("726", "exclude"),
                ("932", "exclude"),
            ),
        ),
    ],
)
def test_both_sides_of_a_day_of_change(
    rulebook: Rulebook, name: str, first: date, before: tuple[Any, ...], after: tuple[Any, ...]
) -> None:
    assert rulebook.in_force(f"programs/{name}", first - timedelta(days=1)).rows == before
    assert rulebook.in_force(f"programs/{name}", first).rows == after


def test_only_the_former_trades_ask_for_skill_level_b(rulebook: Rulebook) -> None:
    skills = [version.extra.get("skill") for version in rulebook.table("programs/fst_trades").versions]
    assert skills == ["B", None]


@pytest.mark.parametrize("first", sorted(FUNDS))
def test_settlement_funds_by_day(rulebook: Rulebook, first: date) -> None:
    version = rulebook.in_force("programs/funds", first)
    assert version.start == first
    assert version.column("family") == (*map(str, range(1, 8)), "each_more")
    assert version.column("amount") == FUNDS[first]
    assert version.extra.get("former_until") == (date(2025, 7, 28) if first == max(FUNDS) else None)


def test_no_funds_table_before_the_first_one_found(rulebook: Rulebook) -> None:
    with pytest.raises(NotInForce) as refused:
        rulebook.in_force("programs/funds", date(2022, 6, 8))
    assert str(refused.value) == "programs/funds has no version on 2022-06-08: its first one starts on 2022-06-09."
