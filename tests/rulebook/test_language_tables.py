"""Conversion of test results to levels: every bound, and the day the TEF Canada changed its scale."""

from datetime import date

import pytest

from toprank.rulebook.loader import NotInForce, Rulebook

ON = date(2026, 1, 1)
BOUNDS = {
    "ielts_general": (
        (4.5, 5.0, 5.5, 6.0, 7.5, 8.0, 8.5),
        (3.5, 4.0, 5.0, 6.0, 6.5, 7.0, 8.0),
        (4.0, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5),
    ),
    "pte_core": ((28, 39, 50, 60, 71, 82, 89), (33, 42, 51, 60, 69, 78, 88), (41, 51, 60, 69, 79, 88, 90)),
    "tef_canada": (
        (306, 352, 393, 434, 462, 503, 546),
        (306, 352, 393, 434, 462, 503, 546),
        (268, 330, 379, 428, 472, 512, 558),
    ),
    "tcf_canada": ((331, 369, 398, 458, 503, 523, 549), (342, 375, 406, 453, 499, 524, 549), (4, 6, 7, 10, 12, 14, 16)),
    "celpip_general": ((4, 5, 6, 7, 8, 9, 10),) * 3,
}
SPEAKING = {
    "ielts_general": (4.0, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5),
    "pte_core": (42, 51, 59, 68, 76, 84, 89),
    "tef_canada": (328, 387, 422, 456, 494, 518, 556),
    "tcf_canada": (4, 6, 7, 10, 12, 14, 16),
    "celpip_general": (4, 5, 6, 7, 8, 9, 10),
}
ABILITIES = ("listening", "reading", "writing", "speaking")
TESTS = ("ielts_general", "celpip_general", "pte_core", "tef_canada", "tcf_canada", "clb", "nclc")


@pytest.mark.parametrize("test", sorted(BOUNDS))
def test_lower_bounds_of_levels_4_to_10(rulebook: Rulebook, test: str) -> None:
    version = rulebook.in_force(f"language/{test}", ON)
    assert version.column("level") == tuple(range(4, 11))
    assert tuple(version.column(ability) for ability in ABILITIES[:3]) == BOUNDS[test]
    assert version.column("speaking") == SPEAKING[test]
    assert version.extra["level_below"] == 3


def test_the_old_scale_of_the_tef_ends_on_2023_12_10(rulebook: Rulebook) -> None:
    old, new = (rulebook.in_force("language/tef_canada", date(2023, 12, day)) for day in (10, 11))
    assert old.column("listening") == (145, 181, 217, 249, 280, 298, 316)
    assert old.column("reading") == (121, 151, 181, 207, 233, 248, 263)
    assert old.column("writing") == old.column("speaking") == (181, 226, 271, 310, 349, 371, 393)
    assert old.extra["maximum"] == {"listening": 360, "reading": 300, "writing": 450, "speaking": 450}
    assert new.column("listening")[0] == 306
    assert set(new.extra["maximum"].values()) == {699}


@pytest.mark.parametrize("test", ["clb", "nclc"])
def test_a_declared_level_is_itself(rulebook: Rulebook, test: str) -> None:
    version = rulebook.in_force(f"language/{test}", ON)
    assert version.rows == tuple((level,) * 5 for level in range(1, 11))
    assert version.extra["level_below"] == 0
    assert set(version.extra["maximum"].values()) == {12}


@pytest.mark.parametrize("test", TESTS)
def test_bounds_rise_and_lie_on_the_steps_of_the_test(rulebook: Rulebook, test: str) -> None:
    for version in rulebook.table(f"language/{test}").versions:
        step, lowest, most = (version.extra[key] for key in ("step", "minimum", "maximum"))
        for ability in ABILITIES:
            bounds = [float(cell) for cell in version.column(ability)]
            assert bounds == sorted(set(bounds))
            assert lowest <= bounds[0]
            assert bounds[-1] <= most[ability]
            assert all((bound - lowest) % step == 0 for bound in bounds)


@pytest.mark.parametrize(
    ("test", "language", "most"),
    [
        ("ielts_general", "english", (9.0, 9.0, 9.0, 9.0)),
        ("celpip_general", "english", (12, 12, 12, 12)),
        ("pte_core", "english", (90, 90, 90, 90)),
        ("tef_canada", "french", (699, 699, 699, 699)),
        ("tcf_canada", "french", (699, 699, 20, 20)),
        ("clb", "english", (12, 12, 12, 12)),
        ("nclc", "french", (12, 12, 12, 12)),
    ],
)
def test_language_and_range(rulebook: Rulebook, test: str, language: str, most: tuple[float, ...]) -> None:
    table = rulebook.table(f"language/{test}")
    assert table.extra["language"] == language
    assert table.extra["name"]
    assert tuple(table.in_force(ON).extra["maximum"][ability] for ability in ABILITIES) == most


@pytest.mark.parametrize(("test", "first"), [("celpip_general", date(2014, 4, 1)), ("pte_core", date(2024, 1, 30))])
def test_a_test_taken_before_its_table_has_no_levels(rulebook: Rulebook, test: str, first: date) -> None:
    assert rulebook.in_force(f"language/{test}", first).rows
    with pytest.raises(NotInForce, match=f"its first one starts on {first}"):
        rulebook.in_force(f"language/{test}", date.fromordinal(first.toordinal() - 1))


def test_the_partners_result_has_a_limit_from_2016_11_19(rulebook: Rulebook) -> None:
    before, after = (rulebook.in_force("language/validity", date(2016, 11, day)) for day in (18, 19))
    assert before.mapping() == {"candidate": 2, "partner": 0}
    assert after.mapping() == {"candidate": 2, "partner": 2}
