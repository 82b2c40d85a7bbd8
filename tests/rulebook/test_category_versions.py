"""The categories: their versions, lists and conditions."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import HOME, Rulebook, RulebookError

OCCUPATIONS = {
    "french": (0, 0),
    "healthcare": (35, 37, 37),
    "stem": (24, 11, 11),
    "trades": (10, 25, 25),
    "transport": (10, 4),
    "agriculture": (3, 1),
    "education": (5, 5),
    "physicians_canadian_experience": (3,),
    "senior_managers_canadian_experience": (4,),
    "researchers_canadian_experience": (2,),
    "skilled_military_recruits": (3,),
}
IN_CANADA = {"physicians-v1", "senior-managers-v1", "researchers-v1"}
PHYSICIANS = {"31100", "31101", "31102"}


def listed_on(rulebook: Rulebook, on: date) -> list[str]:
    return [code for each in rulebook.categories() if each.holds(on) for code in each.unit_groups]


def test_twenty_one_versions_of_eleven_families(rulebook: Rulebook) -> None:
    found: dict[str, tuple[int, ...]] = {}
    for each in rulebook.categories():
        found[each.family] = (*found.get(each.family, ()), len(each.unit_groups))
        assert each.occupations == len(each.unit_groups)
        assert each.number == len(found[each.family])
        assert each.key.endswith(f"-v{each.number}")
    assert found == OCCUPATIONS
    assert len({each.key for each in rulebook.categories()}) == 21


def test_every_code_is_a_unit_group_of_teer_0_to_3_once_in_a_list(rulebook: Rulebook) -> None:
    for each in rulebook.categories():
        assert len(set(each.unit_groups)) == len(each.unit_groups)
        assert all(unit_groups()[code].teer <= 3 for code in each.unit_groups)
        assert each.classification == "NOC 2021"


def test_the_file_of_lists_is_sorted() -> None:
    lines = (HOME / "categories" / "occupations.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "version,unit_group"
    assert lines[1:] == sorted(lines[1:], key=lambda line: line.split(","))
    assert len(lines) == 1 + sum(sum(counts) for counts in OCCUPATIONS.values())


def test_versions_of_a_family_do_not_overlap(rulebook: Rulebook) -> None:
    for former, later in pairwise(rulebook.categories()):
        if former.family == later.family:
            assert former.stop is not None
            assert former.stop <= later.start


@pytest.mark.parametrize(
    ("on", "entries", "distinct"),
    [
        (date(2023, 5, 30), 0, 0),
        (date(2023, 5, 31), 82, 82),
        (date(2025, 2, 26), 82, 82),
        (date(2025, 2, 27), 79, 79),
        (date(2025, 12, 8), 82, 79),
        (date(2026, 2, 17), 82, 79),
        (date(2026, 2, 18), 94, 91),
    ],
)
def test_how_many_occupations_were_listed(rulebook: Rulebook, on: date, entries: int, distinct: int) -> None:
    found = listed_on(rulebook, on)
    assert (len(found), len(set(found))) == (entries, distinct)


@pytest.mark.parametrize(
    ("former", "later", "added", "removed"),
    [
        ("healthcare-v1", "healthcare-v2", 8, 6),
        ("healthcare-v2", "healthcare-v3", 0, 0),
        ("stem-v1", "stem-v2", 6, 19),
        ("stem-v2", "stem-v3", 0, 0),
        ("trades-v1", "trades-v2", 19, 4),
        ("trades-v2", "trades-v3", 1, 1),
        ("agriculture-v1", "agriculture-v2", 0, 2),
        ("transport-v1", "transport-v2", 2, 8),
        ("education-v1", "education-v2", 0, 0),
    ],
)
def test_what_changed_between_versions(rulebook: Rulebook, former: str, later: str, added: int, removed: int) -> None:
    before, after = (set(rulebook.category(key).unit_groups) for key in (former, later))
    assert (len(after - before), len(before - after)) == (added, removed)


@pytest.mark.parametrize(
    ("code", "key", "listed"),
    [
        ("63200", "trades-v2", True),
        ("63200", "trades-v3", False),
        ("63201", "trades-v3", True),
        ("63201", "agriculture-v2", True),
        ("73300", "transport-v1", True),
        ("73300", "transport-v2", False),
        ("21232", "stem-v1", True),
        ("21232", "stem-v2", False),
        ("31120", "healthcare-v1", False),
        ("31120", "healthcare-v2", True),
        ("42203", "healthcare-v1", True),
        ("42203", "education-v1", True),
        ("31301", "healthcare-v3", True),
        ("31110", "healthcare-v1", True),
        ("00011", "senior-managers-v1", False),
        ("00012", "senior-managers-v1", True),
    ],
)
def test_single_occupations(rulebook: Rulebook, code: str, key: str, listed: bool) -> None:
    assert (code in rulebook.category(key).unit_groups) is listed


def test_short_lists_whole(rulebook: Rulebook) -> None:
    assert set(rulebook.category("physicians-v1").unit_groups) == PHYSICIANS
    assert rulebook.category("senior-managers-v1").unit_groups == ("00012", "00013", "00014", "00015")
    assert rulebook.category("researchers-v1").unit_groups == ("41200", "41201")
    assert rulebook.category("military-v1").unit_groups == ("40042", "42102", "43204")
    assert rulebook.category("transport-v2").unit_groups == ("22313", "72404", "72410", "72600")
    assert rulebook.category("education-v2").unit_groups == ("41220", "41221", "42202", "42203", "43100")


def test_six_continuous_months_became_twelve_in_any_pieces(rulebook: Rulebook) -> None:
    for each in rulebook.categories():
        if each.type != "occupation":
            continue
        newer = each.start >= date(2025, 12, 8)
        assert (each.months, each.continuous) == ((12, False) if newer else (6, True))
        assert each.window_years == 3
        assert each.location == ("canada" if each.key in IN_CANADA else "canada_or_abroad")


def test_conditions_of_language_and_of_service(rulebook: Rulebook) -> None:
    for key in ("french-v1", "french-v2"):
        french = rulebook.category(key)
        assert (french.type, french.nclc, french.months, french.occupations) == ("language", 7, None, 0)
    military = rulebook.category("military-v1")
    assert (military.type, military.months) == ("military", None)
    assert (military.service_years, military.offer_years, military.post_secondary_years) == (10, 3, 2)


@pytest.mark.parametrize(
    ("family", "on", "key"),
    [
        ("french", date(2026, 2, 5), "french-v1"),
        ("french", date(2026, 2, 6), "french-v2"),
        ("healthcare", date(2025, 2, 26), "healthcare-v1"),
        ("healthcare", date(2025, 2, 27), "healthcare-v2"),
        ("healthcare", date(2026, 2, 18), "healthcare-v3"),
        ("transport", date(2025, 2, 27), None),
        ("transport", date(2026, 2, 18), "transport-v2"),
        ("agriculture", date(2026, 2, 18), None),
        ("education", date(2025, 2, 26), None),
        ("physicians_canadian_experience", date(2025, 12, 7), None),
        ("physicians_canadian_experience", date(2025, 12, 8), "physicians-v1"),
    ],
)
def test_the_version_of_a_day(rulebook: Rulebook, family: str, on: date, key: str | None) -> None:
    found = rulebook.category_on(family, on)
    assert (found.key if found else None) == key


def test_words_and_sources_are_there(rulebook: Rulebook) -> None:
    known = rulebook.bibliography("categories")
    for each in rulebook.categories():
        assert set(each.name) == {"en", "fr"}
        assert all(each.name.values())
        assert each.goal
        assert each.source.endswith(".")
        assert each.checked == date(2026, 10, 1)
        assert each.seen_in
        assert set(each.seen_in) <= set(known)
        assert (each.label is not None) == each.label_attested
        assert (each.until is None) == (each.until_basis is None)
        assert each.until is None or each.until + timedelta(days=1) == each.stop


def test_labels_of_the_feed(rulebook: Rulebook) -> None:
    labels = {each.label for each in rulebook.categories() if each.label}
    assert len(labels) == 16
    assert rulebook.category("trades-v3").label == "Trades Occupations, 2026-Version 3"
    assert rulebook.category("french-v1").earlier_labels == ("(2023-1)", "(2024-1)")


def test_an_unknown_version_is_named_with_those_there_are(rulebook: Rulebook) -> None:
    with pytest.raises(RulebookError, match=r"no category version 'health-v9'.*healthcare-v3"):
        rulebook.category("health-v9")


def test_french_names_have_their_own_apostrophe(rulebook: Rulebook) -> None:
    names = {each.name["fr"] for each in rulebook.categories()}
    assert "Professions de l’éducation" in names
    assert not [name for name in names if "'" in name]
