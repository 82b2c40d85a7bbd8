"""The second engine against sums worked by hand, and the invented candidates against the contract's field rules."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from tests.invented import lives
from tests.invented.profiles import FIRST, LAST, profiles
from tests.plain import figures
from tests.plain.assess import assess
from tests.plain.facts import complete
from tests.plain.hours import YEAR, credited, credited_without_break, years_after
from tests.plain.lists import VERSIONS

MARCH = date(2026, 3, 10)


def result(test: str, taken: str, level: float) -> dict[str, Any]:
    return {"test": test, "taken": taken, **dict.fromkeys(figures.ABILITIES, level)}


def job(noc: str, start: str, end: str | None, **facts: Any) -> dict[str, Any]:
    return {"noc": noc, "start": start, "end": end, "hours_per_week": 40, "country": "CA", **facts}


def read_jobs(*jobs: dict[str, Any]) -> list[dict[str, Any]]:
    return complete({"id": "paul", "birth_date": "1990-01-01", "jobs": list(jobs)})["jobs"]


def test_ngozi_by_hand() -> None:
    # 30 years old 105, master 135, level 9 four times 124, a year in Canada 40 = 404; 50 + 25 cut to 50, and 0.
    ngozi = {
        "id": "ngozi",
        "birth_date": "1995-06-15",
        "languages": [result("clb", "2025-06-01", 9)],
        "education": [{"level": "master", "country": "IN", "completed": "2018-05-01", "eca_issued": "2025-01-10"}],
        "jobs": [job("21231", "2024-06-01", "2025-12-31")],
    }
    answer = assess(ngozi, MARCH)
    assert (answer["crs"]["core"], answer["crs"]["transferability"], answer["crs"]["total"]) == (404, 50, 454)
    assert answer["crs"]["factors"]["cap_transfer_education"] == -25
    # 24 + 23 + 9 + 12 + own work in Canada 10 = 78, but no funds: CEC alone.
    assert answer["programs"]["fsw"]["points"] == 78
    assert answer["programs"]["fsw"]["eligible"] is False
    assert answer["invited_under"] == "cec"


def test_second_language_is_cut_at_22_with_a_partner() -> None:
    gloria = {
        "id": "gloria",
        "birth_date": "1990-01-01",
        "languages": [result("clb", "2025-06-01", 9), result("nclc", "2025-06-01", 9)],
        "partner": {},
    }
    crs = assess(gloria, MARCH)["crs"]
    assert crs["factors"]["second_language"] == 24
    assert crs["factors"]["cap_second_language"] == -2
    # 36 years old with a partner 65, level 9 four times 116, and 22.
    assert crs["core"] == 65 + 116 + 22


@pytest.mark.parametrize(("last", "hours"), [("2025-12-30", YEAR), ("2025-12-29", YEAR - 3000)])
def test_a_year_is_364_full_time_days(last: str, hours: int) -> None:
    assert credited(read_jobs(job("21231", "2025-01-01", last)), date(2023, 3, 10), MARCH) == hours


@pytest.mark.parametrize(("second", "whole"), [("2025-02-14", True), ("2025-02-15", False)])
def test_a_gap_of_fourteen_days_breaks_a_period(second: str, whole: bool) -> None:
    jobs = read_jobs(job("21231", "2025-01-01", "2025-01-31"), job("21231", second, "2025-03-31"))
    together = credited(jobs, date(2023, 3, 10), MARCH)
    assert (credited_without_break(jobs, date(2023, 3, 10), MARCH) == together) is whole


def test_two_part_time_jobs_add_up_to_thirty_hours_at_most() -> None:
    jobs = read_jobs(
        job("21231", "2025-01-01", "2025-01-07", hours_per_week=20),
        job("21232", "2025-01-01", "2025-01-07", hours_per_week=29.99),
    )
    assert credited(jobs, date(2023, 3, 10), MARCH) == 30 * 700


def test_the_group_of_2016_joins_two_unit_groups_before_the_change() -> None:
    paul = {
        "id": "paul",
        "birth_date": "1990-01-01",
        "settlement_funds": 60000,
        "languages": [result("clb", "2022-06-01", 9)],
        "education": [{"level": "master", "country": "CA", "completed": "2018-05-01"}],
        "jobs": [
            job("21231", "2021-01-01", "2021-07-01", country="IN", noc2016="2173"),
            job("21232", "2021-07-02", "2021-12-31", country="IN", noc2016="2173"),
        ],
    }
    assert assess(paul, date(2022, 11, 15))["programs"]["fsw"]["points"] is not None
    assert assess(paul, date(2022, 11, 16))["programs"]["fsw"]["points"] is None


def test_a_category_asked_for_but_not_in_force() -> None:
    answer = assess({"id": "paul", "birth_date": "1990-01-01"}, MARCH, ["agriculture", "trades-v1"])["categories"]
    assert answer["agriculture"] == {"version": None, "eligible": False}
    assert answer["trades-v1"] == {"version": "trades-v1", "eligible": False}
    assert answer["trades"]["version"] == "trades-v3"
    with pytest.raises(ValueError, match="plumbing"):
        assess({"id": "paul", "birth_date": "1990-01-01"}, MARCH, ["plumbing"])


def test_lists_have_the_published_lengths() -> None:
    lengths = {key: len(set(version["noc"])) for key, version in VERSIONS.items()}
    assert [lengths["healthcare-v1"], lengths["healthcare-v2"], lengths["healthcare-v3"]] == [35, 37, 37]
    assert [lengths["stem-v1"], lengths["stem-v2"], lengths["stem-v3"]] == [24, 11, 11]
    assert [lengths["trades-v1"], lengths["trades-v2"], lengths["trades-v3"]] == [10, 25, 25]
    assert [lengths["transport-v1"], lengths["transport-v2"], lengths["education-v2"]] == [10, 4, 5]
    assert set(lives.LISTED) <= {noc for noc, teer in lives.TEER.items() if teer <= 3}


# The invented candidates


def test_the_same_seed_gives_the_same_candidates() -> None:
    assert list(profiles(3, 50)) == list(profiles(3, 50))
    assert list(profiles(3, 50)) != list(profiles(4, 50))
    assert list(profiles(3, 20)) == list(profiles(3, 50))[:20]


def check_result(entry: dict[str, Any]) -> None:
    scores = [entry[ability] for ability in figures.ABILITIES]
    test = entry["test"]
    if test in ("clb", "nclc"):
        assert all(score in range(13) for score in scores)
        return
    if test == "tef_canada":
        test = "tef_canada_new" if entry["taken"] >= "2023-12-11" else "tef_canada_old"
    step, lowest, highest = lives.RANGES[test]
    for score, top in zip(scores, highest, strict=True):
        assert lowest <= score <= top
        assert score / step == int(score / step)


def check_person(person: dict[str, Any], born: str) -> None:
    for entry in person.get("languages", []):
        check_result(entry)
    for entry in person.get("education", []):
        assert entry["completed"] >= born
        assert entry.get("eca_issued") is None or entry["eca_issued"] >= entry["completed"]
    assert len(person.get("jobs", [])) <= 7
    for entry in person.get("jobs", []):
        assert entry["noc"] in lives.TEER
        assert born <= entry["start"] <= (entry.get("end") or entry["start"])
        assert 0 < entry["hours_per_week"] <= 168
        assert round(entry["hours_per_week"], 2) == entry["hours_per_week"]
        assert entry.get("noc2016") in [None, *lives.GROUPS_2016]


def test_invented_candidates_keep_the_field_rules() -> None:
    for profile, on in profiles(11, 400):
        assert FIRST <= on <= LAST
        assert profile["birth_date"] <= on.isoformat()
        assert profile.get("family_size", 1) >= 1
        assert profile.get("settlement_funds", 0) >= 0
        check_person(profile, profile["birth_date"])
        if profile.get("partner"):
            check_person(profile["partner"], profile["birth_date"])
        for field in ("trade", "certificate_of_qualification", "offer", "military"):
            if profile.get(field):
                assert profile[field]["noc"] in lives.TEER


def test_points_add_up_and_every_program_and_category_is_met_by_somebody() -> None:
    met: Counter[str] = Counter()
    for profile, on in profiles(5, 3000):
        answer = assess(profile, on)
        crs = answer["crs"]
        assert sum(crs["factors"].values()) == crs["total"]
        assert crs["total"] == crs["core"] + crs["spouse"] + crs["transferability"] + crs["additional"]
        met.update(key for key, program in answer["programs"].items() if program["eligible"])
        met.update(key for key, category in answer["categories"].items() if category["eligible"])
    assert {"fsw", "cec", "fst", "pnp"} <= set(met)
    assert {version["family"] for version in VERSIONS.values()} <= set(met)


def test_adding_years_to_29_february() -> None:
    assert years_after(date(2024, 2, 29), 2) == date(2026, 2, 28)
    assert years_after(date(2024, 2, 29), -4) == date(2020, 2, 29)
