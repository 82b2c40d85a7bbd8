"""The figures of the Comprehensive Ranking System, table by table and on both sides of every day of change."""

from datetime import date, timedelta
from typing import Any

import pytest

from toprank.rulebook.loader import Rulebook

REGIMES = [date(2015, 1, 1), date(2016, 11, 19), date(2017, 6, 6), date(2020, 10, 20), date(2025, 3, 25)]
REPORTED = date(2026, 11, 3)
ALWAYS = [*REGIMES, date(2026, 11, 2), REPORTED, date(2030, 1, 1)]
LEVELS = (
    "less_than_secondary",
    "secondary",
    "one_year",
    "two_year",
    "three_year_or_more",
    "two_or_more",
    "masters_or_professional",
    "doctoral",
)
AGE_WITH = [0, 90, 95, *[100] * 10, 95, 90, 85, 80, 75, 70, 65, 60, 55, 50, 45, 35, 25, 15, 5, 0]
AGE_WITHOUT = [0, 99, 105, *[110] * 10, 105, 99, 94, 88, 83, 77, 72, 66, 61, 55, 50, 39, 28, 17, 6, 0]
ONE_AND_TWO = {("one_credential", 1): 13, ("one_credential", 2): 25, ("advanced", 1): 25, ("advanced", 2): 50}


def rows(rulebook: Rulebook, name: str, on: date) -> list[tuple[Any, ...]]:
    return list(rulebook.in_force(name, on).rows)


@pytest.mark.parametrize("on", ALWAYS)
def test_core_tables_never_changed(rulebook: Rulebook, on: date) -> None:
    assert rows(rulebook, "crs/age", on) == list(zip(range(17, 46), AGE_WITH, AGE_WITHOUT, strict=True))
    education = zip(LEVELS, (0, 28, 84, 91, 112, 119, 126, 140), (0, 30, 90, 98, 120, 128, 135, 150), strict=True)
    assert rows(rulebook, "crs/education", on) == list(education)
    first = [(0, 0, 0), (4, 6, 6), (6, 8, 9), (7, 16, 17), (8, 22, 23), (9, 29, 31), (10, 32, 34)]
    assert rows(rulebook, "crs/first_language", on) == first
    assert rows(rulebook, "crs/second_language", on) == [(0, 0, 0), (5, 1, 1), (7, 3, 3), (9, 6, 6)]
    work = [(0, 0, 0), (1, 35, 40), (2, 46, 53), (3, 56, 64), (4, 63, 72), (5, 70, 80)]
    assert rows(rulebook, "crs/canadian_work", on) == work


@pytest.mark.parametrize("on", ALWAYS)
def test_spouse_tables_never_changed(rulebook: Rulebook, on: date) -> None:
    assert rows(rulebook, "crs/spouse_education", on) == list(zip(LEVELS, (0, 2, 6, 7, 8, 9, 10, 10), strict=True))
    assert rows(rulebook, "crs/spouse_language", on) == [(0, 0), (5, 1), (7, 3), (9, 5)]
    work = [(0, 0), (1, 5), (2, 7), (3, 8), (4, 9), (5, 10)]
    assert rows(rulebook, "crs/spouse_canadian_work", on) == work


@pytest.mark.parametrize("on", ALWAYS)
def test_transferability_never_changed(rulebook: Rulebook, on: date) -> None:
    bands = ("none", "none", "one_credential", "one_credential", "one_credential", "advanced", "advanced", "advanced")
    assert rulebook.in_force("crs/education_bands", on).mapping() == dict(zip(LEVELS, bands, strict=True))
    nothing = {("none", 1): 0, ("none", 2): 0}
    for name, step in (("education_language", {1: 7, 2: 9}), ("education_canadian_work", {1: 1, 2: 2})):
        expected = {(band, step[place]): points for (band, place), points in (nothing | ONE_AND_TWO).items()}
        assert {row[:2]: row[2] for row in rows(rulebook, f"crs/{name}", on)} == expected
    foreign = [(1, 7, 13), (1, 9, 25), (3, 7, 25), (3, 9, 50)]
    assert rows(rulebook, "crs/foreign_work_language", on) == foreign
    abroad_and_here = [(1, 1, 13), (1, 2, 25), (3, 1, 25), (3, 2, 50)]
    assert rows(rulebook, "crs/foreign_work_canadian_work", on) == abroad_and_here
    assert rows(rulebook, "crs/certificate_language", on) == [(5, 25), (7, 50)]


@pytest.mark.parametrize("on", ALWAYS)
def test_nomination_and_caps_never_changed(rulebook: Rulebook, on: date) -> None:
    assert rows(rulebook, "crs/nomination", on) == [("express_entry", 600)]
    assert rulebook.in_force("crs/caps", on).mapping() == {
        "core": (460, 500),
        "spouse": (40, 0),
        "transferability": (100, 100),
        "additional": (600, 600),
        "second_language": (22, 24),
        "education": (50, 50),
        "foreign_work": (50, 50),
        "certificate": (50, 50),
        "total": (1200, 1200),
    }


