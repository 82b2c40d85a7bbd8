"""What is doubtful in a legal profile is pointed out: where, and in words that are true of it."""

from datetime import date
from typing import Any

import pytest

from toprank.assess import assess_profiles

ON = date(2026, 3, 10)
Json = dict[str, Any]


def warned(on: date = ON, **profile: Any) -> dict[tuple[str, str], str]:
    """Sentence by code and pointer, for a person born on 1995-06-15."""
    answer = assess_profiles([{"id": "ngozi", "birth_date": "1995-06-15", **profile}], [on])[0]
    return {(each["code"], each["pointer"]): each["message"] for each in answer["warnings"]}


def job(start: str, **more: Any) -> Json:
    return {"noc": "31301", "start": start, "end": "2020-01-01", "hours_per_week": 40, "country": "NG", **more}


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ("1995-06-14", "job_before_birth"),
        ("1995-06-15", "job_of_a_child"),
        ("2009-06-14", "job_of_a_child"),
        ("2009-06-15", None),
    ],
)
def test_a_job_from_before_birth_or_childhood(start: str, code: str | None) -> None:
    assert list(warned(jobs=[job(start)])) == ([(code, "/jobs/0/start")] if code else [])


@pytest.mark.parametrize(("taken", "doubtful"), [("1995-06-14", True), ("1995-06-15", False)])
def test_a_result_from_before_birth(taken: str, doubtful: bool) -> None:
    result = {"test": "clb", "taken": taken, "listening": 7, "reading": 7, "writing": 7, "speaking": 7}
    assert (("result_before_birth", "/languages/0/taken") in warned(languages=[result])) == doubtful


@pytest.mark.parametrize(("taken", "doubtful"), [("2026-03-11", True), ("2026-03-10", False)])
def test_a_result_of_after_the_day(taken: str, doubtful: bool) -> None:
    result = {"test": "clb", "taken": taken, "listening": 7, "reading": 7, "writing": 7, "speaking": 7}
    found = warned(languages=[result], partner={"languages": [result]})
    expected = [("result_later", "/languages/0/taken"), ("result_later", "/partner/languages/0/taken")]
    assert list(found) == (expected if doubtful else [])


def test_a_credential_from_before_birth() -> None:
    credential = {"level": "secondary", "country": "NG", "completed": "1990-06-01"}
    assert list(warned(education=[credential])) == [("credential_before_birth", "/education/0/completed")]


@pytest.mark.parametrize(("issued", "doubtful"), [("2016-06-30", True), ("2016-07-01", False)])
def test_an_assessment_of_what_was_not_completed(issued: str, doubtful: bool) -> None:
    credential = {"level": "bachelor", "country": "NG", "completed": "2016-07-01", "eca_issued": issued}
    found = warned(education=[credential], partner={"education": [credential]})
    pointers = ["/education/0/eca_issued", "/partner/education/0/eca_issued"]
    assert list(found) == [("assessed_before_completed", pointer) for pointer in pointers if doubtful]


@pytest.mark.parametrize(
    ("submitted", "code"),
    [
        ("2026-03-11T00:00:00Z", "submitted_later"),
        ("2026-03-10T23:59:59Z", None),
        ("2025-03-11T00:00:00Z", None),
        ("2025-03-10T12:00:00Z", "profile_over"),
        ("2024-02-29T12:00:00Z", "profile_over"),
    ],
)
def test_a_profile_that_is_not_in_the_pool_on_the_day(submitted: str, code: str | None) -> None:
    found = warned(submitted_at=submitted)
    assert list(found) == ([(code, "/submitted_at")] if code else [])
    if code == "profile_over":
        ended = "February 28, 2025" if submitted.startswith("2024") else "March 10, 2026"
        assert f"it ended on {ended} at 12:00 UTC." in found[code, "/submitted_at"]


TRADE = {"noc": "75110", "qualified_from": "2019-01-01"}
CERTIFICATE = {"noc": "75110", "province": "ON", "issued": "2020-01-01"}
BEFORE = date(2022, 11, 15)


def of_trades(jobs: list[Json]) -> dict[tuple[str, str], str]:
    """The warnings of the classification for a trade and a certificate in 75110."""
    found = warned(BEFORE, jobs=jobs, trade=TRADE, certificate_of_qualification=CERTIFICATE)
    return {
        where: said for where, said in found.items() if where[0] in ("noc2016_several", "certificate_group_of_jobs")
    }


def test_the_group_of_a_job_decides_for_its_trade_and_certificate() -> None:
    """75110 came from 7371, 7372 and 7611; 7371 is a trade of the list, and the job says that it was 7371."""
    found = of_trades([job("2020-01-01", noc="75110", country="CA", noc2016="7371")])
    assert list(found) == [("certificate_group_of_jobs", "/certificate_of_qualification/noc")]
    assert "group 7371 of NOC 2016" in found["certificate_group_of_jobs", "/certificate_of_qualification/noc"]


def test_the_least_skilled_group_decides_where_no_job_says() -> None:
    several = "noc2016_several"
    assert list(of_trades([])) == [(several, "/trade/noc"), (several, "/certificate_of_qualification/noc")]
    places = ["/jobs/0/noc", "/trade/noc", "/certificate_of_qualification/noc"]
    assert list(of_trades([job("2020-01-01", noc="75110")])) == [(several, place) for place in places]
    later = of_trades([job("2022-11-16", noc="75110", end=None, noc2016="7371")])
    assert list(later) == [(several, place) for place in places[1:]]
