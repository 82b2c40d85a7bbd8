"""The sentences of `changes` name the fact that moved: worked by hand, one person for each kind of fact."""

from datetime import date
from typing import Any

import pytest

from tests.invented.profiles import profiles
from toprank.assess import assess_profiles

ON = date(2026, 3, 10)


def result(taken: str, test: str = "clb", level: float = 9) -> dict[str, Any]:
    return {"test": test, "taken": taken, "listening": level, "reading": level, "writing": level, "speaking": level}


def job(noc: str, start: str, end: str | None = None, country: str = "CA", **more: Any) -> dict[str, Any]:
    return {"noc": noc, "start": start, "end": end, "hours_per_week": 40, "country": country, **more}


def said(**profile: Any) -> dict[str, tuple[str, str]]:
    """Code and sentence by day, for a person whose birthday is 1995-06-15."""
    answer = assess_profiles([{"id": "ngozi", "birth_date": "1995-06-15", **profile}], [ON])[0]
    return {change["on"]: (change["code"], change["message"]) for change in answer["changes"]}


def test_a_birthday() -> None:
    assert said()["2026-06-15"] == ("birthday", "Turns 31.")


def test_a_language_result_is_named_by_its_test_and_day() -> None:
    held = [result("2024-06-01", "ielts_general", 7), result("2026-05-02", "celpip_general", 5)]
    assert said(languages=held) == {
        "2026-06-01": ("language", "IELTS General of June 1, 2024 is two years old and no longer counts."),
        "2026-06-15": ("birthday", "Turns 31."),
    }
    assert said(languages=held[1:])["2026-05-02"] == ("language", "CELPIP General of May 2, 2026 begins to count.")


def test_an_assessment_is_named_with_its_credential() -> None:
    master = {"level": "master", "country": "IN", "completed": "2018-05-01", "eca_issued": "2021-08-20"}
    sentence = (
        "The assessment of August 20, 2021 is five years old: the master's degree of May 1, 2018 (IN) no longer counts."
    )
    assert said(education=[master])["2026-08-20"] == ("education", sentence)
    later = master | {"eca_issued": "2026-09-01"}
    sentence = "The master's degree of May 1, 2018 (IN) begins to count, assessed on September 1, 2026."
    assert said(education=[later])["2026-09-01"] == ("education", sentence)
    here = {"level": "one_year", "country": "CA", "completed": "2026-09-01"}
    sentence = "The one-year credential of September 1, 2026 (CA) begins to count."
    assert said(education=[here])["2026-09-01"] == ("education", sentence)


def test_two_results_of_one_day_are_both_named() -> None:
    both = [result("2024-06-01", "ielts_general", 7), result("2024-06-01", "nclc", 7)]
    _, sentence = said(languages=both)["2026-06-01"]
    assert sentence.count("June 1, 2024") == 2
    assert "IELTS General" in sentence
    assert "NCLC result" in sentence


def test_work_is_named_by_its_unit_group_and_window() -> None:
    # 364 days of a job held since 2025-07-01 are worked at the end of 2026-06-29.
    gained = said(jobs=[job("31301", "2025-07-01")])
    assert gained["2026-06-30"] == ("canadian_work", "Canadian work rises to 1 whole year, with work in 31301.")
    # 366 days of 2016 to 2017; after 2026-05-03 fewer than 364 of them lie within ten years.
    lost = said(languages=[result("2025-06-01")], jobs=[job("62020", "2016-05-01", "2017-05-01")])
    sentence = "Canadian work has no whole year left: work in 62020 before May 4, 2016 lies more than ten years back."
    assert lost["2026-05-04"] == ("canadian_work_lapses", sentence)


def test_foreign_work() -> None:
    gained = said(languages=[result("2025-06-01")], jobs=[job("31301", "2025-07-01", country="NG")])
    assert gained["2026-06-30"] == ("foreign_work", "Foreign work rises to 1 whole year, with work in 31301.")