@pytest.mark.parametrize(
    ("name", "first", "before", "after"),
    [
        ("arranged_employment", date(2016, 11, 19), (600, 600), (200, 50)),
        ("arranged_employment", date(2025, 3, 25), (200, 50), (0, 0)),
        ("arranged_employment_conditions", date(2016, 11, 19), (True,), (False,)),
        ("canadian_study", date(2016, 11, 19), (0, 0), (15, 30)),
        ("french", date(2017, 6, 6), (0, 0), (15, 30)),
        ("french", date(2020, 10, 20), (15, 30), (25, 50)),
        ("sibling", date(2017, 6, 6), (0,), (15,)),
        ("ties", date(2017, 6, 6), ("none",), ("submitted_at",)),
        ("canadian_work_definition", date(2015, 5, 30), (False, 10), (False, 10)),
        ("canadian_work_definition", date(2016, 11, 19), (False, 10), (True, 10)),
        ("canadian_work_definition", date(2022, 11, 16), (True, 10), (True, 10)),
    ],
)
def test_both_sides_of_a_day_of_change(
    rulebook: Rulebook, name: str, first: date, before: tuple[Any, ...], after: tuple[Any, ...]
) -> None:
    former, later = (rulebook.in_force(f"crs/{name}", day) for day in (first - timedelta(days=1), first))
    assert former.stop == later.start == first
    assert former.column(former.columns[1]) == before
    assert later.column(later.columns[1]) == after


def test_row_ids_of_the_additional_points(rulebook: Rulebook) -> None:
    on = date(2020, 1, 1)
    assert rulebook.in_force("crs/arranged_employment", on).column("offer") == ("senior_manager", "other")
    assert rulebook.in_force("crs/canadian_study", on).column("study") == ("one_or_two_years", "three_years_or_more")
    assert rulebook.in_force("crs/french", on).column("english") == ("four_or_less", "five_or_more")
    assert rulebook.in_force("crs/french", on).extra == {"french_level": 7, "english_level": 5}
    assert rulebook.in_force("crs/foreign_work_definition", on).mapping() == {"window_years": 10, "paid": True}


def test_six_regimes_the_last_unseen(rulebook: Rulebook) -> None:
    versions = rulebook.table("crs/regimes").versions
    assert [version.start for version in versions] == [*REGIMES, REPORTED]
    assert [version.rows[0][0] for version in versions[:-1]] == [day.isoformat() for day in REGIMES]
    assert versions[-1].unseen


@pytest.mark.parametrize("name", ["occupations", "work", "offer", "conditions"])
def test_the_high_wage_factor_is_nothing_and_then_unseen(rulebook: Rulebook, name: str) -> None:
    before = rulebook.in_force(f"crs/high_wage_{name}", date(2026, 11, 2))
    assert before.rows == ()
    assert before.unseen is None
    after = rulebook.in_force(f"crs/high_wage_{name}", REPORTED)
    assert after.unseen
    assert rulebook.known(f"crs/high_wage_{name}", REPORTED) is before


def highest(rulebook: Rulebook, name: str, on: date, column: str) -> int:
    return max((int(cell) for cell in rulebook.known(f"crs/{name}", on).column(column)), default=0)


def most_without_nomination(rulebook: Rulebook, on: date, column: str, offer: bool) -> int:
    """The largest total the tables of a day allow without a nomination, every cap applied."""
    caps = {cap: (two, one)[column == "without"] for cap, two, one in rulebook.known("crs/caps", on).rows}
    core = sum(highest(rulebook, name, on, column) for name in ("age", "education", "canadian_work"))
    core += 4 * highest(rulebook, "first_language", on, column)
    core += min(4 * highest(rulebook, "second_language", on, column), int(caps["second_language"]))
    spouse = sum(highest(rulebook, f"spouse_{name}", on, "points") for name in ("education", "canadian_work"))
    spouse += 4 * highest(rulebook, "spouse_language", on, "points")
    pairs = {
        "education": ("education_language", "education_canadian_work"),
        "foreign_work": ("foreign_work_language", "foreign_work_canadian_work"),
        "certificate": ("certificate_language",),
    }
    combined = sum(
        min(sum(highest(rulebook, name, on, "points") for name in names), int(caps[cap]))
        for cap, names in pairs.items()
    )
    more = sum(highest(rulebook, name, on, "points") for name in ("canadian_study", "french", "sibling"))
    more += highest(rulebook, "arranged_employment", on, "points") if offer else 0
    parts = {"core": core, "spouse": spouse, "transferability": combined, "additional": more}
    return min(sum(min(points, int(caps[part])) for part, points in parts.items()), int(caps["total"]))


@pytest.mark.parametrize("column", ["with", "without"])
@pytest.mark.parametrize(
    ("first", "without_offer", "with_offer"),
    [
        (REGIMES[0], 600, 1200),
        (REGIMES[1], 630, 830),
        (REGIMES[2], 675, 875),
        (REGIMES[3], 695, 895),
        (REGIMES[4], 695, 695),
    ],
)
def test_known_maxima_of_each_regime(
    rulebook: Rulebook, first: date, without_offer: int, with_offer: int, column: str
) -> None:
    assert most_without_nomination(rulebook, first, column, offer=False) == without_offer
    assert most_without_nomination(rulebook, first, column, offer=True) == with_offer


@pytest.mark.parametrize(("column", "core", "languages"), [("with", 460, 150), ("without", 500, 160)])
def test_the_core_adds_up_to_its_cap(rulebook: Rulebook, column: str, core: int, languages: int) -> None:
    on = date(2026, 1, 1)
    caps = rulebook.in_force("crs/caps", on)
    second = dict(zip(caps.column("cap"), caps.column(column), strict=True))["second_language"]
    spoken = 4 * highest(rulebook, "first_language", on, column) + int(second)
    assert spoken == languages
    rest = sum(highest(rulebook, name, on, column) for name in ("age", "education", "canadian_work"))
    assert rest + spoken == core


@pytest.mark.parametrize("column", ["with", "without"])
@pytest.mark.parametrize("name", ["education", "first_language", "second_language", "canadian_work"])
def test_points_never_fall_down_a_table(rulebook: Rulebook, name: str, column: str) -> None:
    points = rulebook.in_force(f"crs/{name}", date(2026, 1, 1)).column(column)
    assert list(points) == sorted(points, key=int)