def test_thresholds_of_programs_and_categories_are_named() -> None:
    # 1,560 hours in 31301 that leave the three years of the class and of the category, then those of the ten years not.
    held = said(languages=[result("2025-06-01")], jobs=[job("31301", "2023-05-01", "2024-04-30")])
    code, sentence = held["2026-05-04"]
    assert code == "work_lapses"
    assert sentence == (
        "Work falls under, as it leaves the window: the year of Canadian work within three years "
        "(Canadian Experience Class); healthcare-v3."
    )


def test_a_nomination_and_a_certificate_to_come() -> None:
    nomination = {"province": "ON", "issued": "2026-04-01"}
    assert said(nomination=nomination)["2026-04-01"] == ("nomination", "The nomination by Ontario begins to count.")
    certificate = {"noc": "72310", "province": "ON", "issued": "2026-04-02"}
    held = said(languages=[result("2025-06-01")], certificate_of_qualification=certificate)
    assert held["2026-04-02"] == ("certificate", "The certificate of qualification in 72310 begins to count.")


def test_the_partner() -> None:
    partner = {"languages": [result("2024-06-01", "pte_core", 90)], "jobs": [job("31301", "2025-07-01")]}
    held = said(partner=partner)
    sentence = "The partner's PTE Core of June 1, 2024 is two years old and no longer counts."
    assert held["2026-06-01"] == ("partner_language", sentence)
    sentence = "The partner's Canadian work in 31301 reaches a further year."
    assert held["2026-06-30"] == ("partner_work", sentence)


def test_the_end_of_the_profile_tells_what_else_happens_that_day() -> None:
    held = said(submitted_at="2025-06-15T10:00:00Z")
    leaves = "The profile is one year old and leaves the pool on June 15, 2026 at 10:00 UTC."
    assert held["2026-06-15"] == ("profile_expires", f"{leaves} Turns 31.")


@pytest.mark.parametrize("seed", [3])
def test_no_invented_life_is_told_without_a_fact(seed: int) -> None:
    """Of many lives nearly every change names a fact; those that name none are few and whole sentences all the same."""
    people = [(profile, on) for profile, on in profiles(seed, 300) if profile["birth_date"] <= str(on)]
    answers = assess_profiles([profile for profile, _ in people], [on for _, on in people])
    told = [change for answer in answers for change in answer["changes"]]
    plain = [change for change in told if change["parameters"]["facts"] == [{"code": change["code"], "years": 0}]]
    assert all(change["message"].endswith(".") for change in told)
    assert len(told) > 300
    assert len(plain) < len(told) / 10, [change["message"] for change in plain]


FUNDED = {
    "id": "ngozi",
    "birth_date": "1995-06-15",
    "submitted_at": "2025-07-06T23:59:59Z",
    "settlement_funds": 14690,
    "languages": [result("2025-06-01")],
    "education": [{"level": "master", "country": "NG", "completed": "2018-05-01", "eca_issued": "2024-02-01"}],
    "jobs": [job("31301", "2016-05-01", "2024-05-01", country="NG")],
}


@pytest.mark.parametrize("day", [7, 28])
def test_the_former_table_of_funds_ends_and_closes_a_program(day: int) -> None:
    changes = assess_profiles([FUNDED], [date(2025, 7, day)])[0]["changes"]
    first = changes[0]
    assert (first["on"], first["code"], first["points"]) == ("2025-07-29", "funds", 0)
    assert first["parameters"]["closed"] == ["fsw", "healthcare-v2"]
    assert "former table of settlement funds" in first["message"]


@pytest.mark.parametrize(
    "other",
    [{"submitted_at": "2025-07-07T00:00:00Z"}, {"submitted_at": None}, {"settlement_funds": 15263}],
    ids=["submitted later", "not submitted", "enough by the new table"],
)
def test_the_end_of_the_former_table_is_told_to_nobody_else(other: dict[str, Any]) -> None:
    changes = assess_profiles([FUNDED | other], [date(2025, 7, 10)])[0]["changes"]
    assert "funds" not in {change["code"] for change in changes}
    assert "2025-07-29" not in {change["on"] for change in changes}
